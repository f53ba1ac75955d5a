import { type Block, type BlockKind, findBlockKinds } from '../../compare/index.ts';
import type { Theme } from '../options/theme.ts';
import { groupMarks } from '../scene/group-marks.ts';
import { type PathSegment, roundMm } from '../scene/path.ts';
import type { Mark, Path, Stroke } from '../scene/scene.ts';
import type { Strips } from './strips-room.ts';

/** Opacity of a link and of its edges: links that cross others are darker. */
const FILLS: Readonly<Record<BlockKind, number>> = { kept: 0.13, moved: 0.3, repeated: 0.3 };
const EDGES: Readonly<Record<BlockKind, number>> = { kept: 0.3, moved: 0.7, repeated: 0.7 };
/** Width of edges, a share of the shorter side. */
const EDGE = 0.0009;

/** Draw a band from A to B for each block, those that cross others last. */
export function drawLinks(blocks: readonly Block[], strips: Strips, theme: Theme): Mark[] {
  const kinds = findBlockKinds(blocks);
  const order = blocks.map((block, i) => ({ block, kind: kinds[i]! }));
  const [kept, others] = [true, false].map((isKept) => order.filter(({ kind }) => (kind === 'kept') === isKept));
  return groupMarks([...kept!, ...others!].flatMap(({ block, kind }) => drawLink(block, kind, strips, theme)));
}

function drawLink({ a, b }: Block, kind: BlockKind, strips: Strips, { ink }: Theme): (Path | Stroke)[] {
  const { panel, zone, unit, at } = strips;
  const [a1, a2, b1, b2] = [at(a.from), at(a.to), at(b.from), at(b.to)];
  const ends = { top: panel.y, bend: panel.y + panel.height, join: zone.y, bottom: zone.y + zone.height };
  const left = Math.min(a1, a2, b1, b2);
  const box = { x: left, y: ends.top, width: Math.max(a1, a2, b1, b2) - left, height: ends.bottom - ends.top };
  const down = runDown(a1, b1, ends);
  const up = runDown(a2, b2, ends);
  const band: Path = {
    kind: 'path',
    segments: [...down, ...runBack(up), ['Z']],
    box,
    color: ink,
    opacity: FILLS[kind],
  };
  const edges: Stroke = {
    kind: 'stroke',
    segments: [...down, ...up],
    box: { ...box, x: box.x - (EDGE * unit) / 2, width: box.width + EDGE * unit },
    color: ink,
    opacity: EDGES[kind],
    widthMm: EDGE * unit,
    cap: 'butt',
  };
  return [band, edges];
}

/** Heights at which an edge begins, bends, is straight again and ends. */
interface Ends {
  readonly top: number;
  readonly bend: number;
  readonly join: number;
  readonly bottom: number;
}

type Edge = [['M', number, number], ['L', number, number], ['C', ...Six], ['L', number, number]];
type Six = [number, number, number, number, number, number];

function runDown(a: number, b: number, { top, bend, join, bottom }: Ends): Edge {
  const [x, y] = [roundMm(a), roundMm(b)];
  const middle = roundMm((bend + join) / 2);
  return [
    ['M', x, roundMm(top)],
    ['L', x, roundMm(bend)],
    ['C', x, middle, y, middle, y, roundMm(join)],
    ['L', y, roundMm(bottom)],
  ];
}

/** The same edge upwards, as the continuation of another. */
function runBack([[, x, top], [, , bend], [, , middle, endX, , , join], [, , bottom]]: Edge): PathSegment[] {
  return [
    ['L', endX, bottom],
    ['L', endX, join],
    ['C', endX, middle, x, middle, x, bend],
    ['L', x, top],
  ];
}
