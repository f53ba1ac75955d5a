import { CHROMA_BINS, type Descriptor, HEIGHT, LUMA_BINS, WIDTH } from './descriptor.ts';

/** Blocks whose motion is searched, pixels. They may move by 3 across, and by 2 up and down. */
const BLOCK_WIDTH = 8;
const BLOCK_HEIGHT = 6;
/** A block that differs by less, half a code per pixel, is the same: no motion is searched. */
const SAME_BLOCK = (BLOCK_WIDTH * BLOCK_HEIGHT) / 2;
const BLOCKS_ACROSS = WIDTH / BLOCK_WIDTH;
const BLOCKS = BLOCKS_ACROSS * (HEIGHT / BLOCK_HEIGHT);

/** Numbers that compare two frames. */
export const DISTANCES = 7;

/** Moves that are tried first: every second one across, every one up and down but the furthest. */
const COARSE: readonly (readonly [dx: number, dy: number])[] = listMoves(2, 1);
/** Moves around the best of these, which are tried next. */
const FINE: readonly (readonly [dx: number, dy: number])[] = listMoves(1, 1);

/** All moves by a step or none, but that of no move. */
function listMoves(stepX: number, stepY: number): [number, number][] {
  const steps = [-1, 0, 1];
  return steps
    .flatMap((y) => steps.map((x): [number, number] => [x * stepX, y * stepY]))
    .filter(([dx, dy]) => dx !== 0 || dy !== 0);
}

const errors = new Float32Array(BLOCKS);

/**
 * Compare two frames.
 *
 * @param to receives {@link DISTANCES} numbers from `at` on, each 0 for equal frames and about 1 for
 *   different ones: luma after motion search (mean of the blocks; the third worst block), edges
 *   that only one of the frames has, luma and chroma histograms, chroma in place, mean luma.
 */
export function compareFrames(a: Descriptor, b: Descriptor, to: Float32Array, at: number): void {
  let sum = 0;
  for (let block = 0; block < BLOCKS; block++) {
    const x = (block % BLOCKS_ACROSS) * BLOCK_WIDTH;
    const y = Math.floor(block / BLOCKS_ACROSS) * BLOCK_HEIGHT;
    const error = searchBlock(a.luma, b.luma, x, y) / (BLOCK_WIDTH * BLOCK_HEIGHT);
    errors[block] = error;
    sum += error;
  }
  errors.sort();
  to[at] = squash(sum / BLOCKS / 24);
  to[at + 1] = squash(errors[BLOCKS - 3]! / 32);
  to[at + 2] = compareEdges(a, b);
  let luma = 0;
  for (let i = 0; i < LUMA_BINS; i++) luma += Math.abs(a.lumaCumulative[i]! - b.lumaCumulative[i]!);
  to[at + 3] = squash(luma / 3);
  let chroma = 0;
  for (let i = 0; i < CHROMA_BINS * CHROMA_BINS; i++) chroma += Math.abs(a.chroma[i]! - b.chroma[i]!);
  to[at + 4] = chroma / 2;
  let place = 0;
  for (let i = 0; i < a.cb.length; i++) place += Math.abs(a.cb[i]! - b.cb[i]!) + Math.abs(a.cr[i]! - b.cr[i]!);
  to[at + 5] = squash(place / a.cb.length / 16);
  to[at + 6] = squash(Math.abs(a.mean - b.mean) / 24);
}

/** Limit a distance to 0 to 1.5: small ones keep their differences, large ones become alike. */
const squash = (distance: number): number => (Math.sqrt(distance) / (1 + Math.sqrt(distance))) * 1.5;

/**
 * Find the smallest sum of absolute differences of a block of `a` in `b`, near its place: among
 * moves far apart, then among the neighbours of the best.
 */
function searchBlock(a: Uint8Array, b: Uint8Array, x: number, y: number): number {
  let least = sumBlock(a, b, x, y, x, y, Number.POSITIVE_INFINITY);
  let bestX = x;
  let bestY = y;
  for (const moves of [COARSE, FINE]) {
    const fromX = bestX;
    const fromY = bestY;
    for (let i = 0; i < moves.length && least > SAME_BLOCK; i++) {
      const toX = fromX + moves[i]![0];
      const toY = fromY + moves[i]![1];
      if (toX < 0 || toY < 0 || toX + BLOCK_WIDTH > WIDTH || toY + BLOCK_HEIGHT > HEIGHT) continue;
      const sum = sumBlock(a, b, x, y, toX, toY, least);
      if (sum >= least) continue;
      least = sum;
      bestX = toX;
      bestY = toY;
    }
  }
  return least;
}

/** Sum the absolute differences of two blocks, up to about `limit`. */
function sumBlock(a: Uint8Array, b: Uint8Array, x: number, y: number, toX: number, toY: number, limit: number): number {
  let sum = 0;
  for (let row = 0; row < BLOCK_HEIGHT && sum < limit; row++) {
    let i = (y + row) * WIDTH + x;
    let j = (toY + row) * WIDTH + toX;
    for (const end = i + BLOCK_WIDTH; i < end; i++, j++) sum += Math.abs(a[i]! - b[j]!);
  }
  return sum;
}

/**
 * Find the share of edge pixels that only one frame has, at the move of the whole picture where it
 * is smallest.
 */
function compareEdges(a: Descriptor, b: Descriptor): number {
  let least = compareEdgesAt(a, b, 0, 0);
  let bestX = 0;
  let bestY = 0;
  for (const moves of [COARSE, FINE]) {
    const fromX = bestX;
    const fromY = bestY;
    for (let i = 0; i < moves.length && least > 0; i++) {
      const dx = fromX + moves[i]![0];
      const dy = fromY + moves[i]![1];
      const share = compareEdgesAt(a, b, dx, dy);
      if (share >= least) continue;
      least = share;
      bestX = dx;
      bestY = dy;
    }
  }
  return least;
}

function compareEdgesAt(a: Descriptor, b: Descriptor, dx: number, dy: number): number {
  // Without the columns that a move leaves without a counterpart.
  const mask = dx >= 0 ? 0xffffffff >>> dx : 0xffffffff << -dx;
  let apart = 0;
  let all = 8;
  for (let y = Math.max(0, -dy); y < Math.min(HEIGHT, HEIGHT - dy); y++) {
    const aLight = a.lighter[y]! & mask;
    const aDark = a.darker[y]! & mask;
    const bLight = shift(b.lighter[y + dy]!, dx) & mask;
    const bDark = shift(b.darker[y + dy]!, dx) & mask;
    apart += countBits(aLight ^ bLight, aDark ^ bDark);
    all += countBits(aLight | bLight, aDark | bDark);
  }
  return apart / all;
}

const shift = (word: number, by: number): number => (by >= 0 ? word >>> by : word << -by);

/** Count the bits of two words. */
function countBits(one: number, other: number): number {
  const v = one - ((one >>> 1) & 0x55555555);
  const w = other - ((other >>> 1) & 0x55555555);
  const nibbles = (v & 0x33333333) + ((v >>> 2) & 0x33333333) + (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  const bytes = (nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f);
  return Math.imul(bytes, 0x01010101) >>> 24;
}
