import { jpegUrl, type PageSwatch } from './columns.ts';
import { copyWithNotice } from './copy.ts';
import { columns, thumbnailAt, thumbnails } from './data.ts';
import { byId, clamp } from './element.ts';
import { nextShot, previousShot, showShot } from './shots.ts';
import { colorAt, columnAt, formatTime, placeHead, strip } from './strip.ts';
import { drawShares, fillSwatchList, formatSwatchShare } from './swatches.ts';

const last = columns.length - 1;
/** How far Page Up and Page Down move. */
const STEP = Math.max(1, Math.round(columns.length / 20));
const MOVES: Readonly<Record<string, () => number>> = {
  ArrowLeft: () => current - 1,
  ArrowDown: () => current - 1,
  ArrowRight: () => current + 1,
  ArrowUp: () => current + 1,
  PageDown: () => current - STEP,
  PageUp: () => current + STEP,
  Home: () => 0,
  End: () => last,
};
if (HAS_SHOTS) Object.assign(MOVES, { '.': () => nextShot(current), ',': () => previousShot(current) });

let current = 0;

/** Colours of the shown frame. */
const showSwatches = fillSwatchList(
  byId('swatches', HTMLElement),
  Math.max(0, ...columns.map(({ swatches }) => swatches.length)),
  ({ share }) => formatSwatchShare(share),
);

/** Show a column, limited to those of the film: its time, frame and colours. */
export function showColumn(index: number): void {
  current = clamp(index, 0, last);
  const { time, swatches } = columns[current]!;
  const clock = formatTime(time);
  placeHead(current);
  byId('time', HTMLElement).textContent = clock;
  const [place, count] = [current + 1, columns.length].map((value) => value.toLocaleString('en'));
  byId('place', HTMLElement).textContent = `Moment ${place} of ${count}`;
  drawShares(byId('shares', SVGElement), swatches);
  showSwatches(swatches);
  if (thumbnails.length > 0) showThumbnail();
  strip.setAttribute('aria-valuenow', String(current + 1));
  strip.setAttribute(
    'aria-valuetext',
    `${HAS_SHOTS ? `${clock}, ${showShot(current)}` : clock}, ${describe(swatches)}`,
  );
}

function showThumbnail(): void {
  const [column, jpeg] = thumbnailAt(current);
  const frame = byId('frame', HTMLImageElement);
  const caption = `Frame at ${formatTime(columns[column]!.time)}`;
  if (frame.alt === caption) return;
  frame.src = jpegUrl(jpeg);
  frame.alt = caption;
  byId('taken', HTMLElement).textContent = caption;
}

function describe(swatches: readonly PageSwatch[]): string {
  if (swatches.length === 0) return 'no picture, this frame could not be decoded';
  const named = swatches.slice(0, 3).map(({ color, share }) => `${color} ${formatSwatchShare(share)}`);
  const more = swatches.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Follow pointer and keys along the bars. */
export function watchStrip(): void {
  new ResizeObserver(() => placeHead(current)).observe(strip);
  strip.addEventListener('pointermove', ({ clientX }) => showColumn(columnAt(clientX)));
  strip.addEventListener('click', (event) => {
    showColumn(columnAt(event.clientX));
    const color = colorAt(current, event.clientY);
    // On a touch screen, a tap is the way to choose a frame.
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    if (color !== undefined && !isTouch) copyWithNotice(color);
  });
  strip.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    const isCopy = event.key === 'Enter' || event.key === ' ';
    if (move === undefined && !isCopy) return;
    event.preventDefault();
    const color = columns[current]!.shown[0];
    if (move !== undefined) showColumn(move());
    else if (color !== undefined) copyWithNotice(color);
  });
}
