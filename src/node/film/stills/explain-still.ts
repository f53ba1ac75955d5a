import { FilmError } from '../../../core/frame/index.ts';
import type { StillFormat } from './still-format.ts';

/** The error for a picture that was named as a film, with what to do instead. */
export function explainStill(path: string, format: StillFormat, isAnimated: boolean): FilmError {
  const message =
    isAnimated && format === 'webp'
      ? 'is an animated WebP, which FFmpeg reads from version 8.1 on; use the backend libav, or convert it first, for example: magick film.webp film.gif'
      : `is a still picture (${NAMES[format]}), not a film; for its colours run: chromatheque palette FILE`;
  return new FilmError('unreadable', `${path}: ${message}`);
}

const NAMES: Readonly<Record<StillFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  avif: 'AVIF',
  heic: 'HEIC',
  gif: 'GIF',
  tiff: 'TIFF',
};
