import { nameColor } from '../../../core/color/index.ts';
import { jpegUrl, type PageSwatch } from '../columns.ts';
import { byId, findNearest } from '../element.ts';
import { drawShares, fillSwatchList, formatSwatchShare } from '../swatches.ts';
import { comparisonData, type FilmKey, filmColumns } from './data.ts';
import { formatMoment } from './tracks.ts';

const names = new Map<string, string>();

function nameOf(color: string): string {
  const name = names.get(color) ?? nameColor(color).name;
  names.set(color, name);
  return name;
}

/** A frame to show: its time on the film's clock. */
export interface SideFrame {
  readonly seconds: number;
  readonly jpeg: string;
}

const most = (film: FilmKey): number => Math.max(0, ...filmColumns[film].map(({ swatches }) => swatches.length));
const nameSwatch = ({ color, share }: PageSwatch): string =>
  `${nameOf(color)}, ${formatSwatchShare(share).replaceAll(' ', '\u00a0')}`;
const lists = {
  a: fillSwatchList(byId('swatches-a', HTMLElement), most('a'), nameSwatch),
  b: fillSwatchList(byId('swatches-b', HTMLElement), most('b'), nameSwatch),
};

/** Show a column of a film and a frame of it; for null, that the film lacks the moment. */
export function showSide(film: FilmKey, column: number | null, frame: SideFrame | undefined): void {
  byId(`side-${film}`, HTMLElement).classList.toggle('is-empty', column === null);
  const swatches = column === null ? [] : filmColumns[film][column]!.swatches;
  byId(`time-${film}`, HTMLElement).textContent =
    column === null ? 'not in this film' : formatMoment(filmColumns[film][column]!.time);
  drawShares(byId(`shares-${film}`, SVGElement), swatches);
  lists[film](swatches);
  showFrame(film, column === null ? undefined : frame);
}

function showFrame(film: FilmKey, frame: SideFrame | undefined): void {
  const figure = byId(`figure-${film}`, HTMLElement);
  figure.classList.toggle('is-absent', frame === undefined);
  if (frame === undefined) return;
  const image = byId(`frame-${film}`, HTMLImageElement);
  const caption = `Frame of ${film.toUpperCase()} at ${formatMoment(frame.seconds)}`;
  if (image.alt === caption) return;
  image.src = jpegUrl(frame.jpeg);
  image.alt = caption;
  byId(`taken-${film}`, HTMLElement).textContent = caption;
}

/** Seconds within which a pair of frames is at a moment. */
const AT_MOMENT = 1;

/** A frame of each film, where there is one. */
export type Frames = Readonly<Record<FilmKey, SideFrame | undefined>>;

/**
 * Find frames of both films for a moment that both show: the nearest pair, or the thumbnails of
 * these columns where they are nearer.
 */
export function framesAt(columnA: number, columnB: number): Frames {
  const frames = { a: filmThumbnailAt('a', columnA), b: filmThumbnailAt('b', columnB) };
  const seconds = filmColumns.a[columnA]!.time;
  const pair = findNearest(comparisonData.pairs, seconds, ([a]) => a);
  if (pair === undefined) return frames;
  const far = (frame: SideFrame | undefined, time: number): number =>
    frame === undefined ? Number.POSITIVE_INFINITY : Math.abs(frame.seconds - time);
  const thumbnails = Math.max(far(frames.a, seconds), far(frames.b, filmColumns.b[columnB]!.time));
  return Math.abs(pair[0] - seconds) <= Math.max(AT_MOMENT, thumbnails) ? toFrames(pair) : frames;
}

const toFrames = ([a, b, jpegA, jpegB]: (typeof comparisonData.pairs)[number]): Frames => ({
  a: { seconds: a, jpeg: jpegA },
  b: { seconds: b, jpeg: jpegB },
});

/** The thumbnail of a film that is nearest to a column; undefined if there is none. */
export function filmThumbnailAt(film: FilmKey, column: number): SideFrame | undefined {
  const found = findNearest(comparisonData[film].thumbnails, column, ([place]) => place);
  return found && { seconds: filmColumns[film][found[0]]!.time, jpeg: found[1] };
}

/** Describe the heaviest colours of a column, for screen readers. */
export function describeMomentColors(film: FilmKey, column: number): string {
  const { swatches } = filmColumns[film][column]!;
  if (swatches.length === 0) return 'no picture';
  return swatches
    .slice(0, 2)
    .map(({ color, share }) => `${nameOf(color)} ${color} ${formatSwatchShare(share)}`)
    .join(', ');
}

/** Hide the frames if there is none in the page. */
export function hideMissingFrames(): void {
  if (
    comparisonData.pairs.length > 0 ||
    comparisonData.a.thumbnails.length > 0 ||
    comparisonData.b.thumbnails.length > 0
  )
    return;
  for (const film of ['a', 'b'] as const) byId(`figure-${film}`, HTMLElement).hidden = true;
}

/** Add frames to the list of the worst moments. */
export function addWorstFrames(): void {
  for (const button of document.querySelectorAll<HTMLElement>('button.worst')) {
    const seconds = Number(button.dataset.time);
    const pair = findNearest(comparisonData.pairs, seconds, ([a]) => a);
    if (pair === undefined || Math.abs(pair[0] - seconds) > AT_MOMENT) continue;
    const [, , ...jpegs] = pair;
    const images = jpegs.map((jpeg) => {
      const image = document.createElement('img');
      image.alt = '';
      image.src = jpegUrl(jpeg);
      return image;
    });
    button.querySelector('.frames')!.replaceChildren(...images);
  }
}
