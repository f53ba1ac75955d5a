import { formatHex } from '../../../../core/color/index.ts';
import { type LibraryQuery, parseQuery } from '../../../../core/library/index.ts';

/**
 * Parse the text of a search: colours between commas, as on the command line. A comma inside
 * parentheses is part of a colour, and a colour may begin with `#` without a comma before it.
 *
 * @throws {OptionError} for a text that is no colour, with the nearest name.
 */
export const readQueryText = (text: string): LibraryQuery =>
  parseQuery(
    text.split(/,(?![^(]*\))|\s+(?=#)/).filter((part) => part.trim() !== ''),
    readCss,
  );

let canvas: OffscreenCanvasRenderingContext2D | undefined;

/** Read a colour as CSS writes it; null for other text, and for colours that are not opaque. */
function readCss(text: string): string | null {
  canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const readAfter = (before: string): string => {
    canvas!.fillStyle = before;
    canvas!.fillStyle = text;
    return canvas!.fillStyle as string;
  };
  // Text that is no colour is ignored, so that the colour before stays.
  if (/^currentcolor$/i.test(text) || readAfter('#010203') !== readAfter('#fefdfc')) return null;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? formatHex(r!, g!, b!) : null;
}
