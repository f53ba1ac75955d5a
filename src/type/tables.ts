import type { Font as FontTables } from 'fontkit';
import type { Font } from './font.ts';

/** What fontkit read for each `Font`. Kept aside so that no declaration of this room's doors names fontkit. */
const loaded = new WeakMap<Font, FontTables>();

/** Remember what was read for a font. */
export function keepTables(font: Font, tables: FontTables): void {
  loaded.set(font, tables);
}

/**
 * Find what was read for a font.
 *
 * @throws {TypeError} when the object did not come from `loadFont`.
 */
export function tablesOf(font: Font): FontTables {
  const tables = loaded.get(font);
  if (tables === undefined) throw new TypeError('`fonts`: expected fonts from loadFont');
  return tables;
}
