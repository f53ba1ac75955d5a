import { type Fingerprint, FormatError, type Rank } from '../../../core/fingerprint/index.ts';
import { fromWire, type WireError } from '../../../core/options/index.ts';
import { type PanelArrangement, type PosterOptions, RenderError } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';
import type { DataFormat, DrawAnswer, DrawCommand, Drawing, DrawnPoster, SwatchFormat } from './messages.ts';
import { thinFingerprint } from './thin-fingerprint.ts';

let worker: Worker | undefined;
let lastKey = 0;
const keys = new WeakMap<Fingerprint, number>();

/** The shown poster; what the controls offer; small pictures of layouts. */
type Urgency = 'now' | 'soon' | 'later';

interface Request {
  readonly command: DrawCommand & { readonly kind: 'draw' };
  readonly urgency: Urgency;
  readonly answer: (answer: DrawAnswer) => void;
}
/**
 * Requests that wait. The worker gets one at a time, so that the shown poster overtakes previews
 * that were requested before it.
 */
const waiting: Request[] = [];
let current: Request | undefined;

function sendNext(): void {
  if (current !== undefined) return;
  const isAny = (wanted: Urgency) => waiting.some(({ urgency }) => urgency === wanted);
  const next = isAny('now') ? 'now' : isAny('soon') ? 'soon' : 'later';
  const first = waiting.findIndex(({ urgency }) => urgency === next);
  if (first < 0) return;
  [current] = waiting.splice(first, 1);
  if (current !== undefined) send(current.command);
}

function send(command: DrawCommand): void {
  if (worker === undefined) {
    worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<DrawAnswer>) => {
      const { answer } = current!;
      current = undefined;
      sendNext();
      answer(data);
    };
  }
  worker.postMessage(command);
}

function keyOf(fingerprint: Fingerprint): number {
  let key = keys.get(fingerprint);
  if (key === undefined) {
    key = ++lastKey;
    keys.set(fingerprint, key);
    send({ kind: 'keep', key, fingerprint });
  }
  return key;
}

async function request(
  fingerprints: readonly [Fingerprint, ...Fingerprint[]],
  drawing: Drawing,
  urgency: Urgency = 'now',
): Promise<Exclude<DrawAnswer, { failure: WireError } | { isGone: true }>> {
  const [first, ...rest] = fingerprints;
  const requestedKeys = [keyOf(first), ...rest.map(keyOf)] as const;
  const settled = await new Promise<DrawAnswer>((answer) => {
    waiting.push({ command: { kind: 'draw', keys: [...requestedKeys], drawing }, urgency, answer });
    sendNext();
  });
  if ('isGone' in settled) {
    for (const fingerprint of fingerprints) keys.delete(fingerprint);
    return request(fingerprints, drawing, urgency);
  }
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

/** Columns of a film in a small picture: more than it has pixels across. */
const PREVIEW_COLUMNS = 240;
/** Columns of a film in the first picture of a panel, and in the one that stays: ranking the swatches
 * of a column takes 0.25 ms. */
export const DRAFT_COLUMNS = 32;
export const SCREEN_COLUMNS = 240;

/**
 * Draw a small picture of a poster, of fewer columns, once no other drawing waits. A layout that
 * shows pictures gets the whole fingerprint.
 *
 * @throws {ChromathequeError}
 */
export async function drawPreview(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
): Promise<DrawnPoster> {
  const drawing: Drawing = { kind: 'poster', options, font };
  try {
    return (
      (await request([thinFingerprint(fingerprint, PREVIEW_COLUMNS)], drawing, 'later')) as { poster: DrawnPoster }
    ).poster;
  } catch (error) {
    if (!(error instanceof RenderError) || error.code !== 'lacks-data') throw error;
    return ((await request([fingerprint], drawing, 'later')) as { poster: DrawnPoster }).poster;
  }
}

/** Find the options that would change a poster, once no other drawing waits. @throws {ChromathequeError} */
export async function requestEffects(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
): Promise<readonly string[]> {
  const answer = await request([fingerprint], { kind: 'effects', options, font }, 'soon');
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
    keyOf(thin[i]!.fingerprint);
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
