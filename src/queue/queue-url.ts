/**
 * Check the address of a queue.
 *
 * @throws {RangeError} for what is none. Passwords are never part of the message.
 */
export function checkQueueUrl(url: string): void {
  const { protocol = '' } = URL.canParse(url) ? new URL(url) : {};
  if (protocol === 'redis:' || protocol === 'rediss:') return;
  throw new RangeError(`\`queue\`: expected redis://HOST or rediss://HOST, got ${showQueueUrl(url)}`);
}

/** Name a queue to people: scheme, host, port and number of the database alone. */
export function showQueueUrl(url: string): string {
  if (!URL.canParse(url)) return 'something else';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${/^\/\d+$/.test(pathname) ? pathname : ''}`;
}
