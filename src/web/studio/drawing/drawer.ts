import { type Fingerprint, FormatError, type Rank } from '../../../core/fingerprint/index.ts';
import { fromWire, type WireError } from '../../../core/options/index.ts';
import { type PanelArrangement, type PosterOptions, RenderError } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';
import type { DataFormat, DrawAnswer, DrawCommand, Drawing, DrawnPoster, SwatchFormat } from './messages.ts';

let worker: Worker | undefined;
let lastKey = 0;
const keys = new WeakMap<Fingerprint, number>();

interface Request {
  readonly command: DrawCommand & { readonly kind: 'draw' };
  readonly isPreview: boolean;
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
  const first = waiting.findIndex(({ isPreview }) => !isPreview);
  [current] = waiting.splice(Math.max(0, first), 1);
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
  isPreview = false,
): Promise<Exclude<DrawAnswer, { failure: WireError } | { isGone: true }>> {
  const [first, ...rest] = fingerprints;
  const requestedKeys = [keyOf(first), ...rest.map(keyOf)] as const;
  const settled = await new Promise<DrawAnswer>((answer) => {
    waiting.push({ command: { kind: 'draw', keys: [...requestedKeys], drawing }, isPreview, answer });
    sendNext();
  });
  if ('isGone' in settled) {
    for (const fingerprint of fingerprints) keys.delete(fingerprint);
    return request(fingerprints, drawing, isPreview);
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

/** Draw a preview of a layout, without text, once no other drawing waits. @throws {ChromathequeError} */
export async function drawPreview(fingerprint: Fingerprint, layout: string): Promise<DrawnPoster> {
  const answer = await request([fingerprint], { kind: 'poster', options: { layout, title: '' }, font: 'sans' }, true);
  return (answer as { poster: DrawnPoster }).poster;
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
