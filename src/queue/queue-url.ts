/**
 * Check the address of a queue.
 *
 * @throws {RangeError} for what is none. Passwords are never part of the message.
 */
export function checkQueueUrl(url: string): void {
  if (isQueueUrl(url)) return;
  throw new RangeError(
    `\`queue\`: expected redis://HOST or rediss://HOST, a password in it percent-encoded, got ${showQueueUrl(url)}`,
  );
}

function isQueueUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  // Percent signs that encode nothing are what a password that was not encoded has.
  const isEncoded = !/%(?![0-9a-f]{2})/i.test(username + password);
  return (protocol === 'redis:' || protocol === 'rediss:') && hostname !== '' && isEncoded;
}

/** Name a queue to people: scheme, host, port and number of the database alone. */
export function showQueueUrl(url: string): string {
  if (!URL.canParse(url)) return 'something else';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${/^\/\d+$/.test(pathname) ? pathname : ''}`;
}
