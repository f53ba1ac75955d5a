import type { Fingerprint } from '../../fingerprint/index.ts';
import { formatClock, formatCount } from '../../text/index.ts';
import type { Font } from '../../type/index.ts';
import { layoutBars } from '../columns/bars.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
import type { ResolvedOptions } from '../options/options.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Box, Mark, Path, Stroke } from '../scene/scene.ts';
import { drawLine, type LineLook, type LinePoint } from '../shapes/draw-line.ts';
import { measureLine, setLine } from '../text/set-line.ts';
import { DEFAULT_LAYOUT, type Layout } from './shared/layout.ts';
import { layoutSheet } from './shared/sheet.ts';
import { chooseTimeTicks, type TimeTick } from './shared/time-axis.ts';
import { listPlots, meanOf, type Plot, smoothValues } from './shared/timeline-measures.ts';

/** Font size: a share of the shorter side, at most a share of the room's height. */
const SIZE = 0.0135;
const MAX_SIZE = 0.02;
/**
 * All in font sizes: from a plot's top to its first line (space for its name); between plots; from
 * the bars to the labels of time; from the bars to the note.
 */
const NAME_HEIGHT = 2.1;
const PLOT_GAP = 2;
const TIME_BASELINE = 1.9;
const NOTE_BASELINE = 3.9;
/** Height of everything below the bars, down to the descenders of the note. */
const FOOT = 4.2;
/**
 * Between numbers and their lines; between a name and its unit; the minimum between labels of time.
 */
const TICK_GAP = 0.8;
const UNIT_GAP = 0.9;
const LABEL_GAP = 2.5;
/** Marks of cuts and scenes: the distances of their ends from the bars, in font sizes. */
const CUT_GAP = 0.25;
const CUT = 0.9;
const SCENE = 1.6;
/** Height of the bars, as a share of the height of plots and bars. */
const BARS = 0.15;
/** Widths of lines, as shares of the shorter side. */
const HAIRLINE = 0.0009;
const THIN = 0.001;
const THICK = 0.0024;
/** Default standard deviation of the thick line, as a share of the time range. */
const SMOOTHING = 1 / 180;

/**
 * Lightness, chroma, warmth and colourfulness of every frame above the film's bars, on one time
 * axis: for users who measure films. A thin line shows the measured values. A thick line shows them
 * smoothed over time, by `smooth`. A4 landscape by default.
 *
 * `caps` has no effect.
 */
export const timelineLayout: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: 297,
  heightMm: 210,
  titleStyles: ['heading'],
  theme: 'light',
  isFixed: true,
  showsTime: true,
  arrange(fingerprint, options, fonts) {
    const plots = listPlots(fingerprint);
    const { heading, room, unit } = layoutSheet(options, fonts);
    const frame = layoutFrame(plots, room, unit, fonts);
    const bars = layoutBars(fingerprint, options, frame.bars);
    const axis = drawAxis(fingerprint, frame, options, fonts);
    const curves = plots.map((plot, i) => drawPlot(plot, frame.plots[i]!, frame, fingerprint, options, fonts));
    return [...heading, bars, ...axis, ...curves.flat(), ...drawCuts(fingerprint, frame, options)];
  },
};

/** Positions of all parts. */
interface Frame {
  readonly unit: number;
  /** Font size, millimetres. */
  readonly size: number;
  readonly plots: readonly Box[];
  readonly bars: Box;
}

function layoutFrame(plots: readonly Plot[], room: Box, unit: number, fonts: readonly Font[]): Frame {
  const size = Math.min(SIZE * unit, MAX_SIZE * room.height);
  const numbers =
    fonts.length === 0
      ? [0]
      : plots.flatMap(({ ticks, format }) => ticks.map((tick) => measureLine(format(tick), fonts)));
  const left = (Math.max(...numbers) + TICK_GAP) * size;
  const across = { x: room.x + left, width: room.width - left };
  const bottom = room.y + room.height - FOOT * size;
  const height = bottom - room.y - plots.length * PLOT_GAP * size;
  const barsHeight = BARS * height;
  const plotHeight = (height - barsHeight) / plots.length;
  return {
    unit,
    size,
    plots: plots.map((_, i) => ({
      ...across,
      y: room.y + i * (plotHeight + PLOT_GAP * size) + NAME_HEIGHT * size,
      height: plotHeight - NAME_HEIGHT * size,
    })),
    bars: { ...across, y: bottom - barsHeight, height: barsHeight },
  };
}

/** Draw a mark above the bars where each shot begins, and a longer one where a scene begins. */
function drawCuts(
  { sampling, shots = [] }: Fingerprint,
  { unit, size, bars }: Frame,
  options: ResolvedOptions,
): Mark[] {
  const { from, to } = sampling;
  const marks = shots.slice(1).map((shot, i) => {
    const x = placeAcross(bars, (shot.from - from) / (to - from), options);
    const length = shot.scene === shots[i]!.scene ? CUT : SCENE;
    return [
      [x, bars.y - length * size],
      [x, bars.y - CUT_GAP * size],
    ] as const;
  });
  return groupMarks([drawLine(marks, { color: options.theme.ink, widthMm: THIN * unit })]);
}

/** Convert a share of the time range to a horizontal position. */
function placeAcross({ x, width }: Box, share: number, { reverse }: ResolvedOptions): number {
  return x + width * (reverse ? 1 - share : share);
}

function drawAxis(
  { sampling, columns }: Fingerprint,
  { unit, size, plots, bars }: Frame,
  options: ResolvedOptions,
  fonts: readonly Font[],
): Mark[] {
  const { from, to } = sampling;
  const { theme } = options;
  const widest = fonts.length === 0 ? 4 : measureLine(formatClock(to, { decimals: to - from < 10 ? 1 : 0 }), fonts);
  const most = Math.max(2, Math.floor(bars.width / ((widest + LABEL_GAP) * size)));
  const ticks = chooseTimeTicks(from, to, most);
  const at = ({ seconds }: TimeTick): number => placeAcross(bars, (seconds - from) / (to - from), options);
  const lines = ticks.map((tick) => [
    ...plots.map(
      ({ y, height }) =>
        [
          [at(tick), y],
          [at(tick), y + height],
        ] as const,
    ),
    [
      [at(tick), bars.y + bars.height],
      [at(tick), bars.y + bars.height + 0.5 * size],
    ] as const,
  ]);
  const grid = drawLine(lines.flat(), { color: theme.lineInk, widthMm: HAIRLINE * unit, opacity: 0.5 });
  const labels = ticks.map((tick) => {
    const half = fonts.length === 0 ? 0 : (measureLine(tick.label, fonts) * size) / 2;
    // The last label ends where the plots end.
    const x = Math.min(at(tick), bars.x + bars.width - half);
    const baseline = bars.y + bars.height + TIME_BASELINE * size;
    return setLine(tick.label, fonts, { x, baseline, sizeMm: size, align: 'center', color: theme.paleInk });
  });
  const note = noteOf(columns.length, from, to, smoothingOf(options, from, to));
  const baseline = bars.y + bars.height + NOTE_BASELINE * size;
  const written = writeShrunk(note, fonts, { x: bars.x, baseline, color: theme.paleInk }, size, bars.width);
  return groupMarks([grid, ...labels, written]);
}

function smoothingOf({ smooth }: ResolvedOptions, from: number, to: number): number {
  return smooth > 0 ? smooth : (to - from) * SMOOTHING;
}

function noteOf(columns: number, from: number, to: number, smoothing: number): string {
  const seconds = smoothing < 10 ? smoothing.toFixed(1) : smoothing.toFixed(0);
  const decimals = to - from < 60 ? 1 : 0;
  const stretch = `${formatClock(from, { decimals })} to ${formatClock(to, { decimals })}`;
  return `${formatCount(columns, 'frame')}, ${stretch}.  Thin: each frame.  Thick: smoothed, a Gaussian of ${seconds} s standard deviation.`;
}

function drawPlot(
  { name, unit: words, values, ticks, format, formatMean }: Plot,
  box: Box,
  { unit, size }: Frame,
  { sampling: { from, to } }: Fingerprint,
  options: ResolvedOptions,
  fonts: readonly Font[],
): Mark[] {
  const { theme } = options;
  const right = box.x + box.width;
  const top = ticks.at(-1)!;
  const up = (value: number): number => placeUp(box, value, top);
  const grid = drawLine(
    ticks.map(
      (tick) =>
        [
          [box.x, up(tick)],
          [right, up(tick)],
        ] as const,
    ),
    { color: theme.lineInk, widthMm: HAIRLINE * unit },
  );
  const numbers = ticks.map((tick) => {
    const baseline = up(tick) + 0.35 * size;
    return setLine(format(tick), fonts, {
      x: box.x - TICK_GAP * size,
      baseline,
      sizeMm: size,
      align: 'right',
      color: theme.paleInk,
    });
  });
  const curve = (shown: Plot['values'], look: LineLook): Stroke | null => drawCurve(shown, box, top, options, look);
  const deviation = (smoothingOf(options, from, to) / Math.max(1e-9, to - from)) * values.length;
  const names = nameLine(name, words, meanText(values, formatMean), box, size, options, fonts);
  return groupMarks([
    grid,
    ...numbers,
    ...names,
    curve(values, { color: theme.paleInk, widthMm: THIN * unit }),
    curve(smoothValues(values, Math.max(1e-3, deviation)), { color: theme.ink, widthMm: THICK * unit }),
  ]);
}

/** Convert a value of a plot to a height. @param top the value at the top of its box. */
function placeUp({ y, height }: Box, value: number, top: number): number {
  return y + height * (1 - value / top);
}

/** Draw values over the whole time range. The same object for the same values and place. */
const drawCurve = memoizeRecent(
  (values: Plot['values'], box: Box, top: number, options: ResolvedOptions, look: LineLook): Stroke | null =>
    drawLine(
      cutRuns(values, (value, i) => [placeAcross(box, (i + 0.5) / values.length, options), placeUp(box, value, top)]),
      { cap: 'round', ...look },
    ),
  (box, top, { reverse }, look) => JSON.stringify([box, top, reverse, look]),
);

function meanText(values: readonly (number | null)[], format: Plot['formatMean']): string {
  const mean = meanOf(values);
  return mean === null ? '' : `mean ${format(mean)}`;
}

/** Write the name of a plot and its unit, and the mean at the right end. */
function nameLine(
  name: string,
  words: string,
  mean: string,
  box: Box,
  size: number,
  { theme }: ResolvedOptions,
  fonts: readonly Font[],
): (Path | null)[] {
  const baseline = box.y - 0.8 * size;
  const right = box.x + box.width;
  const main = setLine(name, fonts, { x: box.x, baseline, sizeMm: 1.15 * size, align: 'left', color: theme.ink });
  const end = setLine(mean, fonts, { x: right, baseline, sizeMm: size, align: 'right', color: theme.ink });
  if (main === null) return [];
  const x = main.box.x + main.box.width + UNIT_GAP * size;
  const free = (end?.box.x ?? right) - UNIT_GAP * size - x;
  return [main, writeShrunk(words, fonts, { x, baseline, color: theme.paleInk }, size, free), end];
}

/**
 * Write a line. A line that is too long becomes smaller; it is omitted when it would be illegible.
 */
function writeShrunk(
  text: string,
  fonts: readonly Font[],
  place: { readonly x: number; readonly baseline: number; readonly color: string },
  size: number,
  room: number,
): Path | null {
  if (fonts.length === 0) return null;
  const fitting = room / measureLine(text, fonts);
  return fitting < 0.6 * size
    ? null
    : setLine(text, fonts, { ...place, sizeMm: Math.min(size, fitting), align: 'left' });
}

/** Split a curve at missing values, and return the points of each part. */
function cutRuns(
  values: readonly (number | null)[],
  place: (value: number, index: number) => LinePoint,
): LinePoint[][] {
  const runs: LinePoint[][] = [];
  let run: LinePoint[] = [];
  for (const [i, value] of values.entries()) {
    if (value !== null) run.push(place(value, i));
    if ((value === null || i === values.length - 1) && run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}
