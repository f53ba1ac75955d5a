/**
 * What stopped a picture: no font draws a character of the title; a font file is none; the fingerprint has not what the layout draws; the picture is larger
 * than can be made.
 */
export type RenderErrorCode = 'font-missing' | 'font-unreadable' | 'lacks-data' | 'too-large';

/** A scene cannot be made, or cannot become a picture. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly code: RenderErrorCode;

  constructor(code: RenderErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
