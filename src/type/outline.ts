import type { Command } from 'fontkit';
import type { Font } from './font.ts';
import { splitRuns } from './runs.ts';
import { tablesOf } from './tables.ts';

/** One stroke of a contour, SVG's letters: `M` 2 numbers, `L` 2, `Q` 4, `C` 6, `Z` none. */
export interface Segment {
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

/** A line of text as filled contours (rule: nonzero). In ems, y down, origin where the baseline starts. */
export interface Outline {
  readonly segments: readonly Segment[];
  /** How far the pen moves. */
  readonly advance: number;
  /** The smallest box that holds the ink; all 0 when there is none. */
  readonly bounds: Bounds;
}

/** How a line of text is set. */
export interface OutlineOptions {
  /** Extra room after each letter, ems. 0 when absent. */
  readonly tracking?: number;
}

const LETTERS = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' } as const;

/**
 * Shape one line of text, with kerning, marks and ligatures as the font states them.
 *
 * @param text one line; composed (NFC) before shaping. A run of right-to-left script is reversed by itself; mixed directions are not.
 * @param fonts tried in order, letter by letter.
 * @throws {GlyphMissingError} when no font has a character.
 * @throws {TypeError} when a font did not come from `loadFont`. About 0.05 ms a letter.
 */
export function outlineText(text: string, fonts: readonly Font[], options: OutlineOptions = {}): Outline {
  const { tracking = 0 } = options;
  const segments: Segment[] = [];
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  let pen = 0;
  for (const run of splitRuns(text, fonts)) {
    const tables = tablesOf(run.font);
    const em = tables.unitsPerEm;
    // Spaced letters are not to be joined: ligatures would keep their own tight spacing.
    const { glyphs, positions } = tables.layout(run.text, tracking === 0 ? {} : { liga: false });
    for (const [i, glyph] of glyphs.entries()) {
      const position = positions[i]!;
      const x = pen + position.xOffset / em;
      const y = 0 - position.yOffset / em;
      const { commands, bbox } = glyph.path;
      for (const command of commands) segments.push(place(command, em, x, y));
      if (commands.length > 0) {
        bounds.left = Math.min(bounds.left, x + bbox.minX / em);
        bounds.right = Math.max(bounds.right, x + bbox.maxX / em);
        bounds.top = Math.min(bounds.top, y - bbox.maxY / em);
        bounds.bottom = Math.max(bounds.bottom, y - bbox.minY / em);
      }
      pen += position.xAdvance / em + (glyph.isMark ? 0 : tracking);
    }
  }
  const hasInk = bounds.left <= bounds.right;
  return { segments, advance: pen, bounds: hasInk ? bounds : { left: 0, top: 0, right: 0, bottom: 0 } };
}

function place(command: Command, em: number, x: number, y: number): Segment {
  const points = command.args.map((value, i) => (i % 2 === 0 ? x + value / em : y - value / em));
  return { command: LETTERS[command.command], points };
}

/** Tell whether an outline has no ink. */
export function isBlank(outline: Outline): boolean {
  return outline.segments.length === 0;
}
