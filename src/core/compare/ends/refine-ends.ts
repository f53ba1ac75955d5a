import { type Fingerprint, roundTo } from '../../fingerprint/index.ts';
import type { Alignment, Block, Stretch } from '../align/alignment.ts';
import type { CropShift } from '../shift/crop/crop-shift.ts';
import { createCellReader, type EndPictures } from './cells.ts';
import { type Border, findBorder } from './find-border.ts';
import { type Junction, listJunctions, timeInOther } from './junctions.ts';
import { type CellPair, learnMatchCost, type MatchCost } from './match-cost.ts';
import { coarsestColumn, replaceBlocks, TIME_DECIMALS } from './uncovered.ts';

/** Moments around a border in the first round. The second one takes all frames between two of them. */
const ROWS = 32;
/** Of these, those at either side that are certainly of the block there. */
const CERTAIN = 8;
/** By how much better pictures explain another border, so that the border moves. */
const MIN_GAIN = 2;
/** Frames by which an end may be off that pictures decide. */
const MARGIN_FRAMES = 1.5;
/** Frames by which ends may differ that are one. */
const SAME_FRAMES = 2;

/**
 * Frames of the other film by which the line of a block may be off. The one of which pictures differ least is taken,
 * and the middle one unless another has this share of its noise.
 */
const SHIFTS: readonly number[] = [0, -1, 1, -2, 2, -3, 3, -4, 4, -6, 6, -8, 8];
const LESS_NOISE = 0.8;
/** Mean cost above which neither block shows what lies between them. */
const MAX_COST = 1.5;

/** Of the block before a border, and of the one after it. */
type Sides<Kind> = readonly [before: Kind, after: Kind];

/** A moment of the film that runs on, with the pictures that both blocks have for it, one for each time that is tried. */
interface Row {
  readonly time: number;
  readonly pairs: Sides<readonly CellPair[]>;
}

/** Where a border was found. */
interface FoundBorder {
  readonly junction: Junction;
  /** Seconds of the other film that the lines of the blocks are off. */
  readonly late: Sides<number>;
  /** Seconds of the film that runs on. */
  readonly time: number;
  readonly margin: number;
  readonly gain: number;
}

/**
 * Find the ends of blocks to the frame, by pictures: where one film runs on and the other one jumps,
 * each picture is compared with those that the blocks on either side have for it.
 *
 * @param crop which part of the pictures both films show; null if all.
 * @param read is called three times at most for each film.
 */
export async function refineEnds(
  alignment: Alignment,
  a: Fingerprint,
  b: Fingerprint,
  crop: CropShift | null,
  read: EndPictures,
): Promise<Alignment> {
  const { blocks } = alignment;
  const column = coarsestColumn(a, b);
  const frames = { a: frameOf(a), b: frameOf(b) };
  const junctions = listJunctions(blocks, column);
  if (junctions.length === 0) return alignment;
  const readRows = createRowReader(blocks, crop, read);
  const times = junctions.map((junction) => planTimes(junction, frames[junction.film]));
  const certain = await readRows(
    junctions.map((junction, k): Plan => {
      const late = SHIFTS.map((shift) => shift * frames[junction.other]);
      return { junction, times: [...times[k]!.slice(0, CERTAIN), ...times[k]!.slice(-CERTAIN)], late: [late, late] };
    }),
  );
  const late = junctions.map(({ other }, k) => findLate(certain[k]!, frames[other]));
  const readAt = (planned: readonly (readonly number[])[]) =>
    readRows(
      junctions.map((junction, k): Plan => ({ junction, times: planned[k]!, late: [[late[k]![0]], [late[k]![1]]] })),
    );
  const coarse = await readAt(times);
  const searches = junctions.map((junction, k) => searchCoarsely(junction, coarse[k]!, late[k]!, column));
  const fine = await readAt(searches.map(({ junction, range }) => listFrames(range, frames[junction.film])));
  const found = searches.map((search, k) => searchFrames(search, fine[k]!, frames[search.junction.film]));
  const moved = moveBorders(blocks, found, alignment.speed);
  return replaceBlocks(alignment, joinEnds(moved, frames), a, b);
}

const frameOf = ({ film: { frameRate } }: Fingerprint): number => frameRate.den / frameRate.num;

/** The middle of the frame that is shown at a time. */
const middleOf = (time: number, frame: number): number => (Math.floor(time / frame + 1e-6) + 0.5) * frame;

function planTimes({ time, back, forward }: Junction, frame: number): number[] {
  const times = Array.from({ length: ROWS }, (_, k) =>
    middleOf(time - back + ((k + 0.5) / ROWS) * (back + forward), frame),
  );
  return [...new Set(times)];
}

/** The middles of all frames between two frames. */
function listFrames([from, to]: readonly [number, number], frame: number): number[] {
  const count = Math.max(0, Math.round((to - from) / frame) - 1);
  return Array.from({ length: count }, (_, k) => from + (k + 1) * frame);
}

/** Moments to read, and how late the other film is read for each side, seconds. */
interface Plan {
  readonly junction: Junction;
  readonly times: readonly number[];
  readonly late: Sides<readonly number[]>;
}

/** Prepare to read the pictures of many moments at once. */
function createRowReader(blocks: readonly Block[], crop: CropShift | null, read: EndPictures) {
  const readCells = createCellReader(crop, read);
  return async (plans: readonly Plan[]): Promise<Row[][]> => {
    const wanted = { a: [] as number[], b: [] as number[] };
    const places = plans.map(({ junction, times, late }) =>
      times.map((time) => {
        const { film, other, before, after } = junction;
        const place = (index: number, seconds: readonly number[]) => {
          const inOther = timeInOther(junction, blocks[index]!, time);
          return seconds.map((each) => wanted[other].push(Math.max(0, inOther + each)) - 1);
        };
        return { own: wanted[film].push(time) - 1, others: [place(before, late[0]), place(after, late[1])] as const };
      }),
    );
    const cells = { a: await readCells('a', wanted.a), b: await readCells('b', wanted.b) };
    return plans.map(({ junction: { film, other }, times }, k) =>
      times.map((time, i): Row => {
        const { own, others } = places[k]![i]!;
        const pair = (place: number): CellPair => {
          const [one, two] = [cells[film][own], cells[other][place]];
          return one && two ? [one, two] : null;
        };
        return { time, pairs: [others[0].map(pair), others[1].map(pair)] };
      }),
    );
  };
}

/** What is known of a junction after the first round. */
interface Search {
  readonly junction: Junction;
  readonly late: Sides<number>;
  /** One for both sides, so that neither is preferred because its shot is noisier. */
  readonly cost: MatchCost;
  /** Moments between which the border lies; both the same if it stays. */
  readonly range: readonly [number, number];
  /** From when to when it may lie. */
  readonly doubt: readonly [number, number];
  readonly gain: number;
}

/** Find how late the other film is on the lines of both blocks, by the rows that are certain. */
function findLate(rows: readonly Row[], frame: number): Sides<number> {
  const findShift = (side: 0 | 1, certain: readonly Row[]): number => {
    const noises = SHIFTS.map((_, shift) => learnMatchCost(certain.map(({ pairs }) => pairs[side][shift]!)).noise);
    const least = Math.min(...noises);
    return least < LESS_NOISE * noises[0]! ? SHIFTS[noises.indexOf(least)]! * frame : 0;
  };
  return [findShift(0, rows.slice(0, CERTAIN)), findShift(1, rows.slice(-CERTAIN))];
}

function searchCoarsely(junction: Junction, rows: readonly Row[], late: Sides<number>, column: number): Search {
  const pairsOf = (side: 0 | 1) => rows.map(({ pairs }) => pairs[side][0]!);
  const cost = learnMatchCost([...pairsOf(0).slice(0, CERTAIN), ...pairsOf(1).slice(-CERTAIN)]);
  const [before, after] = [pairsOf(0).map(cost.measure), pairsOf(1).map(cost.measure)];
  const { row, first, last, gain } = searchRows(rows, [before, after], junction.time);
  const timeOf = (place: number) => rows[Math.max(0, Math.min(rows.length - 1, place))]!.time;
  const isClear = junction.apart <= column || isExplained(junction, rows, before, after);
  const isFound = row > 0 && row < rows.length && isClear;
  return {
    junction,
    late,
    cost,
    range: isFound ? [timeOf(row - 1), timeOf(row)] : [junction.time, junction.time],
    doubt: [timeOf(first - 1), timeOf(last)],
    gain: isFound ? gain : 0,
  };
}

/** Whether one of the blocks shows what lies between both. */
function isExplained(
  { time, apart }: Junction,
  rows: readonly Row[],
  before: readonly number[],
  after: readonly number[],
): boolean {
  const between = rows.flatMap((row, k) =>
    Math.abs(row.time - time) <= apart / 2 ? [Math.min(before[k]!, after[k]!)] : [],
  );
  return between.reduce((sum, cost) => sum + cost, 0) <= MAX_COST * between.length;
}

const searchRows = (rows: readonly Row[], [before, after]: Sides<readonly number[]>, time: number): Border =>
  findBorder(before, after, rows.filter((row) => row.time < time).length);

function searchFrames(search: Search, rows: readonly Row[], frame: number): FoundBorder {
  const { junction, late, cost, range, doubt, gain } = search;
  const [from, to] = range;
  if (from === to) return { junction, late, time: junction.time, margin: 0, gain: 0 };
  const valuesOf = (side: 0 | 1) => rows.map(({ pairs }) => cost.measure(pairs[side][0]!));
  const { row, gain: fineGain } = searchRows(rows, [valuesOf(0), valuesOf(1)], junction.time);
  // The border is at the start of the first frame of the block after it.
  const time = (rows[row]?.time ?? to) - frame / 2;
  const margin = Math.max(MARGIN_FRAMES * frame, doubt[1] - time - frame, time - doubt[0] - frame);
  return { junction, late, time, margin, gain: gain + fineGain };
}

/** Move the ends of blocks to borders. Where an end is at two of them, the clearer one decides. */
function moveBorders(blocks: readonly Block[], found: readonly FoundBorder[], speed: number): Block[] {
  const moved = [...blocks];
  for (const { junction, late, time, margin } of found
    .filter(({ gain }) => gain >= MIN_GAIN)
    .sort((one, other) => one.gain - other.gain)) {
    const { film, other, before, after } = junction;
    const ofA = roundTo(film === 'a' ? margin : margin * speed, TIME_DECIMALS);
    for (const [index, end, seconds] of [
      [before, 'to', late[0]],
      [after, 'from', late[1]],
    ] as const) {
      const block = moved[index]!;
      const inOther = roundTo(timeInOther(junction, blocks[index]!, time) + seconds, TIME_DECIMALS);
      moved[index] = {
        ...block,
        [film]: { ...block[film], [end]: roundTo(time, TIME_DECIMALS) },
        [other]: { ...block[other], [end]: inOther },
        margin: { from: 0, to: 0, ...block.margin, [end]: ofA },
      };
    }
  }
  return moved;
}

/** Let blocks begin where another ends if only a frame or two lie between. */
function joinEnds(blocks: readonly Block[], frames: Readonly<Record<'a' | 'b', number>>): Block[] {
  const join = (block: Block, film: 'a' | 'b'): Stretch => {
    const { from, to } = block[film];
    const reach = SAME_FRAMES * frames[film];
    const end = blocks.find((other) => other !== block && Math.abs(other[film].to - from) <= reach)?.[film].to;
    return { from: end ?? from, to };
  };
  return blocks.map((block) => ({ ...block, a: join(block, 'a'), b: join(block, 'b') }));
}
