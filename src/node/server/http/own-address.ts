import { isIP, isIPv6 } from 'node:net';

/** Where a server listens. */
export interface Address {
  /** A name or an IP address, as asked for. */
  readonly host: string;
  readonly port: number;
}

/** The port that addresses need not name. */
const HTTP_PORT = 80;

/** Tell whether an address is reached from this machine alone. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);

/** Put an address into the form it has in a URL. */
export function formatOrigin({ host, port }: Address): string {
  // An address that stands for all of them is none that a browser could open.
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(reached) ? `[${reached}]` : reached}${port === HTTP_PORT ? '' : `:${port}`}`;
}

/**
 * Tell whether a `Host` header names this server. A page of another site whose name was made to lead here (DNS rebinding) names that site.
 *
 * Where the server listens on all addresses, any IP address will do: a browser puts one there only for a page that came from it.
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
 * Tell whether a request comes from a page of this server, or from no page at all: by `Origin`, which pages cannot forge, and by what browsers
 * say of the page that asks (Fetch Metadata).
 *
 * @param host the `Host` header, found to be this server's own.
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
