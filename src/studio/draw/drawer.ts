import type { Fingerprint, Rank } from '../../fingerprint/index.ts';
import type { PosterOptions } from '../../poster/index.ts';
import type { FontName } from '../../type/index.ts';
import type { DataFormat, DrawAnswer, DrawCommand, DrawnPoster, SwatchFormat } from './messages.ts';

let worker: Worker | undefined;
let lastId = 0;
let lastKey = 0;
const keys = new WeakMap<Fingerprint, number>();
const waiting = new Map<number, (answer: DrawAnswer) => void>();

type Asked<Command = DrawCommand> = Command extends { id: number } ? Omit<Command, 'id' | 'key'> : never;

async function ask(fingerprint: Fingerprint, asked: Asked): Promise<DrawAnswer> {
  if (worker === undefined) {
    worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<DrawAnswer>) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    };
  }
  let key = keys.get(fingerprint);
  if (key === undefined) {
    key = ++lastKey;
    keys.set(fingerprint, key);
    worker.postMessage({ kind: 'keep', key, fingerprint } satisfies DrawCommand);
  }
  const id = ++lastId;
  const answer = new Promise<DrawAnswer>((resolve) => waiting.set(id, resolve));
  worker.postMessage({ ...asked, id, key });
  const settled = await answer;
  if ('isGone' in settled) {
    keys.delete(fingerprint);
    return ask(fingerprint, asked);
  }
  if ('problem' in settled) throw new Error(settled.problem);
  return settled;
}

/** Draw a poster as SVG: to the byte what the command line draws of the same fingerprint. @throws {Error} a sentence on what is wrong with the options. */
export async function drawPoster(
  fingerprint: Fingerprint,
  options: PosterOptions,
  font: FontName,
): Promise<DrawnPoster> {
  const answer = await ask(fingerprint, { kind: 'poster', options, font });
  return (answer as { poster: DrawnPoster }).poster;
}

/** Write a fingerprint as a page of one file: to the byte what the command line writes. */
export async function writePage(fingerprint: Fingerprint, options: PosterOptions): Promise<string> {
  return ((await ask(fingerprint, { kind: 'page', options })) as { content: string }).content;
}

/** Write a fingerprint as data. */
export async function writeData(fingerprint: Fingerprint, format: DataFormat): Promise<string> {
  return ((await ask(fingerprint, { kind: 'data', format })) as { content: string }).content;
}

/** Write a film's palette as a swatch file. */
export async function writeSwatches(
  fingerprint: Fingerprint,
  format: SwatchFormat,
  count: number,
  rank: Rank,
): Promise<string | Uint8Array<ArrayBuffer>> {
  const answer = await ask(fingerprint, { kind: 'swatches', format, count, rank });
  return (answer as { content: string | Uint8Array<ArrayBuffer> }).content;
}
