import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Column, Fingerprint } from '#core/fingerprint/index';
import { SHARED } from '../support/film-frames.ts';

const BENCHMARKS = join(SHARED, 'benchmarks');

/** Read a table of a set: films by name, or pairs of editions. */
export const readTable = <T>(set: string, name: string): T =>
  JSON.parse(readFileSync(join(BENCHMARKS, set, name), 'utf8')) as T;

/** The names of the films of a set, sorted. */
export const listFilms = (set: string): string[] => Object.keys(readTable<object>(set, 'films.json')).sort();

/** Read the mean colours of a film, `#rrggbb`, evenly spaced in time. */
export function readColors(set: string, film: string): string[] {
  const hex = gunzipSync(readFileSync(join(BENCHMARKS, set, `${film}.hex.gz`)))
    .toString()
    .trim();
  return Array.from({ length: Math.floor(hex.length / 6) }, (_, i) => `#${hex.slice(6 * i, 6 * i + 6).toLowerCase()}`);
}

/** A column per colour, a second apart. */
export const toColumns = (colors: readonly string[]): Column[] =>
  colors.map((color, i) => ({ time: i + 0.5, frameTime: i + 0.5, swatches: [{ color, share: 1 }] }));

/** Wrap columns and shots into a fingerprint. */
export function toFingerprint(title: string, columns: readonly Column[], shots?: Fingerprint['shots']): Fingerprint {
  return {
    format: 'chromatheque/fingerprint',
    version: 1,
    film: {
      id: Buffer.from(title).toString('hex').padEnd(32, '0').slice(0, 32),
      name: `${title}.mkv`,
      title,
      durationSeconds: columns.length,
      width: 1920,
      height: 1080,
      pixelAspect: { num: 1, den: 1 },
      rotationDegrees: 0,
      frameRate: { num: 24, den: 1 },
      codec: 'h264',
      color: { matrix: 'bt709', range: 'limited', transfer: 'bt709', primaries: 'bt709', assumed: [] },
    },
    sampling: {
      samples: columns.length,
      mode: 'exact',
      from: 0,
      to: columns.length,
      missing: 0,
      backend: { name: 'libav', version: '0' },
    },
    clustering: { clusters: 'auto', space: 'oklab', seed: 0 },
    tool: { name: 'chromatheque', version: '0.0.0' },
    columns,
    ...(shots !== undefined && { shots }),
  };
}
