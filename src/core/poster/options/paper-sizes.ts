import { nearestName } from '../../text/index.ts';

/** A sheet of paper in portrait format, millimetres. */
export type PaperSize = readonly [widthMm: number, heightMm: number];

const INCH = 25.4;

/**
 * Paper sizes by name.
 *
 * A and B: ISO 216:2007, tables 1 and 2. Letter, legal and tabloid (ledger, upright): ANSI/ASME
 * Y14.1 sizes A and B, and ANSI X3.151-1987 for legal.
 */
const PAPER_SIZES: Readonly<Record<string, PaperSize>> = {
  a0: [841, 1189],
  a1: [594, 841],
  a2: [420, 594],
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  b0: [1000, 1414],
  b1: [707, 1000],
  b2: [500, 707],
  b3: [353, 500],
  b4: [250, 353],
  b5: [176, 250],
  b6: [125, 176],
  letter: [8.5 * INCH, 11 * INCH],
  legal: [8.5 * INCH, 14 * INCH],
  tabloid: [11 * INCH, 17 * INCH],
};

/** Names of all papers, in lower case, without an orientation. */
export const PAPER_NAMES: readonly string[] = Object.freeze(Object.keys(PAPER_SIZES));

/**
 * Find a paper by its name, ignoring case: `a3`, `A3 landscape`, `letter-portrait`. Portrait unless
 * the name says landscape.
 *
 * @returns undefined for an unknown name.
 */
export function findPaperSize(name: string): PaperSize | undefined {
  const [paper = '', turn, ...rest] = name
    .trim()
    .toLowerCase()
    .split(/[\s-]+/);
  const size = Object.hasOwn(PAPER_SIZES, paper) ? PAPER_SIZES[paper] : undefined;
  if (size === undefined || rest.length > 0) return undefined;
  if (turn === undefined || turn === 'portrait') return size;
  return turn === 'landscape' ? [size[1], size[0]] : undefined;
}

/** Find the known name nearest to a mistyped one: `a3 landscpe` gives a3-landscape. */
export function nearestPaperName(name: string): string | undefined {
  const known = PAPER_NAMES.flatMap((paper) => [paper, `${paper}-landscape`, `${paper}-portrait`]);
  return nearestName(name.trim().replaceAll(/\s+/g, '-'), known);
}
