import { isSecret, makeSecret } from '../http/secrets.ts';
import type { ShelfFile } from './shelf-file.ts';

/** Tickets that are valid at the same time; the one that was used longest ago is dropped. */
const MAX_TICKETS = 64;

/**
 * Tickets: secrets that each give access to the bytes of one film, for players, which cannot send
 * the token.
 */
export interface FilmTickets {
  /** Create a ticket for a film. */
  issue(film: ShelfFile): string;
  /** Find the film of a ticket; null for any other text. */
  find(ticket: string): ShelfFile | null;
}

export function createFilmTickets(): FilmTickets {
  // In the order of their last use.
  const films = new Map<string, ShelfFile>();
  return {
    issue(film) {
      const ticket = makeSecret();
      films.set(ticket, film);
      const [oldest] = films.keys();
      if (films.size > MAX_TICKETS) films.delete(oldest!);
      return ticket;
    },
    find(given) {
      for (const [ticket, film] of films) {
        if (!isSecret(given, ticket)) continue;
        films.delete(ticket);
        films.set(ticket, film);
        return film;
      }
      return null;
    },
  };
}
