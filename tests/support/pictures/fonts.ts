import type { Font } from '#core/type/index';
import { completeFonts, loadFamily } from '#node/raster/index';

/** The font of titles, loaded once for all tests of a file. */
export const LIGHT: Font = (await loadFamily('sans', ''))[0]!;

/** The sans, and what a text needs beside it. */
export function fontsFor(text: string): Promise<readonly Font[]> {
  return completeFonts([LIGHT], text);
}

/** Why titles in a script cannot be tested: its font is an optional dependency. In CI, which installs all, the test fails. */
export async function skipWithoutFont(text: string): Promise<string | false> {
  try {
    await fontsFor(text);
    return false;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return `no font installed for ${text}`;
  }
}
