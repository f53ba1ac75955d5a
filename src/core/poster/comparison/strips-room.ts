import type { Comparison } from '../../compare/index.ts';
import type { Box } from '../scene/scene.ts';

/** Font size: a share of the shorter side, at most a share of the height of the room. */
const SIZE = 0.0165;
const MAX_SIZE = 0.026;
/** Distance between lines of text, font sizes. */
export const LINE = 1.55;
/** All in font sizes: heights of the name above A, the axis and the name below B. */
const NAME = 1.9;
const AXIS = 2.2;
/** Space right of the strips for the numbers of the curves. */
const NUMBERS = 2.6;
/** The zone above B in which links run straight and gaps are labelled. */
const ZONE = 2.6;
/** Heights as shares of what is left: each strip, and the panel of the curves. */
const STRIP = 0.24;
const PANEL = 0.26;

/** Positions of all parts, millimetres. */
export interface Strips {
  /** Font size. */
  readonly size: number;
  /** The shorter side of the page. */
  readonly unit: number;
  /** The bars of each film. */
  readonly a: Box;
  readonly b: Box;
  /** As wide as the longer film, below A: curves, and gaps of A. */
  readonly panel: Box;
  /** The same above B: gaps of B. */
  readonly zone: Box;
  /** Start of the axis' labels, below B. */
  readonly axis: Box;
  readonly nameA: Box;
  readonly nameB: Box;
  /** Lines of findings, and their box. */
  readonly lines: readonly string[];
  readonly foot: Box;
  /** The range of time, seconds. */
  readonly from: number;
  readonly to: number;
  /** Convert a time to a horizontal position. */
  at(seconds: number): number;
}

/**
 * Place all parts in a room.
 *
 * @param breakLines breaks the findings into lines of a font size and a width, millimetres.
 */
export function layoutStrips(
  { a, b }: Pick<Comparison, 'a' | 'b'>,
  room: Box,
  unit: number,
  reverse: boolean,
  breakLines: (size: number, widthMm: number) => readonly string[],
): Strips {
  const size = Math.min(SIZE * unit, MAX_SIZE * room.height);
  const across = { x: room.x, width: room.width - NUMBERS * size };
  const lines = breakLines(size, across.width);
  const [from, to] = [Math.min(a.from, b.from), Math.max(a.to, b.to)];
  const at = (seconds: number): number => {
    const share = Math.min(1, Math.max(0, (seconds - from) / Math.max(1e-9, to - from)));
    return across.x + across.width * (reverse ? 1 - share : share);
  };
  const strip = (film: { from: number; to: number }) => {
    const [start, end] = [at(film.from), at(film.to)];
    return { x: Math.min(start, end), width: Math.abs(end - start) };
  };
  const footHeight = lines.length * LINE * size;
  const rest = room.height - footHeight - (2 * NAME + AXIS) * size;
  const stripHeight = STRIP * rest;
  const topA = room.y + NAME * size;
  const topPanel = topA + stripHeight;
  const topB = topA + rest - stripHeight;
  const axis = { ...across, y: topB + stripHeight, height: AXIS * size };
  const nameB = { ...across, y: axis.y + axis.height, height: NAME * size };
  return {
    size,
    unit,
    a: { ...strip(a), y: topA, height: stripHeight },
    b: { ...strip(b), y: topB, height: stripHeight },
    panel: { ...across, y: topPanel, height: PANEL * rest },
    zone: { ...across, y: topB - ZONE * size, height: ZONE * size },
    axis,
    nameA: { ...across, y: room.y, height: NAME * size },
    nameB,
    lines,
    foot: { x: across.x, y: nameB.y + nameB.height, width: across.width, height: footHeight },
    from,
    to,
    at,
  };
}
