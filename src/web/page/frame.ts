import { formatPercent } from '../../core/text/index.ts';
import { copyWithNotice } from './copy.ts';
import { columns, jpegUrl, type PageSwatch, thumbnailAt, thumbnails } from './data.ts';
import { byId, clamp } from './element.ts';
import { nextShot, previousShot, showShot } from './shots.ts';
import { colorAt, columnAt, formatTime, placeHead, strip } from './strip.ts';

const SVG = 'http://www.w3.org/2000/svg';
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

/** A button that shows and copies a colour. */
interface SwatchButton {
  readonly item: Element;
  readonly button: HTMLElement;
  readonly block: Element;
  readonly code: Element;
  readonly share: Element;
}

/** As many as the most colourful frame needs, so that the page keeps its height. */
const buttons = Array.from({ length: Math.max(0, ...columns.map(({ swatches }) => swatches.length)) }, makeButton);

function makeButton(): SwatchButton {
  const item = byId('swatch', HTMLTemplateElement).content.firstElementChild!.cloneNode(true) as Element;
  byId('swatches', HTMLElement).append(item);
  const find = <Kind extends Element>(selector: string): Kind => item.querySelector<Kind>(selector)!;
  return { item, button: find('button'), block: find('rect'), code: find('b'), share: find('span') };
}

/** Show a column, limited to those of the film: its time, frame and colours. */
export function showColumn(index: number): void {
  current = clamp(index, 0, last);
  const { time, swatches } = columns[current]!;
  const clock = formatTime(time);
  placeHead(current);
  byId('time', HTMLElement).textContent = clock;
  const [place, count] = [current + 1, columns.length].map((value) => value.toLocaleString('en'));
  byId('place', HTMLElement).textContent = `Moment ${place} of ${count}`;
  drawShares(swatches);
  for (const [i, button] of buttons.entries()) setSwatch(button, swatches[i]);
  if (thumbnails.length > 0) showThumbnail();
  strip.setAttribute('aria-valuenow', String(current + 1));
  strip.setAttribute(
    'aria-valuetext',
    `${HAS_SHOTS ? `${clock}, ${showShot(current)}` : clock}, ${describe(swatches)}`,
  );
}

function drawShares(swatches: readonly PageSwatch[]): void {
  let x = 0;
  const rects = swatches.map(({ color, share }) => {
    const rect = makeRect(color, x, share);
    x += share;
    return rect;
  });
  byId('shares', SVGElement).replaceChildren(...rects);
}

function makeRect(color: string, x: number, width: number): SVGElement {
  const rect = document.createElementNS(SVG, 'rect') as SVGElement;
  for (const [name, value] of Object.entries({ x, y: 0, width, height: 1, fill: color })) {
    rect.setAttribute(name, String(value));
  }
  return rect;
}

function setSwatch({ item, button, block, code, share }: SwatchButton, swatch: PageSwatch | undefined): void {
  item.classList.toggle('is-absent', swatch === undefined);
  if (swatch === undefined) return;
  button.dataset.color = swatch.color;
  block.setAttribute('fill', swatch.color);
  code.textContent = swatch.color;
  share.textContent = formatSwatchShare(swatch.share);
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

function formatSwatchShare(share: number): string {
  return share < 0.001 ? 'under 0.1 %' : formatPercent(share, { decimals: 1 });
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
