import createBidi from 'bidi-js';

/** The direction of a text as a whole. */
export type Direction = 'ltr' | 'rtl';

/**
 * All characters before Hebrew run left to right, as most titles do. Such titles do not wait 15 ms
 * for the tables to be unpacked.
 */
const LEFT_TO_RIGHT = /^[\0-\u058f]*$/;

let unpacked: ReturnType<typeof createBidi> | undefined;

function loadBidi(): ReturnType<typeof createBidi> {
  unpacked ??= createBidi();
  return unpacked;
}

/**
 * Find the direction of a text: that of its first letter with a direction, or left to right when no
 * letter has one.
 *
 * @see UAX #9, rules P2 and P3
 */
export function textDirection(text: string): Direction {
  if (LEFT_TO_RIGHT.test(text)) return 'ltr';
  // Line breaks end paragraphs, and each paragraph has its own direction. A title is one unit, so
  // they are replaced.
  const { paragraphs } = loadBidi().getEmbeddingLevels(text.replaceAll(/[\n\r\u0085\u2028\u2029]/g, ' '));
  return (paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/**
 * Find the embedding level of each UTF-16 unit of a line: odd levels run right to left.
 *
 * @see UAX #9, rules X1 to I2
 */
export function embeddingLevels(line: string, direction: Direction): Uint8Array {
  if (direction === 'ltr' && LEFT_TO_RIGHT.test(line)) return new Uint8Array(line.length);
  return loadBidi().getEmbeddingLevels(line, direction).levels;
}

/**
 * Reorder runs from reading order to visual order, from the left.
 *
 * @see UAX #9, rule L2
 */
export function orderRuns<T extends { readonly level: number }>(runs: readonly T[]): T[] {
  const result = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < result.length; from++) {
      let to = from;
      while (to < result.length && result[to]!.level >= level) to++;
      if (to > from) result.splice(from, to - from, ...result.slice(from, to).reverse());
      from = Math.max(from, to - 1);
    }
  }
  return result;
}
