import { FilmError } from '../../core/frame/index.ts';

/** Warn that the film has other video tracks than the one in use. */
export const warnOfChoice = (choice: string | null): string[] =>
  choice === null ? [] : [`${choice}; choose another with --stream`];

/**
 * Explain that a film has no video, or that the chosen stream is not video.
 *
 * @param asked the stream that was chosen, or undefined for any.
 * @param known the numbers of the video streams.
 */
export function explainNoVideo(path: string, asked: number | undefined, known: readonly number[]): FilmError {
  if (asked === undefined || known.length === 0) {
    return new FilmError('no-video', `${path}: has no moving picture; is it a sound file?`);
  }
  const which = known.length === 1 ? `stream ${known[0]} is` : `streams ${known.join(', ')} are`;
  return new FilmError('no-video', `${path}: stream ${asked} is no moving picture; ${which}`);
}
