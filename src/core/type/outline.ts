import { type Direction, orderRuns } from './direction.ts';
import type { Font } from './font.ts';
import { loadedFont, outlineGlyph } from './loaded.ts';
import { splitTextRuns, type TextRun } from './runs.ts';

/**
 * One segment of a contour, with SVG's commands: `M` has 2 numbers, `L` 2, `Q` 4, `C` 6, `Z` none.
 */
export interface OutlineSegment {
  readonly command: 'M' | 'L' | 'Q' | 'C' | 'Z';
  /** Absolute, x y pairs. */
  readonly points: readonly number[];
}

/** A box, y down. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * A line of text as filled contours (rule: nonzero). In ems, y down, origin at the start of the
 * baseline.
 */
export interface Outline {
  readonly segments: readonly OutlineSegment[];
  /** How far the pen moves. */
  readonly advance: number;
  /** The smallest box that holds the ink; all 0 without ink. */
  readonly bounds: Bounds;
}

/** Options for setting a line of text. */
export interface OutlineOptions {
  /** Extra space after each letter, ems. 0 when absent, and in scripts whose letters touch. */
  readonly tracking?: number;
  /** The direction of the line; found from its letters when absent. */
  readonly direction?: Direction;
}

/**
 * Shape one line of text, with kerning, marks, ligatures and joined forms from the font. Directions
 * follow UAX #9, with mirrored brackets. Figures have the height of capitals when the font supports
 * it ("2049" stays on the line).
 *
 * @param text one line; composed (NFC) before shaping.
 * @param fonts tried in order, letter by letter.
 * @throws {GlyphMissingError} when no font has a character.
 * @throws {TypeError} when a font did not come from `loadFont`. About 0.05 ms per letter.
 */
export function outlineText(text: string, fonts: readonly Font[], options: OutlineOptions = {}): Outline {
  const { tracking = 0, direction } = options;
  const pen: Pen = { x: 0, segments: [] };
  for (const run of orderRuns(splitTextRuns(text, fonts, direction))) {
    drawRun(run, run.script?.isJoined ? 0 : tracking, pen);
  }
  return { segments: pen.segments, advance: pen.x, bounds: measureBounds(pen.segments) };
}

/** The position of the next glyph, and the segments drawn so far. */
interface Pen {
  x: number;
  readonly segments: OutlineSegment[];
}

function drawRun(run: TextRun, tracking: number, pen: Pen): void {
  const loaded = loadedFont(run.font);
  const { library, font, units } = loaded;
  const buffer = new library.Buffer();
  buffer.addText(run.text);
  buffer.setDirection(run.level % 2 === 1 ? library.Direction.RTL : library.Direction.LTR);
  buffer.guessSegmentProperties();
  const features = [new library.Feature('lnum', 1)];
  // Spaced letters must not be joined: ligatures would keep their own tight spacing.
  if (tracking !== 0) features.push(new library.Feature('liga', 0));
  library.shape(font, buffer, features);
  const glyphs = buffer.getGlyphInfos();
  const positions = buffer.getGlyphPositions();
  for (const [i, { codepoint: glyph, cluster }] of glyphs.entries()) {
    const { xAdvance, xOffset, yOffset } = positions[i]!;
    const x = pen.x + xOffset / units;
    const y = 0 - yOffset / units;
    for (const { type, values } of outlineGlyph(loaded, glyph)) {
      const points = values.map((value, j) => (j % 2 === 0 ? x + value / units : y - value / units));
      pen.segments.push({ command: type as OutlineSegment['command'], points });
    }
    // A letter and its marks are one cluster.
    pen.x += xAdvance / units + (glyphs[i + 1]?.cluster === cluster ? 0 : tracking);
  }
}

/** Whether an outline has no ink. */
export function isBlank(outline: Outline): boolean {
  return outline.segments.length === 0;
}

/**
 * Measure the ink of contours.
 *
 * The result is the box of all their points. A Bezier curve never leaves that box, and fills it
 * when the curve has points at its extremes, as fonts do. The boxes stored in fonts are sometimes
 * off by a unit.
 *
 * @returns all 0 without ink.
 */
function measureBounds(segments: readonly OutlineSegment[]): Bounds {
  if (segments.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { points } of segments) {
    for (let i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]!);
      right = Math.max(right, points[i]!);
      top = Math.min(top, points[i + 1]!);
      bottom = Math.max(bottom, points[i + 1]!);
    }
  }
  return { left, top, right, bottom };
}
