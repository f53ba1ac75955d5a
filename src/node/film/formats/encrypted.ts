import { FilmError } from '../../../core/frame/index.ts';

/** Say that a film's packets are encrypted: decoding them would give no frame, or frames of noise. */
export const explainEncrypted = (path: string): FilmError =>
  new FilmError('decode-failed', `${path}: the film is encrypted; decrypt it first`);
