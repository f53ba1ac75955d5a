import { hasFilmExtension } from '../../../core/frame/index.ts';
import type { FilmFailure } from './read-in-page.ts';

/**
 * Explain why a dropped film cannot be read here, and what reads it: the server that was started
 * with its folder decodes what browsers do not.
 */
export function explainFailure({ name }: File, { code, message }: FilmFailure): string {
  if (code !== 'no-decoder' && !hasFilmExtension(name)) return message;
  return `${message} The program reads more films than a browser: run \`chromatheque studio\` with the folder of this film, and open it there.`;
}
