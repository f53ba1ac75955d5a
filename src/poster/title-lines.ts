import type { Word } from './title-words.ts';

/** The room a title has, and how it is set. */
export interface Fit {
  readonly widthMm: number;
  readonly heightMm: number;
  /** The largest font size, millimetres. */
  readonly maxSizeMm: number;
  /** From baseline to baseline, ems. */
  readonly leading: number;
  /** Height of a capital, ems. */
  readonly capHeight: number;
}

/** How much wider than the narrowest possible setting lines may become for the sake of better breaks. */
const SLACKS = [1, 1.06, 1.2];
/** A setting smaller than this share of the largest is not worth a better break. */
const WORTH = 0.75;
/** What it costs to end a line with a word that leans forward: in balancing, beside the square of the line's relative shortfall. */
const LEANING_COST = 0.3;
/** The same in size: the share that a setting may lose to be rid of one. */
const LEANING_WORTH = 0.15;

/**
 * Break a title where its letters become largest.
 *
 * For every number of lines the narrowest setting is found. Those that allow about the largest size are balanced, so that small words
 * stay with what they belong to; the best of them, by size and by how it reads, is taken; of equals, the one with fewest lines.
 *
 * @returns the words of each line, at least one line, none empty. O(n^2 lines) for n words.
 */
export function breakLines(words: readonly Word[], fit: Fit): Word[][] {
  const offsets = lineOffsets(words);
  const widths = narrowestWidths(words, offsets);
  const sizes = widths.map((width, lines) => (lines === 0 ? 0 : sizeOf(lines, width, fit)));
  const largest = Math.max(...sizes);
  let best: Word[][] = [];
  let bestWorth = 0;
  for (const [lines, size] of sizes.entries()) {
    if (size < largest * WORTH || size === 0) continue;
    for (const slack of SLACKS) {
      const setting = balance(words, offsets, lines, widths[lines]! * slack);
      const width = Math.max(...setting.map((line) => widthOf(line)));
      const leaning = setting.filter((line) => isLeaning(line)).length;
      const worth = sizeOf(lines, width, fit) * (1 - LEANING_WORTH) ** leaning;
      if (worth > bestWorth * (1 + 1e-9)) {
        best = setting;
        bestWorth = worth;
      }
    }
  }
  return best;
}

function sizeOf(lines: number, width: number, fit: Fit): number {
  const height = (lines - 1) * fit.leading + fit.capHeight;
  return Math.min(fit.widthMm / width, fit.heightMm / height, fit.maxSizeMm);
}

function widthOf(line: readonly Word[]): number {
  return line.reduce((sum, word, i) => sum + word.width + (i === 0 ? 0 : word.gap), 0);
}

/** A line of small words alone ("of the") reads well; one that ends in the middle of a phrase ("Valley of") does not. */
function isLeaning(line: readonly Word[]): boolean {
  const last = line.at(-1)!;
  return last.leansForward && !last.endsLine && !line.every((word) => word.leansForward);
}

/** Prefix sums, so that a line of words i up to j is `offsets[j] - offsets[i] - gap of i` wide. */
function lineOffsets(words: readonly Word[]): Float64Array {
  const offsets = new Float64Array(words.length + 1);
  for (const [i, word] of words.entries()) offsets[i + 1] = offsets[i]! + word.gap + word.width;
  return offsets;
}

function lineWidth(words: readonly Word[], offsets: Float64Array, from: number, to: number): number {
  return offsets[to]! - offsets[from]! - words[from]!.gap;
}

/** How far back the line that ends before word `to` may begin. */
function firstOfLine(words: readonly Word[], to: number): number {
  let first = to - 1;
  while (first > 0 && !words[first - 1]!.endsLine) first--;
  return first;
}

/** For each number of lines, the least width that the widest of them can have. Shape (words + 1), `Infinity` where impossible. */
function narrowestWidths(words: readonly Word[], offsets: Float64Array): Float64Array {
  const n = words.length;
  let previous = new Float64Array(n + 1).fill(Infinity);
  previous[0] = 0;
  const result = new Float64Array(n + 1).fill(Infinity);
  for (let lines = 1; lines <= n; lines++) {
    const current = new Float64Array(n + 1).fill(Infinity);
    for (let to = lines; to <= n; to++) {
      for (let from = to - 1, first = firstOfLine(words, to); from >= first; from--) {
        const width = Math.max(previous[from]!, lineWidth(words, offsets, from, to));
        if (width < current[to]!) current[to] = width;
      }
    }
    result[lines] = current[n]!;
    previous = current;
  }
  return result;
}

/** Of all settings in so many lines, none wider than `limit`, the one that reads best. */
function balance(words: readonly Word[], offsets: Float64Array, lines: number, limit: number): Word[][] {
  const n = words.length;
  const costs = Array.from({ length: lines + 1 }, () => new Float64Array(n + 1).fill(Infinity));
  const breaks = Array.from({ length: lines + 1 }, () => new Uint32Array(n + 1));
  costs[0]![0] = 0;
  for (let line = 1; line <= lines; line++) {
    for (let to = line; to <= n; to++) {
      for (let from = to - 1, first = firstOfLine(words, to); from >= first; from--) {
        const width = lineWidth(words, offsets, from, to);
        if (width > limit * (1 + 1e-9)) continue;
        const cost =
          costs[line - 1]![from]! + (1 - width / limit) ** 2 + (isLeaning(words.slice(from, to)) ? LEANING_COST : 0);
        if (cost < costs[line]![to]!) {
          costs[line]![to] = cost;
          breaks[line]![to] = from;
        }
      }
    }
  }
  const result: Word[][] = [];
  for (let line = lines, to = n; line > 0; line--) {
    const from = breaks[line]![to]!;
    result.unshift(words.slice(from, to));
    to = from;
  }
  return result;
}
