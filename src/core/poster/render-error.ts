import { ChromathequeError } from '../options/index.ts';
/**
 * Why a picture was not drawn:
 * - `font-missing`: no font draws a character of the title;
 * - `font-unreadable`: a font file is not a font;
 * - `lacks-data`: the fingerprint does not hold what the layout draws;
 * - `too-large`: the picture is larger than the format or the memory allows;
 * - `too-slow`: drawing took longer than it may, where it has a limit;
 * - `crashed`: the process that draws ended, most often for lack of memory.
 */
export type RenderErrorCode = 'font-missing' | 'font-unreadable' | 'lacks-data' | 'too-large' | 'too-slow' | 'crashed';

/** A scene cannot be made, or cannot become a picture. */
export class RenderError extends ChromathequeError<RenderErrorCode> {
  override readonly name = 'RenderError';
}
