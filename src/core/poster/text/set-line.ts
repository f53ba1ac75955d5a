import { type Font, GlyphMissingError, type Outline, outlineText } from '../../type/index.ts';
import { RenderError } from '../render-error.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { Path } from '../scene/scene.ts';

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
 * Set a line of text on its baseline, in its size whatever its length.
 *
 * @returns null when it has no ink, or there are no fonts: captions go without saying where nothing can be written.
 * @throws {RenderError} `font-missing` when no font has a character.
 */
export function setLine(text: string, fonts: readonly Font[], place: LinePlace): Path | null {
  if (fonts.length === 0) return null;
  const { segments, bounds } = outlineLine(text, fonts);
  if (segments.length === 0) return null;
  const { sizeMm, baseline, align, color } = place;
  const ink = (bounds.right - bounds.left) * sizeMm;
  const left = place.x - (align === 'left' ? 0 : align === 'center' ? ink / 2 : ink);
  const origin = left - bounds.left * sizeMm;
  const data = segments
    .map(({ command, points }) => {
      const numbers = points.map((value, i) => formatMm((i % 2 === 0 ? origin : baseline) + value * sizeMm));
      return command + numbers.join(' ');
    })
    .join('');
  const box = {
    x: left,
    y: baseline + bounds.top * sizeMm,
    width: ink,
    height: (bounds.bottom - bounds.top) * sizeMm,
  };
  return { kind: 'path', data, box, color, opacity: 1 };
}

function outlineLine(text: string, fonts: readonly Font[]): Outline {
  try {
    return outlineText(text, fonts, { tracking: TRACKING });
  } catch (error) {
    if (!(error instanceof GlyphMissingError)) throw error;
    throw new RenderError('font-missing', `a caption cannot be drawn: ${error.message}`, { cause: error });
  }
}
