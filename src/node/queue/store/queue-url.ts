import { OptionError } from '../../../core/options/index.ts';

/**
 * Check the URL of a queue.
 *
 * @throws {OptionError} for any other URL or text. The message never contains the password.
 */
export function checkQueueUrl(url: string): void {
  if (isQueueUrl(url)) return;
  throw new OptionError(
    'wrong-value',
    'queue',
    'expected redis://HOST or rediss://HOST, optionally with :PORT, /DATABASE and ?family=4 or 6, and with a ' +
      `percent-encoded password, got ${redactQueueUrl(url)}`,
  );
}

function isQueueUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(url);
  // A percent sign that encodes nothing comes from a password that was not encoded.
  const isEncoded = !/%(?![0-9a-f]{2})/i.test(username + password);
  // ioredis reads any of its options from the query, including options that break a queue.
  const isPlain = /^(?:\/\d*)?$/.test(pathname) && /^(?:\?family=[46])?$/.test(search) && hash === '';
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '' && isEncoded && isPlain;
}

/** The database number in a queue URL, or 0. */
export const databaseOf = (url: string): number => Number(new URL(url).pathname.slice(1));

/** Reduce a queue URL to scheme, host, port and database, for logs and messages. */
export function redactQueueUrl(url: string): string {
  if (!URL.canParse(url)) return 'something else';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${/^\/\d+$/.test(pathname) ? pathname : ''}`;
}
