import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { type CellRun, joinCells } from '../columns/cell-runs.ts';
import { divideColumns } from '../columns/cells.ts';
import { chooseColumns } from '../columns/columns.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { PathSegment } from '../scene/path.ts';
import type { Cells, Mark, Path } from '../scene/scene.ts';
import { type Point, polarPoint, roundPoint } from '../shapes/polar.ts';
import { longHex } from '../text/hex-text.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { airyRoom, boxesInCircle, setTitleBelow, setTitleMiddle } from './shared/round-page.ts';

/** Radius of the hole, as a share of the spiral's radius: with a title, and without. */
const TITLE_HOLE = 0.36;
const BARE_HOLE = 0.14;
/**
 * Determines the number of turns: eight for 3,600 columns, so that each column is a visible line
 * and each turn a band.
 */
const COLUMNS_BY_TURNS_SQUARED = 60;
const MIN_TURNS = 3;
const MAX_TURNS = 14;
/** Ground between one turn and the next, as a share of the pitch. */
const BETWEEN = 0.1;
/**
 * An arc that differs less than this from its chord is drawn as a line, millimetres: a dot at 1200
 * dpi.
 */
const FLAT_MM = 0.02;

/**
 * The middle line of a band that winds outwards. Its radius is `start` and grows by `pitch` per
 * turn. Millimetres.
 */
interface Spiral extends Point {
  readonly start: number;
  readonly pitch: number;
  readonly turns: number;
  /** Width of the band. */
  readonly width: number;
  /** The angle at which it begins, degrees clockwise from the top. */
  readonly from: number;
}

/**
 * Time as a spiral outwards, clockwise from the top, for long films and whole series. All columns
 * have the same length along the spiral. Several colours lie side by side, the first outermost.
 * `rotate` turns it; `arc` and `caps` have no effect here.
 */
export const spiralLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 254,
  heightMm: 254,
  titleStyles: ['middle', 'band'],
  isRound: true,
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const { page, gap, rotate } = options;
    const isMiddle = options.titleStyle === 'middle';
    const { room, title } = isMiddle ? { room: airyRoom(page), title: [] } : setTitleBelow(options, fonts);
    const center = { x: room.x + room.width / 2, y: room.y + room.height / 2 };
    const outer = Math.min(room.width, room.height) / 2;
    const middle = isMiddle
      ? setTitleMiddle(options, fonts, boxesInCircle(center, TITLE_HOLE * outer), TITLE_HOLE * outer)
      : [];
    const cells = divideColumns(chooseColumns(fingerprint, options), 'equal');
    const spiral = windSpiral(center, outer, middle.length > 0, cells.columns, rotate);
    const marks = bendCells(cells, gap, spiral);
    const box = { x: center.x - outer, y: center.y - outer, width: 2 * outer, height: 2 * outer };
    return [{ kind: 'group', box, marks }, ...title, ...middle];
  },
};

function windSpiral(center: Point, outer: number, hasTitle: boolean, columns: number, from: number): Spiral {
  const turns = Math.round(Math.min(MAX_TURNS, Math.max(MIN_TURNS, Math.sqrt(columns / COLUMNS_BY_TURNS_SQUARED))));
  const hole = outer * (hasTitle ? TITLE_HOLE : BARE_HOLE);
  // In every direction, one band more than the number of turns lies between hole and rim. The last
  // band has no ground outside it.
  const pitch = (outer - hole) / (turns + 1 - BETWEEN);
  const width = pitch * (1 - BETWEEN);
  return { ...center, start: hole + width / 2, pitch, turns, width, from };
}

/**
 * Compute the number of turns for a share of the whole length. The length grows with the square of
 * the turns; the slope of a turn adds a thousandth, which is ignored.
 */
function turnsAt({ start, pitch, turns }: Spiral, share: number): number {
  const length = start * turns + (pitch * turns * turns) / 2;
  return (2 * share * length) / (start + Math.sqrt(start * start + 2 * pitch * share * length));
}

const bendCells = memoizeRecent(
  (cells: Cells, gap: number, spiral: Spiral): readonly Path[] =>
    joinCells(cells, gap).map((run) => bendRun(spiral, run, cells.columns)),
  (gap, spiral) => JSON.stringify([gap, spiral]),
);

function bendRun(spiral: Spiral, { begin, end, top, bottom, color }: CellRun, columns: number): Path {
  const first = turnsAt(spiral, begin / columns);
  const last = turnsAt(spiral, Math.min(1, end / columns));
  const rim = spiral.start + spiral.pitch * last + spiral.width / 2;
  const stepTurns = Math.acos(1 - FLAT_MM / Math.max(rim, 2 * FLAT_MM)) / Math.PI;
  const steps = Math.max(1, Math.ceil((last - first) / stepTurns));
  // Forwards along the outer edge, then back along the inner one.
  const segments: PathSegment[] = [];
  let [left, above, right, below] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < 2 * (steps + 1); k++) {
    const i = k <= steps ? k : 2 * steps + 1 - k;
    const turns = first + ((last - first) * i) / steps;
    const radius = spiral.start + spiral.pitch * turns + spiral.width * (0.5 - (k <= steps ? top : bottom));
    const { x, y } = polarPoint(spiral, radius, spiral.from + 360 * turns);
    left = Math.min(left, x);
    above = Math.min(above, y);
    right = Math.max(right, x);
    below = Math.max(below, y);
    segments.push([k === 0 ? 'M' : 'L', ...roundPoint({ x, y })]);
  }
  segments.push(['Z']);
  return {
    kind: 'path',
    segments,
    box: { x: left, y: above, width: right - left, height: below - above },
    color: longHex(color),
    opacity: 1,
  };
}
