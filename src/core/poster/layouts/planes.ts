import { formatHex, parseHex } from '../../color/index.ts';
import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
import type { ResolvedOptions } from '../options/options.ts';
import type { Theme } from '../options/theme.ts';
import { type PathSegment, roundMm } from '../scene/path.ts';
import type { Box, Mark, Path, Stroke } from '../scene/scene.ts';
import { roundPoint } from '../shapes/polar.ts';
import { setLine } from '../text/set-line.ts';
import { type ColorMark, gatherColors } from './shared/color-marks.ts';
import { type ColorPlane, planColorPlanes } from './shared/color-planes.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { setTitleAbove, setTitleBelow } from './shared/round-page.ts';

/** As shares of a plot's side: the space between plots, the font size of captions, a hairline. */
const GUTTER = 0.07;
const CAPTION = 0.04;
const HAIRLINE = 0.0025;
/**
 * In font sizes: from a plot's upper edge to the baseline above, from its lower edge to the
 * baseline below, and the space above and below all ink.
 */
const ABOVE = 0.65;
const BELOW = 1.4;
const CAPTIONS = 3.6;
/** Space around the marks within a plot: it holds half of the largest mark. */
const PADDING = 0.06;
/** Radius of the mark of a film that has one colour, and the minimum radius. */
const WHOLE_RADIUS = 0.2;
const MIN_RADIUS = 0.0035;
/** Share of ink in the ground of the plots, on which both black and white marks are visible. */
const TONE = 0.2;
/** Share of ink in the lines on that ground. */
const LINE_TONE = 0.36;

/**
 * The colours of a film as points in colour spaces: in the planes of sRGB's channels, in OKLab's
 * plane of hue and chroma, by chroma and lightness, and in the solid of all sRGB colours. The area
 * of a disc is its colour's share. The options of bars (`gap`, `caps`, `arc`, `order`,
 * `reverse`) have no effect.
 */
export const planesLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 420,
  heightMm: 352,
  titleStyles: ['heading', 'band'],
  colors: 16,
  isFixed: true,
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[] {
    const { room, title } = (options.titleStyle === 'heading' ? setTitleAbove : setTitleBelow)(options, fonts);
    const colors = gatherColors(fingerprint, options);
    const planes = planPlanes(colors);
    const boxes = divideRoom(room, planes.length, fonts.length > 0);
    return [...planes.flatMap((plane, i) => drawPlane(plane, colors, boxes[i]!, options.theme, fonts)), ...title];
  },
};

const planPlanes = memoizeRecent(planColorPlanes);

/**
 * Place square plots in rows, as large as possible and centred in the room, with captions between.
 */
function divideRoom(room: Box, count: number, hasCaptions: boolean): Box[] {
  const captions = hasCaptions ? CAPTIONS * CAPTION : 0;
  // Distance from plot to plot with everything around a plot, in sides of a plot.
  const [stepX, stepY] = [1 + GUTTER, 1 + Math.max(captions, GUTTER)];
  const widthOf = (across: number) => across * stepX - GUTTER;
  const heightOf = (rows: number) => (hasCaptions ? rows * stepY : rows * stepY - GUTTER);
  let best = { side: 0, across: 1, rows: count };
  for (let across = 1; across <= count; across++) {
    const rows = Math.ceil(count / across);
    const side = Math.min(room.width / widthOf(across), room.height / heightOf(rows));
    if (side > best.side) best = { side, across, rows };
  }
  const { side, across, rows } = best;
  const left = room.x + (room.width - side * widthOf(across)) / 2;
  const top = room.y + (room.height - side * heightOf(rows)) / 2 + side * (hasCaptions ? CAPTION * (ABOVE + 1) : 0);
  return Array.from({ length: count }, (_, i) => ({
    x: left + (i % across) * stepX * side,
    y: top + Math.floor(i / across) * stepY * side,
    width: side,
    height: side,
  }));
}

function drawPlane(
  plane: ColorPlane,
  colors: readonly ColorMark[],
  plot: Box,
  theme: Theme,
  fonts: readonly Font[],
): Mark[] {
  const ground: Mark[] =
    theme.ground === null ? [] : [{ kind: 'rect', box: plot, color: mixHex(theme.ground, theme.ink, TONE) }];
  const marks = drawMarks(plane, colors, plot, theme);
  return [...ground, { kind: 'group', box: plot, marks }, ...nameAxes(plane, plot, theme, fonts)];
}

/** Draw the lines and the colours of a plane. The same object for the same colours and place. */
const drawMarks = memoizeRecent(drawPlaneMarks, (_, plot, theme) => JSON.stringify([plot, theme]));

function drawPlaneMarks(
  plane: ColorPlane,
  colors: readonly ColorMark[],
  plot: Box,
  theme: Theme,
): readonly (Path | Stroke)[] {
  const padding = PADDING * plot.width;
  const inner = { x: plot.x + padding, y: plot.y + padding, width: plot.width - 2 * padding };
  const toScene = ([x, y]: readonly [number, number]) => ({
    x: inner.x + x * inner.width,
    y: inner.y + (1 - y) * inner.width,
  });
  const lines = plane.lines.map(
    (line): Stroke => ({
      kind: 'stroke',
      segments: line.map((point, i): PathSegment => [i === 0 ? 'M' : 'L', ...roundPoint(toScene(point))]),
      box: plot,
      color: theme.ground === null ? theme.lineInk : mixHex(theme.ground, theme.ink, LINE_TONE),
      opacity: 1,
      widthMm: HAIRLINE * plot.width,
      cap: 'butt',
    }),
  );
  const { depth } = plane;
  const ordered = depth === undefined ? colors : colors.toSorted((one, other) => depth(one) - depth(other));
  const discs = ordered.map((mark): Path => {
    const radius = inner.width * Math.max(MIN_RADIUS, WHOLE_RADIUS * Math.sqrt(mark.share));
    return drawDisc(toScene(plane.place(mark)), radius, mark.color);
  });
  return [...lines, ...discs];
}

function nameAxes({ names }: ColorPlane, { x, y, width, height }: Box, theme: Theme, fonts: readonly Font[]): Path[] {
  if (names === null) return [];
  const [across, up] = names;
  const sizeMm = CAPTION * width;
  const color = theme.paleInk;
  return [
    setLine(up, fonts, { x, baseline: y - ABOVE * sizeMm, sizeMm, align: 'left', color }),
    setLine(across, fonts, { x: x + width, baseline: y + height + BELOW * sizeMm, sizeMm, align: 'right', color }),
  ].filter((line) => line !== null);
}

function drawDisc({ x, y }: { x: number; y: number }, radius: number, color: string): Path {
  const r = Math.max(0.01, roundMm(radius, 2));
  const left = roundPoint({ x: x - r, y });
  const right = roundPoint({ x: x + r, y });
  const segments: PathSegment[] = [
    ['M', ...left],
    ['A', r, r, 0, 0, 1, ...right],
    ['A', r, r, 0, 0, 1, ...left],
    ['Z'],
  ];
  return { kind: 'path', segments, box: { x: x - r, y: y - r, width: 2 * r, height: 2 * r }, color, opacity: 1 };
}

/** Mix a share of one colour into another, in sRGB codes. */
function mixHex(below: string, above: string, share: number): string {
  const over = parseHex(above);
  const [r, g, b] = parseHex(below).map((code, k) => Math.round(code + (over[k]! - code) * share));
  return formatHex(r!, g!, b!);
}
