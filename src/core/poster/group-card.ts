import type { PaletteSwatch } from '../fingerprint/index.ts';
import { formatCount } from '../text/index.ts';
import type { Font } from '../type/index.ts';
import { CARD_INK, CARD_MARGIN, CARD_PALE_INK, CARD_PAPER, CARD_WIDTH } from './card.ts';
import { groupMarks } from './scene/group-marks.ts';
import type { Mark, Path, Rect, Scene } from './scene/scene.ts';
import { breakCaption } from './text/caption.ts';
import { measureLine, setLine } from './text/set-line.ts';

/** The colours of a group of films. */
export interface PaletteGroup {
  /** Printed before its colours. */
  readonly name: string;
  /** Number of films. */
  readonly films: number;
  /** At least one, in the order in which they are drawn; shares of any sum. */
  readonly swatches: readonly PaletteSwatch[];
}

/** All lengths in millimetres. */
const TITLE_SIZE = 5;
const TITLE_HEIGHT = 12;
/** Height of a row, of its swatches, and of the bar that their shares divide below them. */
const ROW = 12.5;
const SWATCH = 7.4;
const SHARES = 1.6;
const SHARES_GAP = 0.8;
const NAME_SIZE = 3.1;
const COUNT_SIZE = 2.2;
/** Between names and colours, and the largest width of names as a share of the card. */
const GAP = 4;
const MAX_NAME = 0.28;
/** From the top of a row to the baselines of name and number. */
const NAME_BASELINE = 4;
const COUNT_BASELINE = 7.6;

/**
 * Lay out a card with a row for each group of films: its name, the number of its films, a
 * swatch of each colour, and a bar divided by their shares.
 *
 * @param groups at least one, from the top.
 * @param fonts tried in order for each letter; at least one.
 * @throws {RenderError} `font-missing` if no font has a character of a text.
 */
export function layoutGroupCard(title: string, groups: readonly PaletteGroup[], fonts: readonly Font[]): Scene {
  const maxName = MAX_NAME * CARD_WIDTH;
  const names = groups.map(({ name }) => breakCaption(name, fonts, maxName / NAME_SIZE, 1)[0] ?? '');
  const counts = groups.map(({ films }) => formatCount(films, 'film'));
  const widest = Math.max(
    ...names.map((name) => (name === '' ? 0 : measureLine(name, fonts) * NAME_SIZE)),
    ...counts.map((count) => measureLine(count, fonts) * COUNT_SIZE),
  );
  const left = CARD_MARGIN + widest + GAP;
  const heading = breakCaption(title, fonts, (CARD_WIDTH - 2 * CARD_MARGIN) / TITLE_SIZE, 1)[0];
  const top = CARD_MARGIN + (heading === undefined ? 0 : TITLE_HEIGHT);
  const marksOfColors: Rect[] = [];
  const texts: (Path | null)[] = [
    heading === undefined ? null : write(heading, CARD_MARGIN + TITLE_SIZE, TITLE_SIZE, CARD_INK, fonts),
  ];
  for (const [i, { swatches }] of groups.entries()) {
    const y = top + i * ROW;
    texts.push(write(names[i]!, y + NAME_BASELINE, NAME_SIZE, CARD_INK, fonts));
    texts.push(write(counts[i]!, y + COUNT_BASELINE, COUNT_SIZE, CARD_PALE_INK, fonts));
    const room = CARD_WIDTH - CARD_MARGIN - left;
    const sum = swatches.reduce((total, { share }) => total + share, 0);
    let x = left;
    for (const [k, { color, share }] of swatches.entries()) {
      const side = room / swatches.length;
      marksOfColors.push({ kind: 'rect', box: { x: left + k * side, y, width: side, height: SWATCH }, color });
      const width = (room * share) / sum;
      marksOfColors.push({ kind: 'rect', box: { x, y: y + SWATCH + SHARES_GAP, width, height: SHARES }, color });
      x += width;
    }
  }
  const heightMm = top + (groups.length - 1) * ROW + SWATCH + SHARES_GAP + SHARES + CARD_MARGIN;
  const marks: Mark[] = [...marksOfColors, ...groupMarks(texts)];
  return {
    widthMm: CARD_WIDTH,
    heightMm,
    trim: { x: 0, y: 0, width: CARD_WIDTH, height: heightMm },
    title,
    description: `The colours of ${groups.length} groups of films.`,
    background: CARD_PAPER,
    marks,
  };
}

const write = (text: string, baseline: number, sizeMm: number, color: string, fonts: readonly Font[]): Path | null =>
  setLine(text, fonts, { x: CARD_MARGIN, baseline, sizeMm, align: 'left', color });
