import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { RenderError } from '../../core/poster/index.ts';
import { createFontLoader, type Font, type FontName, loadFont } from '../../core/type/index.ts';
import { readFontRanges, resolveFontFile } from './font-package.ts';

/** Montserrat Light, whole: Latin, Vietnamese and Cyrillic letters, kerned with one another. */
const SANS = '@expo-google-fonts/montserrat/300Light/Montserrat_300Light.ttf';

/** The largest font file that is read, bytes: more than any single font has. */
const MAX_FONT_BYTES = 64 * 1024 * 1024;

const { resolve } = createRequire(import.meta.url);

const loader = createFontLoader({
  loadSans: async () => loadFont(await readFile(resolve(SANS))),
  readRanges: async (name) => readFontRanges(name),
  loadFile: async ({ name, weight }, file) => loadFont(await readFile(resolveFontFile(name, file)), { weight }),
  decodeText: (encoding, bytes) => new TextDecoder(encoding).decode(bytes),
});

/**
 * Load the parts of a bundled family that a text needs, its basic Latin letters in any case. Each
 * file is read once.
 *
 * @returns at least one font, that of the Latin letters first.
 */
export const loadFamily: (name: FontName, text: string) => Promise<Font[]> = loader.loadFamily;

/**
 * Complete a chain of fonts with those for letters that it lacks. Reads nothing when it lacks none,
 * and of large fonts only the parts that the text needs.
 *
 * @param text any number of lines.
 * @throws {RenderError} `font-missing` when no installed font has a letter: it names the script,
 *   and what to install.
 */
export async function completeFonts(fonts: readonly Font[], text: string): Promise<readonly Font[]> {
  const { fonts: chain, missing, absent } = await loader.complete(fonts, text);
  if (missing === null) return chain;
  const file = 'name a font file that has them with `font`';
  const advice = absent.length === 0 ? file : `run npm install ${absent.join(' ')}, or ${file}`;
  throw new RenderError('font-missing', `${missing.message}; ${advice}`, { cause: missing });
}

/**
 * Read a font of the user's: TrueType, OpenType, WOFF or WOFF2, up to 64 MiB; of a variable font
 * its default instance.
 *
 * @throws {RenderError} `font-unreadable` when the file does not exist, is too large, or is not a
 *   font.
 */
export async function readFontFile(path: string): Promise<Font> {
  const fail = (reason: string, cause?: unknown): RenderError =>
    new RenderError('font-unreadable', `the font ${path} cannot be used: ${reason}`, { cause });
  let bytes: Uint8Array;
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw fail('it is not a file');
    if (facts.size > MAX_FONT_BYTES) throw fail(`it has ${facts.size} bytes, ${MAX_FONT_BYTES} are the most`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof RenderError) throw error;
    throw fail(error instanceof Error && 'code' in error ? String(error.code) : String(error), error);
  }
  try {
    return await loadFont(bytes);
  } catch (cause) {
    throw fail('it is not a TrueType, OpenType, WOFF or WOFF2 font, or it is damaged', cause);
  }
}
