import { expectField, expectKnown, expectObject, isText, isTexts } from './json.ts';

/** What a page that was opened with a key asks for. */
export interface SessionRequest {
  readonly key: string;
}

/** What it gets. */
export interface Session {
  /** Goes with every request. Valid as long as the server runs; a secret. */
  readonly token: string;
  /** Of the program. */
  readonly version: string;
  /** What a fingerprint can be rendered as: file extensions, such as `png`, `svg`, `json`. */
  readonly formats: readonly string[];
}

/**
 * Find the key in an address's fragment, which browsers keep to themselves: it is not sent to the server and is in no Referer.
 *
 * @param hash `location.hash`, with its `#`.
 * @returns null where there is none.
 */
export function readKey(hash: string): string | null {
  return /^#key=([\w-]+)$/.exec(hash)?.[1] ?? null;
}

/** The value of the `Authorization` header (RFC 6750, section 2.1). */
export const authorization = (token: string): string => `Bearer ${token}`;

/** Read the `Authorization` header. @returns null where there is no token in it. */
export function readToken(header: string | undefined): string | null {
  return /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1] ?? null;
}

/** Check a request for a session. @throws {MessageError} */
export function parseSessionRequest(value: unknown): SessionRequest {
  const request = expectObject(value, 'body');
  expectKnown(request, ['key']);
  // The key itself is not shown: errors may be written down.
  expectField(isText(request.key), 'key', 'a text', typeof request.key);
  return { key: request.key as string };
}

/** Check a session. @throws {MessageError} */
export function parseSession(value: unknown): Session {
  const session = expectObject(value, 'session');
  const { token, version, formats } = session;
  expectField(isText(token) && readToken(authorization(token)) !== null, 'token', 'a token', typeof token);
  expectField(isText(version), 'version', 'a text', version);
  expectField(isTexts(formats), 'formats', 'a list of texts', formats);
  return { token, version, formats } as Session;
}
