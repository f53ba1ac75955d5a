import { type Font, GlyphMissingError, isBlank, type Outline, outlineText } from '../../type/index.ts';
import { RenderError } from '../render-error.ts';
import type { Path } from '../scene/scene.ts';
import { setOutline } from './set-outline.ts';

/** Space between letters of captions, ems: small text needs more. */
const TRACKING = 0.02;

/** Position of a line of text, millimetres. */
export interface LinePlace {
  /** Start, middle or end of the line. */
  readonly x: number;
  readonly baseline: number;
  readonly sizeMm: number;
  readonly align: 'left' | 'center' | 'right';
  readonly color: string;
}

/** Measure a line of a caption by its ink, ems. */
export function measureLine(text: string, fonts: readonly Font[]): number {
  const { left, right } = outlineLine(text, fonts).bounds;
  return right - left;
}

/**
 * Set a line of text on its baseline, in a fixed size.
 *
 * @returns null if it has no ink, or if there are no fonts: captions are omitted without a font.
 * @throws {RenderError} `font-missing` if no font has a character.
 */
export function setLine(text: string, fonts: readonly Font[], place: LinePlace): Path | null {
  if (fonts.length === 0) return null;
  const outline = outlineLine(text, fonts);
  if (isBlank(outline)) return null;
  const { bounds } = outline;
  const { sizeMm, baseline, align, color } = place;
  const ink = (bounds.right - bounds.left) * sizeMm;
  const left = place.x - (align === 'left' ? 0 : align === 'center' ? ink / 2 : ink);
  const origin = left - bounds.left * sizeMm;
  const segments = setOutline(outline, origin, baseline, sizeMm);
  const box = {
    x: left,
    y: baseline + bounds.top * sizeMm,
    width: ink,
    height: (bounds.bottom - bounds.top) * sizeMm,
  };
  return { kind: 'path', segments, box, color, opacity: 1 };
}

function outlineLine(text: string, fonts: readonly Font[]): Outline {
  try {
    return outlineText(text, fonts, { tracking: TRACKING });
  } catch (error) {
    if (!(error instanceof GlyphMissingError)) throw error;
    throw new RenderError('font-missing', `a caption cannot be drawn: ${error.message}`, { cause: error });
  }
}
