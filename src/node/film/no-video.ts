import { FilmError } from '../../core/frame/index.ts';

/** Warn that a film has other video tracks than the one that is read. */
export const warnOfChoice = (choice: string | null): string[] =>
  choice === null ? [] : [`${choice}; choose another with --stream`];

/**
 * Say that a film has no moving picture where one was looked for.
 *
 * @param asked the stream that was asked for, or undefined for any.
 * @param known the numbers of the streams that are moving pictures.
 */
export function explainNoVideo(path: string, asked: number | undefined, known: readonly number[]): FilmError {
  if (asked === undefined || known.length === 0) {
    return new FilmError('no-video', `${path}: has no moving picture; is it a sound file?`);
  }
  const which = known.length === 1 ? `stream ${known[0]} is` : `streams ${known.join(', ')} are`;
  return new FilmError('no-video', `${path}: stream ${asked} is no moving picture; ${which}`);
}
