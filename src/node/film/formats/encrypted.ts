import { FilmError } from '../../../core/frame/index.ts';

/** Explain that a film's packets are encrypted: decoding would yield no frames, or noise. */
export const explainEncrypted = (path: string): FilmError =>
  new FilmError('decode-failed', `${path}: the film is encrypted; decrypt it first`);
