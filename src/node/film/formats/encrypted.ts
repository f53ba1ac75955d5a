import { FilmError } from '../../../core/frame/index.ts';

/** The error for encrypted packets: decoding them would give no frames, or noise. */
export const explainEncrypted = (path: string): FilmError =>
  new FilmError('decode-failed', `${path}: the film is encrypted; decrypt it first`);
