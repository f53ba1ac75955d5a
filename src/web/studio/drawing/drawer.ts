import { type Fingerprint, FormatError, type Rank } from '../../../core/fingerprint/index.ts';
import { fromWire, PICTURE_OPTIONS, type WireError } from '../../../core/options/index.ts';
import { type PanelArrangement, type PosterOptions, RenderError } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';
import { DrawLane } from './draw-lane.ts';
import type {
  DataFormat,
  DrawAnswer,
  Drawing,
  DrawnPoster,
  ScreenPoster,
  ScreenRoom,
  SwatchFormat,
} from './messages.ts';
import { findProbe } from './probe-fingerprint.ts';
import { thinFingerprint } from './thin-fingerprint.ts';

/** The shown poster and files; what the controls offer; small pictures of layouts. */
type Urgency = 'now' | 'soon' | 'later';

const front = new DrawLane();
/** Previews and probes take seconds for a long film: the shown poster does not wait for them. */
const back = new DrawLane();

async function request(
  fingerprints: readonly [Fingerprint, ...Fingerprint[]],
  drawing: Drawing,
  urgency: Urgency = 'now',
): Promise<Exclude<DrawAnswer, { failure: WireError } | { isGone: true }>> {
  const lane = urgency === 'now' ? front : back;
  const settled = await lane.draw(fingerprints, drawing, urgency === 'later');
  if ('failure' in settled) throw fromWire(settled.failure, { FormatError, RenderError });
  return settled;
}

/** Draw a poster as SVG: the same bytes as the command line draws. @throws {ChromathequeError} */
export async function drawPoster(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
): Promise<DrawnPoster> {
  const answer = await request([fingerprint], { kind: 'poster', options, font });
  return (answer as { poster: DrawnPoster }).poster;
}

/**
 * Paint a poster as a screen shows it. A browser takes up to half a second of the page's time to
 * show an SVG file of thousands of bars.
 *
 * @throws {ChromathequeError}
 */
export async function paintPoster(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
  room: ScreenRoom,
): Promise<ScreenPoster> {
  const answer = await request([fingerprint], { kind: 'screen', options, font, room });
  return (answer as { screen: ScreenPoster }).screen;
}

/**
 * Prepare a poster with one colour per frame more and one less, when nothing else waits: these are
 * the next steps of the slider.
 */
export async function prepareColors(
  fingerprint: Fingerprint,
  options: PosterOptions & { readonly colors: number },
  font: FontName,
  room: ScreenRoom,
  signal: AbortSignal,
): Promise<void> {
  const { min, max } = PICTURE_OPTIONS.colors;
  for (const colors of [options.colors + 1, options.colors - 1]) {
    if (signal.aborted || colors < min || colors > max) continue;
    const drawing: Drawing = { kind: 'screen', options: { ...options, colors }, font, room };
    const answer = await front.draw([fingerprint], drawing, true);
    if ('screen' in answer) answer.screen.bitmap.close();
  }
}

/** Paint the same as a PNG file. @throws {ChromathequeError} */
export async function paintPicture(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
  room: ScreenRoom,
  urgency: Urgency = 'now',
): Promise<Blob> {
  const answer = await request([fingerprint], { kind: 'picture', options, font, room }, urgency);
  return (answer as { picture: Blob }).picture;
}

/** The room of a small picture, twice as large as it is shown, and columns: more than it has pixels across. */
const PREVIEW_ROOM: ScreenRoom = { widthPx: 200, heightPx: 200 };
const PREVIEW_COLUMNS = 240;
/** Columns of a film in the first picture of a panel, and in the one that stays: ranking the swatches
 * of a column takes 0.25 ms. */
export const DRAFT_COLUMNS = 32;
export const SCREEN_COLUMNS = 240;

/**
 * Paint a small picture of a poster, of fewer columns, once no other drawing waits. A layout that
 * shows pictures gets the whole fingerprint.
 *
 * @throws {ChromathequeError}
 */
export async function paintPreview(fingerprint: Fingerprint, options: PosterOptions, font: FontName): Promise<Blob> {
  const paint = (film: Fingerprint) => paintPicture(film, options, font, PREVIEW_ROOM, 'later');
  try {
    return await paint(thinFingerprint(fingerprint, PREVIEW_COLUMNS));
  } catch (error) {
    if (!(error instanceof RenderError) || error.code !== 'lacks-data') throw error;
    return await paint(fingerprint);
  }
}

/** Find the options that would change a poster, once no other drawing waits. @throws {ChromathequeError} */
export async function requestEffects(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
): Promise<readonly string[]> {
  const answer = await request([findProbe(fingerprint)], { kind: 'effects', options, font }, 'soon');
  return (answer as { effects: readonly string[] }).effects;
}

export interface TitledFingerprint {
  readonly fingerprint: Fingerprint;
  /** Undefined: the film's title. */
  readonly title: string | undefined;
}

/**
 * Draw several films as one panel in SVG: the same bytes as the command line draws.
 *
 * @throws {ChromathequeError}
 */
export async function drawPanelPoster(
  [first, ...rest]: readonly [TitledFingerprint, ...TitledFingerprint[]],
  options: PosterOptions,
  font: FontName,
  arrangement: PanelArrangement,
): Promise<DrawnPoster> {
  const titles = [first, ...rest].map(({ title }) => title);
  const fingerprints = [first.fingerprint, ...rest.map(({ fingerprint }) => fingerprint)] as const;
  const answer = await request(fingerprints, { kind: 'panel', options, font, arrangement, titles });
  return (answer as { poster: DrawnPoster }).poster;
}

/**
 * Draw a panel as it looks on a screen, of fewer columns per film: many whole films take seconds to
 * send and to draw.
 *
 * @param columns per film. A panel that lacks something is drawn whole.
 * @throws {ChromathequeError}
 */
export async function drawScreenPanel(
  films: readonly [TitledFingerprint, ...TitledFingerprint[]],
  options: PosterOptions,
  font: FontName,
  arrangement: PanelArrangement,
  columns: number,
): Promise<DrawnPoster> {
  const thin: TitledFingerprint[] = [];
  for (const [i, { fingerprint, title }] of films.entries()) {
    // The page stays usable while many films are thinned and sent.
    if (i % 8 === 7) await new Promise((resolve) => setTimeout(resolve));
    thin.push({ fingerprint: thinFingerprint(fingerprint, columns), title });
    front.keep(thin[i]!.fingerprint);
  }
  const drawThin = () => drawPanelPoster(thin as [TitledFingerprint], options, font, arrangement);
  try {
    const drawn = await drawThin();
    if (drawn.warning === null) return drawn;
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
  }
  return drawPanelPoster(films, options, font, arrangement);
}

/**
 * Rank the swatches of the films of a panel before it is drawn for the first time: a quarter of a
 * millisecond per column.
 */
export async function rankAhead(films: readonly Fingerprint[], signal: AbortSignal): Promise<void> {
  for (const fingerprint of films) {
    if (signal.aborted) return;
    await front.draw([thinFingerprint(fingerprint, DRAFT_COLUMNS)], { kind: 'rank', films: films.length }, true);
  }
}

/** Write films as the server takes them for a panel. */
export async function packPanelFilms(
  [first, ...rest]: readonly [TitledFingerprint, ...TitledFingerprint[]],
  options: PosterOptions,
  font: FontName,
): Promise<Uint8Array<ArrayBuffer>> {
  const titles = [first, ...rest].map(({ title }) => title);
  const fingerprints = [first.fingerprint, ...rest.map(({ fingerprint }) => fingerprint)] as const;
  const answer = await request(fingerprints, { kind: 'films', options, font, titles });
  return (answer as { content: Uint8Array<ArrayBuffer> }).content;
}

/** Write a fingerprint as a single-file HTML page: the same bytes as the command line writes. */
export async function writePage(fingerprint: Fingerprint, options: PosterOptions): Promise<string> {
  return ((await request([fingerprint], { kind: 'page', options })) as { content: string }).content;
}

export async function writeData(fingerprint: Fingerprint, format: DataFormat): Promise<string> {
  return ((await request([fingerprint], { kind: 'data', format })) as { content: string }).content;
}

export async function writeSwatches(
  fingerprint: Fingerprint,
  format: SwatchFormat,
  count: number,
  rank: Rank,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const answer = await request([fingerprint], { kind: 'swatches', format, count, rank });
  return (answer as { content: string | Uint8Array<ArrayBuffer> }).content;
}
