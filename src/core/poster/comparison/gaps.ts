import { type Comparison, formatLength, type Stretch } from '../../compare/index.ts';
import type { Font } from '../../type/index.ts';
import type { Theme } from '../options/theme.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Box, Mark } from '../scene/scene.ts';
import { drawLine, type LinePoint } from '../shapes/draw-line.ts';
import { measureLine, setLine } from '../text/set-line.ts';
import type { Strips } from './strips-room.ts';

/** In font sizes: height of the hatching, distance of its lines, space on each side of a label. */
const BAND = 0.8;
const PITCH = 0.55;
const LABEL_GAP = 0.6;
/** From the hatching of A to the baseline of its label, and from that of B's label to its hatching. */
const BELOW = 1.35;
const ABOVE = 0.6;
/** Width of the lines of the hatching, a share of the shorter side. */
const HATCH = 0.0012;

/** Hatch what only one film shows, at its strip, labelled where there is room. */
export function drawGaps(
  { sameFilm, onlyA, onlyB }: Comparison,
  strips: Strips,
  theme: Theme,
  fonts: readonly Font[],
): Mark[] {
  if (!sameFilm) return [];
  const { size, panel, zone } = strips;
  const band = BAND * size;
  const topOfB = zone.y + zone.height - band;
  const draw = (film: string, only: readonly Stretch[], y: number, baseline: number) =>
    only.flatMap((stretch) => {
      const box = boxOf(stretch, strips, y, band);
      return [hatch(box, strips, theme), label(film, stretch, box, baseline, strips, theme, fonts)];
    });
  return groupMarks([
    ...draw('A', onlyA, panel.y, panel.y + band + BELOW * size),
    ...draw('B', onlyB, topOfB, topOfB - ABOVE * size),
  ]);
}

function boxOf({ from, to }: Stretch, { at }: Strips, y: number, height: number): Box {
  const [start, end] = [at(from), at(to)];
  return { x: Math.min(start, end), y, width: Math.abs(end - start), height };
}

function hatch({ x, y, width, height }: Box, { size, unit }: Strips, { ink }: Theme) {
  const pitch = PITCH * size;
  const lines: LinePoint[][] = [
    [
      [x, y + height],
      [x + width, y + height],
    ],
  ];
  // Lines rise to the right at 45 degrees, on the same raster in all gaps.
  for (let i = Math.floor(x / pitch); i * pitch < x + width + height; i++) {
    const foot = i * pitch;
    const [low, high] = [Math.max(x, foot - height), Math.min(x + width, foot)];
    // From (foot - height, bottom) up to (foot, top).
    if (high <= low) continue;
    lines.push([
      [low, y + (foot - low)],
      [high, y + (foot - high)],
    ]);
  }
  return drawLine(lines, { color: ink, widthMm: HATCH * unit, opacity: 0.8 });
}

function label(
  film: string,
  { from, to }: Stretch,
  box: Box,
  baseline: number,
  { size }: Strips,
  { ink }: Theme,
  fonts: readonly Font[],
) {
  const length = formatLength(to - from);
  const text = [`only in ${film}: ${length}`, length].find(
    (words) => fonts.length > 0 && (measureLine(words, fonts) + 2 * LABEL_GAP) * size <= box.width,
  );
  if (text === undefined) return null;
  return setLine(text, fonts, { x: box.x + box.width / 2, baseline, sizeMm: size, align: 'center', color: ink });
}
