import type { FastifyReply, FastifyRequest } from 'fastify';
import { HEADERS, readToken, type Session } from '../../../core/protocol/index.ts';
import { type Address, isOwnHost, isOwnPage } from './own-address.ts';
import { RequestError } from './request-error.ts';
import { isSecret, makeSecret } from './secrets.ts';

/** Milliseconds for which the address passed to a browser opens the studio. */
const OPENING_MS = 120_000;

/** Checks which requests the server may answer. */
export interface Guard {
  /** The key in the printed address, valid as long as the server runs. */
  readonly key: string;
  /**
   * Create a key for the address passed to a browser. Other users of this machine can read it in
   * the list of processes, so it is valid once, and only for a short time.
   */
  makeOpeningKey(): string;
  /** Exchange a key for the token. @throws {RequestError} `no-token`. */
  admit(key: string): Session['token'];
  /**
   * Set the headers of every answer, and refuse requests to another host name.
   *
   * @throws {RequestError} `foreign`.
   */
  checkHost(request: FastifyRequest, reply: FastifyReply): void;
  /**
   * Refuse requests from other pages, and requests without the token.
   *
   * @throws {RequestError} `foreign`, `no-token`.
   */
  checkCaller(request: FastifyRequest, needsToken: boolean): void;
}

/** @param getAddress the address of the server, which is known once it listens. */
export function createGuard(getAddress: () => Address): Guard {
  const key = makeSecret();
  const token = makeSecret();
  const opening = new Map<string, number>();

  /** Return whether a key is valid, and invalidate it. */
  function useOpeningKey(given: string): boolean {
    for (const [known, until] of opening) {
      if (!isSecret(given, known)) continue;
      opening.delete(known);
      return performance.now() < until;
    }
    return false;
  }

  return {
    key,
    makeOpeningKey() {
      const made = makeSecret();
      opening.set(made, performance.now() + OPENING_MS);
      return made;
    },
    admit(given) {
      if (isSecret(given, key) || useOpeningKey(given)) return token;
      throw new RequestError(
        'no-token',
        'this address is not, or no longer, good; open the one that `chromatheque studio` printed',
      );
    },
    checkHost({ headers }, reply) {
      reply.headers({ ...HEADERS, 'Cache-Control': 'no-store' });
      if (!isOwnHost(headers.host, getAddress())) {
        throw new RequestError('foreign', 'this server does not go by that name; open the address that it printed');
      }
    },
    checkCaller({ headers }, needsToken) {
      if (!isOwnPage(headers)) throw new RequestError('foreign', 'another page asks; open the studio itself');
      if (needsToken && !isSecret(readToken(headers.authorization) ?? '', token)) {
        throw new RequestError(
          'no-token',
          'this page has no right to ask; open the address that `chromatheque studio` printed',
        );
      }
    },
  };
}
