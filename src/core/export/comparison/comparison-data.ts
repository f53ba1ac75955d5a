import { type Comparison, findBlock, findBlockKinds, findWorstMoments } from '../../compare/index.ts';
import type { Fingerprint } from '../../fingerprint/index.ts';
import { toBase64 } from '../../text/index.ts';
import { ByteWriter } from '../byte-writer.ts';
import { type PageBarOptions, writeColumns, writeJson } from '../page-data.ts';

/** Frames of both films at the same moment. */
export interface FramePair {
  /** Seconds on A's clock. */
  readonly a: number;
  /** Seconds on B's clock. */
  readonly b: number;
  /** JPEG, base64. */
  readonly jpegA: string;
  readonly jpegB: string;
}

/** A film in the data of a page. */
export interface PageFilm {
  /** Seconds on its own clock. */
  readonly from: number;
  readonly to: number;
  /** As in the page of a film: {@link PageData.columns}. */
  readonly columns: string;
  readonly thumbnails: readonly (readonly [column: number, jpeg: string])[];
}

/** Where the page jumps to: a film and a time on its clock. */
export type PagePlace = readonly [film: 'a' | 'b', seconds: number];

/** The data of a page of a comparison, which its script reads. */
export interface ComparisonPageData {
  readonly a: PageFilm;
  readonly b: PageFilm;
  /** The range of both films' times, seconds. */
  readonly from: number;
  readonly to: number;
  /** Colours of a bar, at most. */
  readonly rows: number;
  readonly blocks: readonly (readonly [aFrom: number, aTo: number, bFrom: number, bTo: number])[];
  /**
   * For each moment its times of A and B, its difference and unexplained difference (float32), and
   * its block (uint16), most significant byte first, in base64.
   */
  readonly moments: string;
  /** In order of A's time. */
  readonly pairs: readonly (readonly [a: number, b: number, jpegA: string, jpegB: string])[];
  /** Starts of what only one film shows and of what was moved or repeated, in order of time. */
  readonly gaps: readonly PagePlace[];
  /** Times of A of the worst moments, ascending. */
  readonly worst: readonly number[];
}

/** Moments that the page lists as the worst. */
export const WORST_MOMENTS = 8;
/** In place of a block. */
const NO_BLOCK = 0xffff;

/** Write the data of a page as JSON that is safe inside a script element. */
export function writeComparisonData(
  a: Fingerprint,
  b: Fingerprint,
  comparison: Comparison,
  pairs: readonly FramePair[],
  options: PageBarOptions,
): string {
  const { blocks, moments } = comparison;
  const data: ComparisonPageData = {
    a: writeFilm(a, options),
    b: writeFilm(b, options),
    ...findRange(comparison),
    rows: options.colors,
    blocks: blocks.map((block) => [block.a.from, block.a.to, block.b.from, block.b.to] as const),
    moments: toBase64(writeMoments(comparison)),
    pairs: pairs
      .toSorted((one, other) => one.a - other.a)
      .map((pair) => [pair.a, pair.b, pair.jpegA, pair.jpegB] as const),
    gaps: listGaps(comparison),
    worst: findWorstMoments(moments, WORST_MOMENTS, comparison.shots)
      .map((moment) => moment.a)
      .sort((one, other) => one - other),
  };
  return writeJson(data);
}

/** Find the range of time of both films together, seconds. */
export function findRange({ a, b }: Comparison): { readonly from: number; readonly to: number } {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function writeFilm({ columns, sampling, pictures }: Fingerprint, options: PageBarOptions): PageFilm {
  return {
    from: sampling.from,
    to: sampling.to,
    columns: toBase64(writeColumns(columns, options)),
    thumbnails: (pictures?.thumbnails ?? []).map(({ column, jpeg }) => [column, jpeg] as const),
  };
}

function writeMoments({ blocks, moments }: Comparison): Uint8Array {
  const file = new ByteWriter();
  for (const moment of moments) {
    const block = findBlock(blocks, moment);
    file.float32(moment.a, moment.b, moment.difference, moment.unexplained).uint16(block < 0 ? NO_BLOCK : block);
  }
  return file.toBytes();
}

function listGaps({ blocks, onlyA, onlyB }: Comparison): PagePlace[] {
  const kinds = findBlockKinds(blocks);
  const places: PagePlace[] = [
    ...onlyA.map(({ from }) => ['a', from] as const),
    ...onlyB.map(({ from }) => ['b', from] as const),
    ...blocks.filter((_, i) => kinds[i] !== 'kept').map((block) => ['a', block.a.from] as const),
  ];
  return places.sort(([, one], [, other]) => one - other);
}
