import type { ComparedFilm } from '../../compare/index.ts';
import { formatClock } from '../../text/index.ts';
import type { Font } from '../../type/index.ts';
import { chooseTimeTicks } from '../layouts/shared/time-axis.ts';
import type { Theme } from '../options/theme.ts';
import { groupMarks } from '../scene/group-marks.ts';
import type { Box, Mark } from '../scene/scene.ts';
import { drawLine, type LinePoint } from '../shapes/draw-line.ts';
import { breakCaption } from '../text/caption.ts';
import { measureLine, setLine } from '../text/set-line.ts';
import type { Strips } from './strips-room.ts';

/** Font size of a film's title, in font sizes of the page. */
const TITLE_SIZE = 1.15;
/** In font sizes: between letter, title and facts; from the top of a name to its baseline. */
const GAP = 0.9;
const BASELINE = 1.15;
/** Share of the width that a title may take. */
const TITLE_WIDTH = 0.6;
/** In font sizes: from B's strip to the labels of time; the minimum between two labels. */
const TIME_BASELINE = 1.6;
const LABEL_GAP = 2.5;
const TICK = 0.45;
const HAIRLINE = 0.0012;

/** Write the letter of a film, its title, and pale its duration, size, frame rate and file name. */
export function drawName(
  letter: string,
  film: ComparedFilm,
  box: Box,
  { size }: Strips,
  theme: Theme,
  fonts: readonly Font[],
): Mark[] {
  const baseline = box.y + BASELINE * size;
  let x = box.x;
  const write = (text: string, sizeMm: number, room: number, color: string) => {
    const [line = ''] = breakCaption(text, fonts, Math.max(0, room) / sizeMm, 1);
    const path = setLine(line, fonts, { x, baseline, sizeMm, align: 'left', color });
    if (path === null || path.box.width > room) return null;
    x = path.box.x + path.box.width + GAP * size;
    return path;
  };
  const sizeMm = TITLE_SIZE * size;
  const title = film.title.trim() || film.name;
  return groupMarks([
    write(letter, sizeMm, box.width, theme.paleInk),
    write(title, sizeMm, TITLE_WIDTH * box.width, theme.ink),
    write(listFacts(film), size, box.x + box.width - x, theme.paleInk),
  ]);
}

function listFacts({ name, title, durationSeconds, width, height, frameRate }: ComparedFilm): string {
  const rate = Math.round((1000 * frameRate.num) / frameRate.den) / 1000;
  const facts = [
    formatClock(durationSeconds, { rounding: 'nearest' }),
    `${width} × ${height}`,
    `${rate} frames per second`,
    ...(name === title ? [] : [name]),
  ];
  return facts.join(' · ');
}

/** Write times below B, for both films. */
export function drawStripAxis(
  { axis, size, unit, from, to, at }: Strips,
  theme: Theme,
  fonts: readonly Font[],
): Mark[] {
  const widest = fonts.length === 0 ? 4 : measureLine(formatClock(to, { decimals: to - from < 10 ? 1 : 0 }), fonts);
  const most = Math.max(2, Math.floor(axis.width / ((widest + LABEL_GAP) * size)));
  const ticks = chooseTimeTicks(from, to, most);
  const lines = ticks.map(({ seconds }): LinePoint[] => [
    [at(seconds), axis.y],
    [at(seconds), axis.y + TICK * size],
  ]);
  const labels = ticks.map(({ seconds, label }) => {
    const half = fonts.length === 0 ? 0 : (measureLine(label, fonts) * size) / 2;
    const x = Math.min(Math.max(at(seconds), axis.x + half), axis.x + axis.width - half);
    const baseline = axis.y + TIME_BASELINE * size;
    return setLine(label, fonts, { x, baseline, sizeMm: size, align: 'center', color: theme.paleInk });
  });
  return groupMarks([drawLine(lines, { color: theme.paleInk, widthMm: HAIRLINE * unit }), ...labels]);
}
