import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/** From build/tests/support/pictures back to the sources. */
const FOLDER = new URL('../../../../tests/goldens/', import.meta.url);

/**
 * Compare a text with the golden file of that name; numbers are cut to 3 decimals on both sides.
 *
 * With `UPDATE=1` in the environment the golden is written instead. Look at it before you commit it.
 */
export function assertGolden(name: string, text: string): void {
  const file = new URL(name, FOLDER);
  if (process.env.UPDATE === '1') writeFileSync(file, text);
  assert.equal(cut(text), cut(readFileSync(file, 'utf8')), `${name} differs; UPDATE=1 rewrites it`);
}

function cut(text: string): string {
  return text.replace(/(\.\d{3})\d+/g, '$1');
}
