import { identifyFilm } from '../../app/index.ts';
import { QueueError } from '../queue-error.ts';

/**
 * Check that what lies somewhere is the film that was submitted.
 *
 * @param id its identity.
 * @throws {FilmError} where it cannot be read. @throws {QueueError} `other-film`.
 */
export async function checkFilm(path: string, id: string): Promise<void> {
  if ((await identifyFilm(path)) === id) return;
  throw new QueueError('other-film', `${path}: is not the film that was submitted, or has changed since`);
}
