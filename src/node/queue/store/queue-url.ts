import { OptionError } from '../../../core/options/index.ts';
/**
 * Check the address of a queue.
 *
 * @throws {OptionError} for what is none. Passwords are never part of the message.
 */
export function checkQueueUrl(url: string): void {
  if (isQueueUrl(url)) return;
  throw new OptionError(
    'wrong-value',
    'queue',
    'expected redis://HOST or rediss://HOST, where wanted with :PORT, /DATABASE and ?family=4 or 6, a ' +
      `password in it percent-encoded, got ${redactQueueUrl(url)}`,
  );
}

function isQueueUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(url);
  // Percent signs that encode nothing are what a password that was not encoded has.
  const isEncoded = !/%(?![0-9a-f]{2})/i.test(username + password);
  // ioredis takes any of its options from the query, also those that break a queue.
  const isPlain = /^(?:\/\d*)?$/.test(pathname) && /^(?:\?family=[46])?$/.test(search) && hash === '';
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '' && isEncoded && isPlain;
}

/** The number of the database that an address names, 0 if none. */
export const databaseOf = (url: string): number => Number(new URL(url).pathname.slice(1));

/** Name a queue to people: scheme, host, port and number of the database alone. */
export function redactQueueUrl(url: string): string {
  if (!URL.canParse(url)) return 'something else';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${/^\/\d+$/.test(pathname) ? pathname : ''}`;
}
