import type { Word } from './title-words.ts';

/** The space for a title, and its settings. */
export interface Fit {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Maximum font size, millimetres. */
  readonly maxSizeMm: number;
  /** Distance between baselines, ems. */
  readonly leading: number;
  /** Height of a capital, ems. */
  readonly capHeight: number;
}

/**
 * Lines may be wider than in the narrowest possible setting by these factors, for better breaks.
 */
const SLACKS = [1, 1.06, 1.2];
/** A setting smaller than this share of the largest is rejected, even if its breaks are better. */
const WORTH = 0.75;
/**
 * Cost of a line that ends with a word that leans forward. Balancing adds it to the square of the
 * line's relative shortfall.
 */
const LEANING_COST = 0.3;
/** The same in size: the share of size that a setting may lose to avoid one. */
const LEANING_WORTH = 0.15;

/**
 * Break a title so that its letters are as large as possible.
 *
 * For every number of lines, the function finds the narrowest setting. It balances those that allow
 * nearly the largest size, so that small words stay with the words they belong to. It returns the
 * best of them, by size and by how it reads; of equals, the one with fewest lines.
 *
 * @returns the words of each line, at least one line, none empty. O(n^2 lines) for n words.
 */
export function breakLines(words: readonly Word[], fit: Fit): Word[][] {
  const measured = new Measured(words);
  const widths = narrowestWidths(measured, fit);
  const sizes = widths.map((width, lines) => (lines === 0 ? 0 : sizeOf(lines, width, fit)));
  const largest = Math.max(...sizes);
  let best: number[] = [];
  let bestWorth = 0;
  for (const [lines, size] of sizes.entries()) {
    if (size < largest * WORTH || size === 0) continue;
    for (const slack of SLACKS) {
      const starts = balance(measured, lines, widths[lines]! * slack);
      const worth = worthOf(measured, starts, fit);
      if (worth > bestWorth * (1 + 1e-9)) {
        best = starts;
        bestWorth = worth;
      }
    }
  }
  return best.map((from, i) => words.slice(from, best[i + 1] ?? words.length));
}

/**
 * Compute the size that a setting allows, reduced for its bad breaks. `starts`: the first word of
 * each line.
 */
function worthOf(measured: Measured, starts: readonly number[], fit: Fit): number {
  let width = 0;
  let factor = 1;
  for (const [i, from] of starts.entries()) {
    const to = starts[i + 1] ?? measured.words.length;
    width = Math.max(width, measured.width(from, to));
    if (measured.isLeaning(from, to)) factor *= 1 - LEANING_WORTH;
  }
  return sizeOf(starts.length, width, fit) * factor;
}

function sizeOf(lines: number, width: number, fit: Fit): number {
  const height = (lines - 1) * fit.leading + fit.capHeight;
  return Math.min(fit.widthMm / width, fit.heightMm / height, fit.maxSizeMm);
}

/** Words with running sums, so that any line of them is measured in one step. */
class Measured {
  readonly words: readonly Word[];
  readonly #offsets: Float64Array;
  /** For each word, the number of earlier words that do not lean forward. */
  readonly #upright: Uint32Array;

  constructor(words: readonly Word[]) {
    this.words = words;
    this.#offsets = new Float64Array(words.length + 1);
    this.#upright = new Uint32Array(words.length + 1);
    for (const [i, word] of words.entries()) {
      this.#offsets[i + 1] = this.#offsets[i]! + word.gap + word.width;
      this.#upright[i + 1] = this.#upright[i]! + (word.leansForward ? 0 : 1);
    }
  }

  /** Width of the line of words `from` up to `to`, ems. */
  width(from: number, to: number): number {
    return this.#offsets[to]! - this.#offsets[from]! - this.words[from]!.gap;
  }

  /**
   * A line that consists only of small words ("of the") reads well. A line that ends in the middle
   * of a phrase ("Valley of") or of a word does not.
   */
  isLeaning(from: number, to: number): boolean {
    const last = this.words[to - 1]!;
    if (last.isCut) return true;
    return last.leansForward && !last.endsLine && this.#upright[to]! > this.#upright[from]!;
  }
}

/** Find the first word with which the line that ends before word `to` may begin. */
function firstOfLine(words: readonly Word[], to: number): number {
  let first = to - 1;
  while (first > 0 && !words[first - 1]!.endsLine) first--;
  return first;
}

/**
 * For each number of lines, find the minimum width of the widest line, `Infinity` where impossible.
 *
 * @returns shape (words + 1), or shorter: it ends at the number of lines that is too high to be
 *   useful.
 */
function narrowestWidths(measured: Measured, fit: Fit): Float64Array {
  const { words } = measured;
  const n = words.length;
  let previous = new Float64Array(n + 1).fill(Infinity);
  previous[0] = 0;
  const result = new Float64Array(n + 1).fill(Infinity);
  let largest = 0;
  for (let lines = 1; lines <= n; lines++) {
    if (sizeOf(lines, 0, fit) < largest * WORTH) return result.slice(0, lines);
    const current = new Float64Array(n + 1).fill(Infinity);
    for (let to = lines; to <= n; to++) {
      for (let from = to - 1, first = firstOfLine(words, to); from >= first; from--) {
        const line = measured.width(from, to);
        // From here on, lines only become longer.
        if (line >= current[to]!) break;
        current[to] = Math.min(current[to]!, Math.max(previous[from]!, line));
      }
    }
    result[lines] = current[n]!;
    largest = Math.max(largest, sizeOf(lines, current[n]!, fit));
    previous = current;
  }
  return result;
}

/**
 * Of all settings with this number of lines, none wider than `limit`, find the one that reads best.
 * Returns the first word of each of its lines.
 */
function balance(measured: Measured, lines: number, limit: number): number[] {
  const { words } = measured;
  const n = words.length;
  const costs = Array.from({ length: lines + 1 }, () => new Float64Array(n + 1).fill(Infinity));
  const breaks = Array.from({ length: lines + 1 }, () => new Uint32Array(n + 1));
  costs[0]![0] = 0;
  for (let line = 1; line <= lines; line++) {
    for (let to = line; to <= n; to++) {
      for (let from = to - 1, first = firstOfLine(words, to); from >= first; from--) {
        const width = measured.width(from, to);
        if (width > limit * (1 + 1e-9)) break;
        // Lines of directional marks alone have no width.
        const short = limit > 0 ? 1 - width / limit : 0;
        const cost = costs[line - 1]![from]! + short * short + (measured.isLeaning(from, to) ? LEANING_COST : 0);
        if (cost < costs[line]![to]!) {
          costs[line]![to] = cost;
          breaks[line]![to] = from;
        }
      }
    }
  }
  const starts: number[] = [];
  for (let line = lines, to = n; line > 0; line--) {
    to = breaks[line]![to]!;
    starts.unshift(to);
  }
  return starts;
}
