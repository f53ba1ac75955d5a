import * as v from 'valibot';
import { type Schema, text } from '../schema/index.ts';
import { parseMessage } from './parse-message.ts';

/** Trades the key of the opened address for a session. */
export interface SessionRequest {
  readonly key: string;
}

/** The answer to a {@link SessionRequest}. */
export interface Session {
  /** Sent with every request. Valid as long as the server runs; a secret. */
  readonly token: string;
  /** Of the package. */
  readonly version: string;
  /** Output formats as file extensions, such as `png`, `svg`, `json`. */
  readonly formats: readonly string[];
  /** Formats of panels. */
  readonly panelFormats: readonly string[];
}

/**
 * Find the key in a URL's fragment, which browsers do not send: neither to the server nor in a
 * Referer header.
 *
 * @param hash `location.hash`, with its `#`.
 * @returns null if there is none.
 */
export function readKey(hash: string): string | null {
  return /^#key=([\w-]+)$/.exec(hash)?.[1] ?? null;
}

/** The value of the `Authorization` header (RFC 6750, section 2.1). */
export const authorization = (token: string): string => `Bearer ${token}`;

/** Read the `Authorization` header. @returns null if it contains no token. */
export function readToken(header: string | undefined): string | null {
  return /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1] ?? null;
}

const sessionRequest: Schema<SessionRequest> = v.strictObject({ key: text });

const session: Schema<Session> = v.object({
  token: v.pipe(
    text,
    v.check((token) => readToken(authorization(token)) !== null, 'expected a token'),
  ),
  version: text,
  formats: v.array(text),
  panelFormats: v.array(text),
});

/** Check a request for a session. @throws {MessageError} */
export const parseSessionRequest = (value: unknown): SessionRequest => parseMessage(sessionRequest, value, 'body');

/** Check a session. @throws {MessageError} */
export const parseSession = (value: unknown): Session => parseMessage(session, value, 'session');
