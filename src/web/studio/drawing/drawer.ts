import { type Fingerprint, FormatError, type Rank } from '../../../core/fingerprint/index.ts';
import { fromWire, type WireError } from '../../../core/options/index.ts';
import { type PanelArrangement, type PosterOptions, RenderError } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';
import type { DataFormat, DrawAnswer, DrawCommand, Drawing, DrawnPoster, SwatchFormat } from './messages.ts';

let worker: Worker | undefined;
let lastKey = 0;
const keys = new WeakMap<Fingerprint, number>();

/** Something to be drawn. */
interface Request {
  readonly command: DrawCommand & { readonly kind: 'draw' };
  readonly isPreview: boolean;
  readonly answer: (answer: DrawAnswer) => void;
}
/** The worker has one at a time, so that what is looked at need not wait for previews that were asked for before. */
const line: Request[] = [];
let current: Request | undefined;

function tellNext(): void {
  if (current !== undefined) return;
  const first = line.findIndex(({ isPreview }) => !isPreview);
  [current] = line.splice(Math.max(0, first), 1);
  if (current !== undefined) tell(current.command);
}

function tell(command: DrawCommand): void {
  if (worker === undefined) {
    worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<DrawAnswer>) => {
      const { answer } = current!;
      current = undefined;
      tellNext();
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
    tell({ kind: 'keep', key, fingerprint });
  }
  return key;
}

async function ask(
  fingerprints: readonly [Fingerprint, ...Fingerprint[]],
  drawing: Drawing,
  isPreview = false,
): Promise<Exclude<DrawAnswer, { failure: WireError } | { isGone: true }>> {
  const [first, ...rest] = fingerprints;
  const asked = [keyOf(first), ...rest.map(keyOf)] as const;
  const settled = await new Promise<DrawAnswer>((answer) => {
    line.push({ command: { kind: 'draw', keys: [...asked], drawing }, isPreview, answer });
    tellNext();
  });
  if ('isGone' in settled) {
    for (const fingerprint of fingerprints) keys.delete(fingerprint);
    return ask(fingerprints, drawing, isPreview);
  }
  if ('failure' in settled) throw fromWire(settled.failure, { FormatError, RenderError });
  return settled;
}

/** Draw a poster as SVG: to the byte what the command line draws of the same fingerprint. @throws {ChromathequeError} */
export async function drawPoster(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
): Promise<DrawnPoster> {
  const answer = await ask([fingerprint], { kind: 'poster', options, font });
  return (answer as { poster: DrawnPoster }).poster;
}

/** Draw what a layout makes of a fingerprint, without words, when nothing else is to be drawn. @throws {ChromathequeError} */
export async function drawPreview(fingerprint: Fingerprint, layout: string): Promise<DrawnPoster> {
  const answer = await ask([fingerprint], { kind: 'poster', options: { layout, title: '' }, font: 'sans' }, true);
  return (answer as { poster: DrawnPoster }).poster;
}

/** One film of a panel. */
export interface TitledFingerprint {
  readonly fingerprint: Fingerprint;
  /** Undefined: the film's own. */
  readonly title: string | undefined;
}

/** Draw many films in one picture, as SVG: to the byte what the command line draws. @throws {ChromathequeError} */
export async function drawPanelPoster(
  [first, ...rest]: readonly [TitledFingerprint, ...TitledFingerprint[]],
  options: PosterOptions,
  font: FontName,
  arrangement: PanelArrangement,
): Promise<DrawnPoster> {
  const titles = [first, ...rest].map(({ title }) => title);
  const fingerprints = [first.fingerprint, ...rest.map(({ fingerprint }) => fingerprint)] as const;
  const answer = await ask(fingerprints, { kind: 'panel', options, font, arrangement, titles });
  return (answer as { poster: DrawnPoster }).poster;
}

/** Write a fingerprint as a page of one file: to the byte what the command line writes. */
export async function writePage(fingerprint: Fingerprint, options: PosterOptions): Promise<string> {
  return ((await ask([fingerprint], { kind: 'page', options })) as { content: string }).content;
}

/** Write a fingerprint as data. */
export async function writeData(fingerprint: Fingerprint, format: DataFormat): Promise<string> {
  return ((await ask([fingerprint], { kind: 'data', format })) as { content: string }).content;
}

/** Write a film's palette as a swatch file. */
export async function writeSwatches(
  fingerprint: Fingerprint,
  format: SwatchFormat,
  count: number,
  rank: Rank,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const answer = await ask([fingerprint], { kind: 'swatches', format, count, rank });
  return (answer as { content: string | Uint8Array<ArrayBuffer> }).content;
}
