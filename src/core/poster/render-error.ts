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

/** What a fingerprint may be made without: the option of that name says so. */
export type OptionalData = 'pictures' | 'loudness' | 'shots';

/** A scene cannot be made, or cannot become a picture. */
export class RenderError extends ChromathequeError<RenderErrorCode> {
  override readonly name = 'RenderError';
  /** With `lacks-data`: what the fingerprint was made without; null for anything else. Lost between processes. */
  readonly lacks: OptionalData | null;

  constructor(code: RenderErrorCode, message: string, options: ErrorOptions & { readonly lacks?: OptionalData } = {}) {
    super(code, message, options);
    this.lacks = options.lacks ?? null;
  }
}
