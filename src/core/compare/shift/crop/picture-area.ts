import type { SmallPicture } from '../../../frame/index.ts';
import type { ShareRect } from './crop-shift.ts';

/** Brightest code of black bars, which encodes reach. */
const MAX_BAR = 26;
/** Share of the pictures in which a row must be black to be a bar. */
const MIN_BLACK = 0.97;
/** Bars that leave less than this share of a side are no bars: the film is black. */
const MIN_SIDE = 0.3;

/** A picture's luma, codes 0 to 255. */
export interface LumaPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** BT.709 luma of sRGB codes. */
export function toLuma({ width, height, data }: SmallPicture): LumaPlane {
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    luma[i] = 0.2126 * data[3 * i]! + 0.7152 * data[3 * i + 1]! + 0.0722 * data[3 * i + 2]!;
  }
  return { width, height, data: luma };
}

/**
 * Find the part of a film's pictures without black bars.
 *
 * @param planes of one size.
 */
export function findPictureArea(planes: readonly LumaPlane[]): ShareRect {
  const { width, height } = planes[0]!;
  const [left, right] = findEnds(planes, { lines: width, lineStep: 1, pixels: height, pixelStep: width });
  const [top, bottom] = findEnds(planes, { lines: height, lineStep: width, pixels: width, pixelStep: 1 });
  return { left, top, width: right - left, height: bottom - top };
}

/** How far lines (rows or columns of pixels) and the pixels of one line are apart in the data. */
interface Lines {
  readonly lines: number;
  readonly lineStep: number;
  readonly pixels: number;
  readonly pixelStep: number;
}

/** Mean and maximum of each line. */
interface LineLevels {
  readonly means: Float64Array;
  readonly maxima: Float64Array;
}

function findEnds(planes: readonly LumaPlane[], lines: Lines): [first: number, last: number] {
  const levels = planes
    .map((plane) => measureLines(plane, lines))
    .filter(({ maxima }) => maxima.some((max) => max > MAX_BAR));
  const first = findEnd(levels, lines.lines, (line) => line);
  const last = lines.lines - findEnd(levels, lines.lines, (line) => lines.lines - 1 - line);
  if (last - first < MIN_SIDE * lines.lines) return [0, 1];
  return [first / lines.lines, last / lines.lines];
}

function measureLines({ data }: LumaPlane, { lines, lineStep, pixels, pixelStep }: Lines): LineLevels {
  const means = new Float64Array(lines);
  const maxima = new Float64Array(lines);
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    let max = 0;
    for (let pixel = 0, at = line * lineStep; pixel < pixels; pixel++, at += pixelStep) {
      sum += data[at]!;
      if (data[at]! > max) max = data[at]!;
    }
    means[line] = sum / pixels;
    maxima[line] = max;
  }
  return { means, maxima };
}

/** Count the black lines from one side; the last one may be black in part. */
function findEnd(levels: readonly LineLevels[], lines: number, lineAt: (line: number) => number): number {
  const most = (1 - MIN_BLACK) * levels.length;
  let bars = 0;
  while (bars < lines && levels.filter(({ maxima }) => maxima[lineAt(bars)]! > MAX_BAR).length <= most) bars++;
  if (bars === 0 || bars + 1 >= lines) return bars === lines ? lines : bars;
  // A line that is part bar, part picture is darker than its neighbour inside.
  let mixed = 0;
  let inside = 0;
  for (const { means } of levels) {
    const black = means[lineAt(bars - 1)]!;
    mixed += Math.max(0, means[lineAt(bars)]! - black);
    inside += Math.max(0, means[lineAt(bars + 1)]! - black);
  }
  return bars + 1 - Math.min(1, inside === 0 ? 1 : mixed / inside);
}
