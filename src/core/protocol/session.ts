import { expectField, expectKnown, expectObject, isText, isTexts } from './json.ts';

/** A request to exchange a key for a session. */
export interface SessionRequest {
  readonly key: string;
}

/** The answer to it. */
export interface Session {
  /** Sent with every request. Valid while the server runs; a secret. */
  readonly token: string;
  /** Version of the program. */
  readonly version: string;
  /** Output formats as file extensions, such as `png`, `svg`, `json`. */
  readonly formats: readonly string[];
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

/** Parse a request for a session. @throws {MessageError} */
export function parseSessionRequest(value: unknown): SessionRequest {
  const request = expectObject(value, 'body');
  expectKnown(request, ['key']);
  // The error does not contain the key, because errors may be logged.
  expectField(isText(request.key), 'key', 'a text', typeof request.key);
  return { key: request.key as string };
}

/** Parse a session. @throws {MessageError} */
export function parseSession(value: unknown): Session {
  const session = expectObject(value, 'session');
  const { token, version, formats } = session;
  expectField(isText(token) && readToken(authorization(token)) !== null, 'token', 'a token', typeof token);
  expectField(isText(version), 'version', 'a text', version);
  expectField(isTexts(formats), 'formats', 'a list of strings', formats);
  return { token, version, formats } as Session;
}
