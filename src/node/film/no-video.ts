import { FilmError } from '../../core/frame/index.ts';

/** Warn that a film has video tracks that are not read. */
export const warnOfChoice = (choice: string | null): string[] =>
  choice === null ? [] : [`${choice}; the option stream chooses another`];

/**
 * The error for a film without the requested video track.
 *
 * @param asked the requested stream, or undefined for any.
 * @param known the numbers of the video streams.
 */
export function explainNoVideo(path: string, asked: number | undefined, known: readonly number[]): FilmError {
  if (asked === undefined || known.length === 0) {
    return new FilmError('no-video', `${path}: has no video track; is it a sound file?`);
  }
  const which = known.length === 1 ? `stream ${known[0]} is` : `streams ${known.join(', ')} are`;
  return new FilmError('no-video', `${path}: stream ${asked} is not a video track; ${which}`);
}
