import { isIP, isIPv6 } from 'node:net';

/** Where a server listens. */
export interface Address {
  /** The requested name or IP address. */
  readonly host: string;
  readonly port: number;
}

/** The port that URLs may omit. */
const HTTP_PORT = 80;

/** Return whether only this machine can reach an address. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);

/** Format an address for a URL. */
export function formatOrigin({ host, port }: Address): string {
  // A browser cannot open an address that means all addresses.
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(reached) ? `[${reached}]` : reached}${port === HTTP_PORT ? '' : `:${port}`}`;
}

/**
 * Return whether a `Host` header names this server. After DNS rebinding, requests from a page of
 * another site name that site.
 *
 * If the server listens on all addresses, any IP address is accepted: a browser sends one only for
 * a page from that address.
 */
export function isOwnHost(header: string | undefined, { host, port }: Address): boolean {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i.exec(header ?? '');
  if (match === null) return false;
  const [, six, other, givenPort = String(HTTP_PORT)] = match;
  const name = (six ?? other ?? '').toLowerCase();
  if (Number(givenPort) !== port) return false;
  if (name === 'localhost' || name === host.toLowerCase()) return true;
  return (host === '0.0.0.0' || host === '::') && isIP(name) !== 0;
}

/**
 * Return whether a request comes from a page of this server, or from no page: by `Origin`, which
 * pages cannot forge, and by Fetch Metadata, which browsers add.
 *
 * @param host the `Host` header, already checked with {@link isOwnHost}.
 */
export function isOwnPage(headers: {
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
  readonly host?: string | undefined;
}): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host?.toLowerCase()}`) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}
