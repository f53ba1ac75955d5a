import type { Backend, DecodeRun, FilmInfo, Span } from '../../../core/frame/index.ts';

/** Expressions for FFmpeg's `select` filter. All but `all` also state where to stop. */
export interface Selection {
  readonly expression: string;
  /** Ticks after which no frame is needed. */
  readonly last: number;
}

/**
 * Maximum number of times in an expression: an argument has at most 128 KiB (Linux), all arguments
 * together 32 KiB (Windows).
 */
const MAX_TIMES = 800;

/**
 * Select the first decoded frame (it shows where decoding began), the frames at these times, and
 * the frame after the last one (it shows that no more follow). For very many times, all frames
 * between the first and the last are selected.
 *
 * @param times ticks, ascending, at least one.
 */
export function selectTimes(times: Float64Array): Selection {
  const last = times.at(-1)!;
  const wanted =
    times.length <= MAX_TIMES ? Array.from(times, (time) => `eq(pts,${time})`) : [`between(pts,${times[0]},${last})`];
  return { expression: addTerms(['eq(n,0)', ...wanted, `gt(pts,${last})`]), last };
}

/**
 * Select the frames shortly before these instants, the last of which answers each instant; or all
 * frames.
 *
 * @param times  ticks, ascending, at least one.
 * @param window ticks before an instant that are selected; Infinity for all.
 */
export function selectBefore(times: Float64Array, window: number): Selection {
  const last = times.at(-1)!;
  if (times.length > MAX_TIMES || window === Number.POSITIVE_INFINITY) return { expression: '1', last };
  const wanted = Array.from(times, (time) => `between(pts,${time - window},${time})`);
  return { expression: addTerms(['eq(n,0)', ...wanted, `gt(pts,${last})`]), last };
}

/**
 * Number of terms of a sum without brackets: FFmpeg's parser allows a depth of about 100
 * (libavutil/eval.c).
 */
const MAX_TERMS = 32;

/** Write a sum of terms, with brackets if there are many. */
function addTerms(terms: readonly string[]): string {
  if (terms.length <= MAX_TERMS) return terms.join('+');
  const middle = terms.length >> 1;
  return `(${addTerms(terms.slice(0, middle))})+(${addTerms(terms.slice(middle))})`;
}

/** Pixels that are decoded in the time that FFmpeg takes to start (70 ms, FFmpeg 5.1 on one core). */
const PIXELS_PER_START = 25_000_000;

/** Packets that are decoded in the time that FFmpeg takes to start. */
const packetsPerStart = ({ width, height }: PictureSize): number => PIXELS_PER_START / Math.max(1, width * height);

type PictureSize = Pick<FilmInfo, 'width' | 'height'>;

/**
 * Join spans of a film that are decoded together in less time than FFmpeg takes to start: it starts
 * for each. Spans of other backends stay as they are.
 */
export function joinSpans(spans: readonly Span[], { name }: Backend, size: PictureSize): readonly Span[] {
  if (name !== 'ffmpeg') return spans;
  const joined: Span[] = [];
  for (const { runs } of spans) {
    const before = joined.at(-1)?.runs ?? [];
    const { entry, packets } = runs.at(-1)!;
    const isNear = before.length > 0 && entry.packet + packets - before[0]!.entry.packet <= packetsPerStart(size);
    if (isNear) joined[joined.length - 1] = { runs: [...before, ...runs] };
    else joined.push({ runs });
  }
  return joined;
}

/** Join runs that are so close that decoding the gap costs less than another start of FFmpeg. */
export function joinRuns(runs: readonly DecodeRun[], size: PictureSize): DecodeRun[] {
  const gap = packetsPerStart(size);
  const joined: DecodeRun[] = [];
  for (const run of runs) {
    const before = joined.at(-1);
    const end = before === undefined ? Number.NaN : before.entry.packet + before.packets;
    // The clock between two runs is known if both have the same part of the film there.
    const isSameClock = before?.parts?.at(-1)?.packet === run.parts?.[0]?.packet;
    if (before?.isTimed && run.isTimed && isSameClock && run.entry.packet - end <= gap) {
      joined[joined.length - 1] = {
        entry: before.entry,
        parts: before.parts && [...before.parts, ...run.parts!.slice(1)],
        packets: run.entry.packet + run.packets - before.entry.packet,
        wanted: Float64Array.from([...before.wanted, ...run.wanted]).sort(),
        isTimed: true,
        cost: before.cost + run.cost,
      };
    } else joined.push(run);
  }
  return joined;
}
