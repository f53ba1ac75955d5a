import { type Fingerprint, roundTo } from '../../fingerprint/index.ts';
import type { Alignment, Block, Stretch } from '../align/alignment.ts';
import { findBestStretch } from '../align/best-stretch.ts';
import type { CropShift } from '../shift/crop/crop-shift.ts';
import { CELL_VALUES, createCellReader, type EndPictures } from './cells.ts';
import { coarsestColumn, replaceBlocks, TIME_DECIMALS } from './uncovered.ts';

/** A gap that is filled lasts at least this long, seconds and columns. */
const MIN_SECONDS = 1;
const MIN_COLUMNS = 3;
/** Moments that are looked at in each gap, and seconds between them at least. */
const MAX_MOMENTS = 40;
const MIN_STEP = 0.2;
/** Gaps with all lines that are looked at, at most. */
const MAX_PLANS = 24;
/** What fills a part of a gap leaves a shorter one, whose moments are nearer to each other. */
const ROUNDS = 3;
/** Columns by which two gaps that show the same may differ in length, and lines that are one. */
const SAME_LENGTH = 2;
const SAME_LINE = 1;
/** Correlation of lightness from which two pictures show the same. */
const MIN_CORRELATION = 0.75;
/** Deviation of lightness below which a picture is flat and tells nothing, codes from 0 to 1. */
const FLAT = 0.02;
/** Deviations beyond which lightness is clipped. */
const CLIP = 2;
/** What a moment costs at which the pictures differ, in moments at which they agree. */
const PENALTY = 2;
/**
 * Moments in a row that a stretch needs. Where it does not go on from a block, this share of them must agree with no
 * other picture as well.
 */
const MIN_MOMENTS = 5;
const MIN_OWN_SHARE = 0.6;

/** A stretch that neither film's blocks cover, on a line on which both films may show the same. */
interface Plan {
  /** Time in A less speed times the time in B. */
  readonly offset: number;
  /** Whether a block on this line ends where the stretch begins, and begins where it ends. */
  readonly isAfterBlock: boolean;
  readonly isBeforeBlock: boolean;
  readonly stretch: Stretch;
  readonly times: readonly number[];
}

/** A stretch of A that pictures show to be on a line. */
interface Filling extends Stretch {
  readonly offset: number;
  readonly moments: number;
  readonly step: number;
}

/**
 * Add what pictures show to be the same in both films, and columns could not: where a crop changed lightness and
 * contrast from shot to shot, for instance. Looks only at what no block covers in either film, on the lines of
 * known blocks, of the starts and ends of the films, and of gaps of one length.
 *
 * @param crop which part of the pictures both films show; null if all.
 * @param read is called three times at most for each film.
 * @returns the same object if nothing is added.
 */
export async function fillGaps(
  alignment: Alignment,
  a: Fingerprint,
  b: Fingerprint,
  crop: CropShift | null,
  read: EndPictures,
): Promise<Alignment> {
  let filled = alignment;
  for (let round = 0; round < ROUNDS; round++) {
    const before = filled;
    filled = await fillOnce(before, a, b, crop, read);
    if (filled === before) break;
  }
  return filled;
}

async function fillOnce(
  alignment: Alignment,
  a: Fingerprint,
  b: Fingerprint,
  crop: CropShift | null,
  read: EndPictures,
): Promise<Alignment> {
  const column = coarsestColumn(a, b);
  const plans = planGaps(alignment, a, b, column);
  if (plans.length === 0) return alignment;
  const { speed } = alignment;
  const readCells = createCellReader(crop, read);
  const ofA = await readCells(
    'a',
    plans.flatMap(({ times }) => times),
  );
  const ofB = await readCells(
    'b',
    plans.flatMap(({ offset, times }) => times.map((time) => (time - offset) / speed)),
  );
  let first = 0;
  const fillings = plans.flatMap((plan) => {
    const end = first + plan.times.length;
    const found = findFilling(plan, ofA.slice(first, end).map(readLight), ofB.slice(first, end).map(readLight));
    first = end;
    return found ?? [];
  });
  fillings.sort((one, other) => other.moments - one.moments || one.from - other.from);
  let blocks = alignment.blocks;
  for (const filling of fillings) blocks = addFilling(blocks, filling, speed, column);
  return blocks === alignment.blocks ? alignment : replaceBlocks(alignment, blocks, a, b);
}

function planGaps({ blocks, onlyA, onlyB, speed }: Alignment, a: Fingerprint, b: Fingerprint, column: number): Plan[] {
  const shortest = Math.max(MIN_SECONDS, MIN_COLUMNS * column);
  const gapsA = onlyA.filter(({ from, to }) => to - from >= shortest);
  const gapsB = onlyB.filter(({ from, to }) => (to - from) * speed >= shortest);
  const offsets = [
    ...blocks.map((block) => offsetOf(block, speed)),
    a.sampling.from - speed * b.sampling.from,
    a.sampling.to - speed * b.sampling.to,
  ];
  const plans = gapsA.flatMap((gapA) =>
    gapsB.flatMap((gapB) => {
      const middle = (gapA.from + gapA.to - speed * (gapB.from + gapB.to)) / 2;
      const isSameLength = Math.abs(gapA.to - gapA.from - speed * (gapB.to - gapB.from)) <= SAME_LENGTH * column;
      const tried: number[] = [];
      for (const offset of isSameLength ? [...offsets, middle] : offsets) {
        if (tried.every((other) => Math.abs(other - offset) > (SAME_LINE / 2) * column)) tried.push(offset);
      }
      return tried.flatMap((offset) => {
        const stretch = findStretch(offset, gapA, gapB, speed);
        if (stretch.to - stretch.from < shortest) return [];
        const touch = findTouching(blocks, offset, stretch, speed, column);
        const [isAfterBlock, isBeforeBlock] = [touch.before !== undefined, touch.after !== undefined];
        return [{ offset, stretch, isAfterBlock, isBeforeBlock, times: planTimes(stretch) }];
      });
    }),
  );
  const lengthOf = ({ stretch }: Plan) => stretch.to - stretch.from;
  return plans.sort((one, other) => lengthOf(other) - lengthOf(one)).slice(0, MAX_PLANS);
}

const offsetOf = ({ a, b }: Block, speed: number): number => (a.from + a.to - speed * (b.from + b.to)) / 2;

const findStretch = (offset: number, gapA: Stretch, gapB: Stretch, speed: number): Stretch => ({
  from: Math.max(gapA.from, speed * gapB.from + offset),
  to: Math.min(gapA.to, speed * gapB.to + offset),
});

function planTimes({ from, to }: Stretch): number[] {
  const count = Math.max(MIN_MOMENTS, Math.min(MAX_MOMENTS, Math.floor((to - from) / MIN_STEP)));
  return Array.from({ length: count }, (_, k) => from + ((k + 0.5) / count) * (to - from));
}

/** The blocks on a line that end where a stretch of A begins, and begin where it ends. */
function findTouching(
  blocks: readonly Block[],
  offset: number,
  { from, to }: Stretch,
  speed: number,
  column: number,
): { readonly before: Block | undefined; readonly after: Block | undefined } {
  const onLine = blocks.filter((block) => Math.abs(offsetOf(block, speed) - offset) <= SAME_LINE * column);
  return {
    before: onLine.find((block) => Math.abs(block.a.to - from) <= column),
    after: onLine.find((block) => Math.abs(block.a.from - to) <= column),
  };
}

/**
 * Lightness of cells less its mean, of length 1, clipped so that a logo does not decide; null for a picture that is
 * flat or could not be read.
 */
function readLight(cells: Float64Array | null): Float64Array | null {
  if (cells === null) return null;
  const light = new Float64Array(CELL_VALUES / 3);
  for (let i = 0; i < light.length; i++) light[i] = (cells[3 * i]! + 2 * cells[3 * i + 1]! + cells[3 * i + 2]!) / 4;
  const mean = meanOf(light);
  const deviation = Math.sqrt(meanOf(light.map((value) => (value - mean) * (value - mean))));
  if (deviation < FLAT) return null;
  const clipped = light.map((value) => Math.max(-CLIP, Math.min(CLIP, (value - mean) / deviation)));
  const middle = meanOf(clipped);
  const size = Math.sqrt(clipped.reduce((sum, value) => sum + (value - middle) * (value - middle), 0));
  return clipped.map((value) => (value - middle) / size);
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlate(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function findFilling(
  { offset, stretch, isAfterBlock, isBeforeBlock, times }: Plan,
  ofA: readonly (Float64Array | null)[],
  ofB: readonly (Float64Array | null)[],
): Filling | null {
  const own = ofA.map((light, i) => (light && ofB[i] ? correlate(light, ofB[i]) : null));
  const scores = own.map((value) => (value === null ? 0 : value >= MIN_CORRELATION ? 1 : -PENALTY));
  const { from, to, score } = findBestStretch(Float64Array.from(scores), scores.length);
  if (score < MIN_MOMENTS) return null;
  const step = (stretch.to - stretch.from) / times.length;
  const filling = { offset, from: stretch.from + from * step, to: stretch.from + to * step, moments: score, step };
  if ((from === 0 && isAfterBlock) || (to === times.length && isBeforeBlock)) return filling;
  // A still picture agrees with those of other moments as well: then nothing tells that the line is right.
  const isOwn = (i: number) =>
    ofB.every((other, j) => other === null || Math.abs(i - j) < 2 || correlate(ofA[i]!, other) < own[i]!);
  const known = own.flatMap((value, i) => (value !== null && i >= from && i < to ? [i] : []));
  return known.filter(isOwn).length < MIN_OWN_SHARE * known.length ? null : filling;
}

/** Add a stretch that no block covers yet: to a block on its line that it touches, or as a block of its own. */
function addFilling(blocks: readonly Block[], filling: Filling, speed: number, column: number): readonly Block[] {
  const { offset, from, to, step } = filling;
  const inB = { from: (from - offset) / speed, to: (to - offset) / speed };
  const isCovered = blocks.some(
    (block) =>
      Math.min(block.a.to, to) - Math.max(block.a.from, from) > column ||
      Math.min(block.b.to, inB.to) - Math.max(block.b.from, inB.from) > column / speed,
  );
  if (isCovered) return blocks;
  const { before, after } = findTouching(blocks, offset, filling, speed, column);
  const round = (time: number) => roundTo(time, TIME_DECIMALS);
  const added: Block = {
    a: { from: before?.a.from ?? round(from), to: after?.a.to ?? round(to) },
    b: { from: before?.b.from ?? round(inB.from), to: after?.b.to ?? round(inB.to) },
    margin: { from: before?.margin?.from ?? round(step), to: after?.margin?.to ?? round(step) },
  };
  return [...blocks.filter((block) => block !== before && block !== after), added];
}
