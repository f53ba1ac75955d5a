import { type Fingerprint, roundTo } from '../../fingerprint/index.ts';
import type { Alignment, Block, Stretch } from './alignment.ts';
import { type PlacedBlock, placeBoundaries } from './boundaries.ts';
import { type Course, shortenCourse } from './course.ts';
import { readDetails } from './details/detail.ts';
import { dropShortRepeats } from './details/drop-repeats.ts';
import { measureMargins } from './details/measure-margins.ts';
import { reviseSegments } from './details/revise-segments.ts';
import { settleBorders } from './details/settle-borders.ts';
import { readFilms } from './films.ts';
import { isSameFilm } from './is-same-film.ts';
import { turnOffset } from './refine-by-cuts.ts';
import { refineMatch } from './refine-match.ts';
import { refineByColors } from './refine-speed.ts';
import { findSpeed, MAX_SPEED, MIN_SPEED } from './search/find-speed.ts';
import { measureNovelty } from './search/novelty.ts';
import { completeGaps } from './segments/complete-gaps.ts';
import { findSegments, listGaps } from './segments/find-segments.ts';
import { joinSegments } from './segments/join-segments.ts';
import { type ColumnMatches, fitLikeness, type Likeness } from './segments/likeness.ts';
import { type CoursePair, findOther, type LineSegment, rowsOf } from './segments/segment.ts';

/** Columns of the search for speed: at most this many, and none shorter than a tenth of a second. */
const MAX_SEARCHED = 720;
const MIN_SEARCHED_STEP = 0.1;
/** Score of the best run below which two films are not looked at further. */
const MIN_PROMISING = 25;
/** Segments are found again once the grade was fitted to those found first. */
const ROUNDS = 2;
/** Score from which a run is followed; others are found again where nothing else fits. */
const MIN_FOLLOWED = 20;
/** Times are rounded to microseconds, speeds to 1e-8. */
const TIME_DECIMALS = 6;
const SPEED_DECIMALS = 8;

/**
 * Find which stretch of one film is which stretch of another: offset, speed, and what is missing,
 * added, doubled or moved.
 */
export function alignFilms(a: Fingerprint, b: Fingerprint): Alignment {
  if (isOrdered(a, b)) return alignOrdered(a, b);
  return swapAlignment(alignOrdered(b, a));
}

/** Whether `a` comes first, so that the result does not depend on the order of films. */
function isOrdered(a: Fingerprint, b: Fingerprint): boolean {
  const keys = [a, b].map(({ sampling, columns, film }) => [
    sampling.to - sampling.from,
    columns.length,
    film.id,
    film.name,
  ]);
  for (const [k, key] of keys[0]!.entries()) if (key !== keys[1]![k]) return key! > keys[1]![k]!;
  // One film that was sampled in two ways.
  return JSON.stringify(a.columns) >= JSON.stringify(b.columns);
}

function swapAlignment({ isSameFilm, speed, speedMargin, blocks, onlyA, onlyB }: Alignment): Alignment {
  return {
    isSameFilm,
    speed: roundTo(1 / speed, SPEED_DECIMALS),
    speedMargin: roundTo(speedMargin / speed / speed, SPEED_DECIMALS),
    blocks: blocks.map((block) => swapBlock(block, speed)).sort(compareBlocks),
    onlyA: onlyB,
    onlyB: onlyA,
  };
}

function swapBlock({ a, b, margin }: Block, speed: number): Block {
  if (margin === undefined) return { a: b, b: a };
  const inB = (seconds: number) => roundTo(seconds / speed, TIME_DECIMALS);
  return { a: b, b: a, margin: { from: inB(margin.from), to: inB(margin.to) } };
}

const compareBlocks = (one: Block, other: Block): number => one.a.from - other.a.from || one.b.from - other.b.from;

function alignOrdered(a: Fingerprint, b: Fingerprint): Alignment {
  const films = readFilms(a, b);
  const { a: courseA, b: courseB } = films;
  if (isIdentical(courseA, courseB)) return assemble(films, 1, 0, [wholeBlock(courseA)]);
  const found = findSpeed(...shortenBoth(courseA, courseB), films.frameForFrame);
  const best = found.runs.slice(0, 1);
  if (best.length === 0 || best[0]!.score < MIN_PROMISING) return assemble(films, 1, 0, [], false);
  let likeness = fitSegments({ ...films, speed: found.speed }, best);
  let { speed, segments } = refineByColors({ ...films, speed: found.speed }, likeness, best);
  const others = found.runs.slice(1).filter(({ score }) => score >= MIN_FOLLOWED);
  segments = [...segments, ...others.map((run) => ({ ...run, offset: turnOffset(run, found.speed, speed) }))];
  for (let round = 0; round < ROUNDS; round++) {
    const offsets = segments.map(({ offset }) => offset);
    const followed = findSegments({ ...films, speed }, likeness, offsets);
    if (followed.length === 0 || !(speed > MIN_SPEED && speed < MAX_SPEED)) return assemble(films, 1, 0, [], false);
    likeness = fitSegments({ ...films, speed }, followed);
    const joined = joinSegments({ ...films, speed }, likeness, followed);
    ({ speed, segments } = refineMatch(films, likeness, speed, joined));
  }
  const joined = joinSegments({ ...films, speed }, likeness, segments);
  const match = refineMatch(films, likeness, speed, joined);
  ({ speed, segments } = match);
  const pair = { ...films, speed };
  if (!isSameFilm(pair, likeness, segments)) return assemble(films, 1, 0, [], false);
  const details = readDetails(pair, likeness);
  const whole = joinSegments(pair, likeness, completeGaps(pair, likeness, reviseSegments(details, segments)));
  const settled = completeGaps(pair, likeness, dropShortRepeats(pair, settleBorders(details, whole)));
  const margins = measureMargins(details, settled);
  return assemble(films, speed, match.margin, placeBoundaries(pair, settled, margins, films.cutsA, films.cutsB));
}

function shortenBoth(a: Course, b: Course) {
  const shorten = (course: Course) => {
    const longest = Math.max(course.count / MAX_SEARCHED, MIN_SEARCHED_STEP / course.step);
    return measureNovelty(shortenCourse(course, Math.max(1, Math.ceil(longest - 1e-9))));
  };
  return [shorten(a), shorten(b)] as const;
}

function isIdentical(a: Course, b: Course): boolean {
  if (a.count !== b.count || Math.abs(a.step - b.step) > 1e-9 * a.step || !a.isKnown.includes(1)) return false;
  return (
    a.isKnown.every((value, i) => value === b.isKnown[i]) &&
    a.features.every((values, f) => values.every((value, i) => value === b.features[f]![i]))
  );
}

function wholeBlock({ count, step }: Course): PlacedBlock {
  return { from: { a: 0, b: 0 }, to: { a: count * step, b: count * step }, margin: { from: 0, to: 0 } };
}

function fitSegments(pair: CoursePair, segments: readonly LineSegment[]): Likeness {
  const a: number[] = [];
  const b: number[] = [];
  for (const { from, to, offset } of segments) {
    const [first, end] = rowsOf(pair.a, from, to);
    for (let i = first; i < end; i++) {
      const j = findOther(pair, offset, i);
      if (j < 0 || pair.a.isKnown[i] === 0 || pair.b.isKnown[j] === 0) continue;
      a.push(i);
      b.push(j);
    }
  }
  const matches: ColumnMatches = { a: Int32Array.from(a), b: Int32Array.from(b) };
  return fitLikeness(pair.a, pair.b, matches);
}

function assemble(
  { a, b }: { readonly a: Course; readonly b: Course },
  speed: number,
  speedMargin: number,
  placed: readonly PlacedBlock[],
  isSameFilm = true,
): Alignment {
  const stretch = ({ from: start, step, count }: Course, from: number, to: number): Stretch => ({
    from: roundTo(start + Math.max(0, from), TIME_DECIMALS),
    to: roundTo(start + Math.min(count * step, to), TIME_DECIMALS),
  });
  const blocks = placed
    .map(({ from, to, margin }): Block => {
      const rounded = { from: roundTo(margin.from, TIME_DECIMALS), to: roundTo(margin.to, TIME_DECIMALS) };
      return { a: stretch(a, from.a, to.a), b: stretch(b, from.b, to.b), margin: rounded };
    })
    .sort(compareBlocks);
  const free = (course: Course, covered: readonly { from: number; to: number }[]) =>
    listGaps(
      covered.map((part) => ({ ...part, offset: 0 })),
      course.count * course.step,
    )
      .map(([from, to]) => stretch(course, from, to))
      .filter(({ from, to }) => to > from);
  return {
    isSameFilm,
    speed: roundTo(speed, SPEED_DECIMALS),
    speedMargin: roundTo(speedMargin, SPEED_DECIMALS),
    blocks,
    onlyA: free(
      a,
      placed.map(({ from, to }) => ({ from: from.a, to: to.a })),
    ),
    onlyB: free(
      b,
      placed.map(({ from, to }) => ({ from: from.b, to: to.b })),
    ),
  };
}
