import { type ComparedMoment, type Comparison, findBlock } from '../../compare/index.ts';
import type { Font } from '../../type/index.ts';
import { growTicks } from '../layouts/shared/timeline-measures.ts';
import type { Theme } from '../options/theme.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Mark } from '../scene/scene.ts';
import { drawLine, type LinePoint } from '../shapes/draw-line.ts';
import { setLine } from '../text/set-line.ts';
import type { Strips } from './strips-room.ts';

/** The minimum range of the curve and the step between its lines, CIEDE2000. */
const DIFFERENCE = { least: 5, step: 5 };
/** Space between the highest line and A's strip, font sizes. */
const HEADROOM = 1;
/** Space between numbers and lines, font sizes. */
const TICK_GAP = 0.6;
/** Widths of lines, shares of the shorter side. */
const HAIRLINE = 0.0009;
const THIN = 0.0016;

/** Draw the difference over A's time, and pale what remains after the colour shift. */
export function drawCurves(
  { blocks, moments }: Comparison,
  { panel, size, unit, at }: Strips,
  theme: Theme,
  fonts: readonly Font[],
): Mark[] {
  if (moments.length === 0) return [];
  const ticks = growTicks(
    moments.flatMap(({ difference, unexplained }) => [difference, unexplained]),
    DIFFERENCE,
  );
  const top = panel.y + HEADROOM * size;
  const height = Math.max(0, panel.y + panel.height - top);
  const up = (value: number): number => top + height * (1 - value / ticks.at(-1)!);
  const right = panel.x + panel.width;
  const grid = drawLine(
    ticks.map((tick): LinePoint[] => [
      [panel.x, up(tick)],
      [right, up(tick)],
    ]),
    { color: theme.lineInk, widthMm: HAIRLINE * unit },
  );
  const numbers = ticks.map((tick) => {
    const place = { x: right + TICK_GAP * size, baseline: up(tick) + 0.35 * size, sizeMm: size };
    return setLine(String(tick), fonts, { ...place, align: 'left', color: theme.paleInk });
  });
  const runs = cutAtBlocks(moments, (moment) => findBlock(blocks, moment));
  const curve = (name: 'difference' | 'unexplained', color: string) =>
    drawLine(
      runs.map((run) => run.map((moment): LinePoint => [at(moment.a), up(moment[name])])),
      { color, widthMm: THIN * unit, cap: 'round' },
    );
  const hasShift = moments.some(({ difference, unexplained }) => difference !== unexplained);
  return groupMarks([
    grid,
    ...numbers,
    hasShift ? curve('unexplained', theme.paleInk) : null,
    curve('difference', theme.ink),
  ]);
}

/** Split moments where one block ends and the next begins. */
function cutAtBlocks(
  moments: readonly ComparedMoment[],
  blockOf: (moment: ComparedMoment) => number,
): ComparedMoment[][] {
  const runs = new Map<number, ComparedMoment[]>();
  for (const moment of moments) {
    const block = blockOf(moment);
    const run = runs.get(block);
    if (run === undefined) runs.set(block, [moment]);
    else run.push(moment);
  }
  return [...runs.values()];
}
