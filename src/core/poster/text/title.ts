import { type Font, GlyphMissingError, isBlank, type Outline, outlineText, textDirection } from '../../type/index.ts';
import { RenderError } from '../render-error.ts';
import type { Box, Path } from '../scene/scene.ts';
import { setOutline } from './set-outline.ts';
import { breakLines } from './title-lines.ts';
import { joinWords, measureWords } from './title-words.ts';

/** Settings of a title in its box. */
export interface TitleSetting {
  /** The ink never leaves this box. */
  readonly box: Box;
  /** Maximum font size, millimetres: a title of one letter does not fill the box. */
  readonly maxSizeMm: number;
  /**
   * `center`: each line is centred by its ink. `left`: the ink of the longest line begins at the
   * left edge, and the others begin at the same position; a title that runs right to left is
   * aligned at the right end of that line. `right`: the ink of all lines ends at the right edge.
   * Always centred vertically.
   */
  readonly align: 'center' | 'left' | 'right';
  /** Distance between baselines, ems. Lines whose marks would touch are further apart. */
  readonly leading: number;
  /** Space after each letter, ems. */
  readonly tracking: number;
  readonly color: string;
  readonly opacity: number;
}

/** Share of the free space that is left of a block of lines. */
const ALIGNED = { left: 0, center: 0.5, right: 1 } as const;

/** A title in position. */
export interface SetTitle {
  readonly path: Path;
  readonly sizeMm: number;
}

/**
 * Set a title as large as its box allows.
 *
 * @param title its line breaks are kept, the function chooses all others.
 * @param fonts tried in order, letter by letter; at least one.
 * @returns null when the title has no ink.
 * @throws {RenderError} `font-missing` when no font has a character.
 */
export function setTitle(title: string, fonts: readonly Font[], setting: TitleSetting): SetTitle | null {
  const lines = outlineLines(title, fonts, setting);
  if (lines.every(isBlank)) return null;
  const { box, align } = setting;
  const inked = placeBaselines(lines, setting.leading).filter(({ line }) => !isBlank(line));
  // All in ems from the first baseline until `size` is known.
  const top = Math.min(...inked.map(({ line, y }) => y + line.bounds.top));
  const bottom = Math.max(...inked.map(({ line, y }) => y + line.bounds.bottom));
  const width = Math.max(...inked.map(({ line }) => line.bounds.right - line.bounds.left));
  const size = Math.min(box.width / width, box.height / (bottom - top), setting.maxSizeMm);
  const middle = opticalMiddle(inked[0]!, inked.at(-1)!, fonts[0]!.capHeight);
  const centred = box.y + box.height / 2 - middle * size;
  const y0 = Math.max(box.y - top * size, Math.min(box.y + box.height - bottom * size, centred));
  const isRightToLeft = textDirection(title) === 'rtl';
  const blockX = box.x + ALIGNED[align] * (box.width - width * size);
  const segments = inked.flatMap(({ line, y }) => {
    const { left, right } = line.bounds;
    const isFlushRight = align === 'right' || (align === 'left' && isRightToLeft);
    const free = width - (right - left);
    const x = blockX + ((isFlushRight ? free : align === 'left' ? 0 : free / 2) - left) * size;
    return setOutline(line, x, y0 + y * size, size);
  });
  const ink = { y: y0 + top * size, width: width * size, height: (bottom - top) * size };
  const { color, opacity } = setting;
  return { path: { kind: 'path', segments, box: { x: blockX, ...ink }, color, opacity }, sizeMm: size };
}

/** A line with ink, and its baseline in ems. */
interface SetLine {
  readonly line: Outline;
  readonly y: number;
}

/** Minimum space between the ink of neighbouring lines, ems. */
const CLEARANCE = 0.1;

/**
 * Stack lines. Marks above and below, as in Arabic, Devanagari or Vietnamese, move lines apart if
 * they would touch.
 */
function placeBaselines(lines: readonly Outline[], leading: number): SetLine[] {
  let y = 0;
  return lines.map((line, i) => {
    const above = lines[i - 1];
    if (above !== undefined) y += Math.max(leading, above.bounds.bottom - line.bounds.top + CLEARANCE);
    return { line, y };
  });
}

/**
 * Compute the height at which a block of lines looks centred. It is halfway between the top of the
 * first line, without accents and ascenders, and the last baseline, without descenders. Posters
 * side by side then share a baseline.
 */
function opticalMiddle(first: SetLine, last: SetLine, capHeight: number): number {
  const top = first.y + Math.max(first.line.bounds.top, -capHeight);
  const bottom = last.y + Math.min(last.line.bounds.bottom, 0);
  return top < bottom ? (top + bottom) / 2 : (first.y + first.line.bounds.top + last.y + last.line.bounds.bottom) / 2;
}

function outlineLines(title: string, fonts: readonly Font[], setting: TitleSetting): Outline[] {
  const { box, maxSizeMm, leading, tracking } = setting;
  try {
    const words = measureWords(title, fonts, tracking);
    if (words.length === 0) return [];
    const direction = textDirection(title);
    const capHeight = fonts[0]?.capHeight ?? 0;
    const lines = breakLines(words, { widthMm: box.width, heightMm: box.height, maxSizeMm, leading, capHeight });
    return lines.map((line) => outlineText(joinWords(line), fonts, { tracking, direction }));
  } catch (error) {
    if (!(error instanceof GlyphMissingError)) throw error;
    throw new RenderError('font-missing', `the title cannot be drawn: ${error.message}`, { cause: error });
  }
}
