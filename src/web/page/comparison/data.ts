import type { ComparisonPageData } from '../../../core/export/index.ts';
import { type PageColumn, readBytes, readColumns } from '../columns.ts';
import { byId, findNearest } from '../element.ts';

/** The data as they are in the page. `core/export/comparison/comparison-data` documents the format. */
export const comparisonData: ComparisonPageData = JSON.parse(byId('data', HTMLScriptElement).textContent ?? '');

/** One of the two films. */
export type FilmKey = 'a' | 'b';

/** A moment that both films show. */
export interface PageMoment {
  /** Seconds on each film's clock. */
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly unexplained: number;
  readonly block: number;
}

/** The sampled frames of each film, in order. */
export const filmColumns: Readonly<Record<FilmKey, readonly PageColumn[]>> = {
  a: readColumns(comparisonData.a.columns),
  b: readColumns(comparisonData.b.columns),
};

/** The column of a film that is nearest to a time, as an index. */
export function columnAtTime(film: FilmKey, seconds: number): number {
  return filmColumns[film].indexOf(findNearest(filmColumns[film], seconds, ({ time }) => time)!);
}

export const otherFilm = (film: FilmKey): FilmKey => (film === 'a' ? 'b' : 'a');

/** A stretch of both films, seconds on each film's clock. */
interface PageBlock {
  readonly index: number;
  readonly a: readonly [from: number, to: number];
  readonly b: readonly [from: number, to: number];
}

const blocks = comparisonData.blocks.map(([aFrom, aTo, bFrom, bTo], index): PageBlock => {
  return { index, a: [aFrom, aTo], b: [bFrom, bTo] };
});

/** Where the other film shows the same. */
export interface Counterpart {
  readonly block: number;
  /** Seconds on the other film's clock. */
  readonly seconds: number;
}

/** Find where the other film shows a moment of a film; null if it does not. */
export function findCounterpart(film: FilmKey, seconds: number): Counterpart | null {
  const block = blocks.find((one) => seconds >= one[film][0] && seconds <= one[film][1]);
  if (block === undefined) return null;
  const [[from, to], [otherFrom, otherTo]] = [block[film], block[otherFilm(film)]];
  const share = (seconds - from) / Math.max(1e-9, to - from);
  return { block: block.index, seconds: otherFrom + share * (otherTo - otherFrom) };
}

const moments = readMoments();

function readMoments(): PageMoment[][] {
  const view = readBytes(comparisonData.moments);
  const read = blocks.map((): PageMoment[] => []);
  for (let at = 0; at < view.byteLength; at += 18) {
    const block = view.getUint16(at + 16);
    read[block]?.push({
      a: view.getFloat32(at),
      b: view.getFloat32(at + 4),
      difference: view.getFloat32(at + 8),
      unexplained: view.getFloat32(at + 12),
      block,
    });
  }
  return read;
}

/** The compared moment of a block that is nearest to a time of A; undefined if there is none. */
export function momentAt(block: number, seconds: number): PageMoment | undefined {
  return findNearest(moments[block]!, seconds, ({ a }) => a);
}
