import { createHash } from 'node:crypto';

/** Hash a JSON value, independent of the order of its fields: 32 hexadecimal digits. */
export function hashValue(value: object): string {
  const sort = (_: string, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part;
  return createHash('sha256').update(JSON.stringify(value, sort)).digest('hex').slice(0, 32);
}
