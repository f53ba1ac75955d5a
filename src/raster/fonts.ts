import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Montserrat in two weights (SIL Open Font License 1.1): Latin, Vietnamese and Cyrillic letters, no Greek, no Asian scripts. */
export type BundledFont = 'light' | 'extra-light';

const FILES: Readonly<Record<BundledFont, string>> = {
  light: '300Light/Montserrat_300Light.ttf',
  'extra-light': '200ExtraLight/Montserrat_200ExtraLight.ttf',
};
const read = new Map<BundledFont, Uint8Array>();

/**
 * Read a font that comes with the package. Each is read once, when first asked for.
 *
 * @returns a TrueType file, shared: do not modify it.
 */
export function readBundledFont(name: BundledFont): Uint8Array {
  let bytes = read.get(name);
  if (bytes === undefined) {
    const { resolve } = createRequire(import.meta.url);
    bytes = readFileSync(resolve(`@expo-google-fonts/montserrat/${FILES[name]}`));
    read.set(name, bytes);
  }
  return bytes;
}
