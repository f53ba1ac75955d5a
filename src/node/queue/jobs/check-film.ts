import { identifyFilm } from '../../app/internal.ts';
import { QueueError } from '../queue-error.ts';

/**
 * Check that a file is the film that was submitted.
 *
 * @param id identity of the submitted film.
 * @throws {FilmError} when the file cannot be read. @throws {QueueError} `other-film`.
 */
export async function checkFilm(path: string, id: string): Promise<void> {
  if ((await identifyFilm(path)) === id) return;
  throw new QueueError('other-film', `${path}: is not the film that was submitted, or has changed since`);
}
