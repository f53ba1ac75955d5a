import { type Font, GlyphMissingError, isBlank, type Outline, outlineText } from '../../type/index.ts';
import { RenderError } from '../render-error.ts';
import type { Path } from '../scene/scene.ts';
import { setOutline } from './set-outline.ts';

/** Letters of captions stand a little apart, ems: they are small. */
const TRACKING = 0.02;

/** Where a line of text stands, millimetres. */
export interface LinePlace {
  /** Where it begins, has its middle, or ends. */
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
 * @returns null when it has no ink, or there are no fonts: captions are left out where there is no
 *   font.
 * @throws {RenderError} `font-missing` when no font has a character.
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
