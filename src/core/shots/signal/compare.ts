import { CHROMA_BINS, type Descriptor, HEIGHT, LUMA_BINS, WIDTH } from './descriptor.ts';

/** Blocks whose motion is searched, pixels, and how far they may move. */
const BLOCK_WIDTH = 8;
const BLOCK_HEIGHT = 6;
const MAX_MOVE_X = 3;
const MAX_MOVE_Y = 2;
const BLOCKS_ACROSS = WIDTH / BLOCK_WIDTH;
const BLOCKS = BLOCKS_ACROSS * (HEIGHT / BLOCK_HEIGHT);

/** Numbers that compare two frames. */
export const DISTANCES = 7;

/** Moves by distance: with the nearest first, most searches end early. */
const MOVES: readonly (readonly [dx: number, dy: number])[] = listMoves();

function listMoves(): [number, number][] {
  const moves: [number, number][] = [];
  for (let dy = -MAX_MOVE_Y; dy <= MAX_MOVE_Y; dy++) {
    for (let dx = -MAX_MOVE_X; dx <= MAX_MOVE_X; dx++) moves.push([dx, dy]);
  }
  return moves.sort(([ax, ay], [bx, by]) => ax * ax + ay * ay - bx * bx - by * by);
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

/** Find the smallest sum of absolute differences of a block of `a` in `b`, near its place. */
function searchBlock(a: Uint8Array, b: Uint8Array, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let move = 0; move < MOVES.length && least > 0; move++) {
    const [dx, dy] = MOVES[move]!;
    if (x + dx < 0 || y + dy < 0 || x + dx + BLOCK_WIDTH > WIDTH || y + dy + BLOCK_HEIGHT > HEIGHT) continue;
    let sum = 0;
    for (let row = 0; row < BLOCK_HEIGHT && sum < least; row++) {
      let i = (y + row) * WIDTH + x;
      let j = i + dy * WIDTH + dx;
      for (const end = i + BLOCK_WIDTH; i < end; i++, j++) sum += Math.abs(a[i]! - b[j]!);
    }
    if (sum < least) least = sum;
  }
  return least;
}

/** Find the share of edge pixels that only one frame has, at the move of the whole picture where it is smallest. */
function compareEdges(a: Descriptor, b: Descriptor): number {
  let least = 1;
  for (let move = 0; move < MOVES.length && least > 0; move++) {
    const [dx, dy] = MOVES[move]!;
    // Without the columns that a move leaves without a counterpart.
    const mask = dx >= 0 ? 0xffffffff >>> dx : 0xffffffff << -dx;
    let apart = 0;
    let all = 8;
    for (let y = Math.max(0, -dy); y < Math.min(HEIGHT, HEIGHT - dy); y++) {
      const aLight = a.lighter[y]! & mask;
      const aDark = a.darker[y]! & mask;
      const bLight = shift(b.lighter[y + dy]!, dx) & mask;
      const bDark = shift(b.darker[y + dy]!, dx) & mask;
      apart += countBits(aLight ^ bLight) + countBits(aDark ^ bDark);
      all += countBits(aLight | bLight) + countBits(aDark | bDark);
    }
    if (apart / all < least) least = apart / all;
  }
  return least;
}

const shift = (word: number, by: number): number => (by >= 0 ? word >>> by : word << -by);

function countBits(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
