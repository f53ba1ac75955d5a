import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { RenderError } from '../poster/index.ts';
import { type Font, GlyphMissingError, loadFont, missingLetters } from '../type/index.ts';
import { type FallbackFont, orderFallbacks } from './fallback-fonts.ts';
import { type FontPackage, filesFor } from './font-package.ts';

/** The families that come with the package: light, for large letters across bars. */
export const FONT_NAMES = ['sans', 'condensed', 'serif', 'typewriter'] as const;
/** One of {@link FONT_NAMES}. */
export type FontName = (typeof FONT_NAMES)[number];

/** All under the SIL Open Font License 1.1. */
const PACKAGES: Readonly<Record<Exclude<FontName, 'sans'>, FontPackage>> = {
  condensed: { name: '@fontsource-variable/oswald', weight: 200 },
  serif: { name: '@fontsource-variable/cormorant-garamond', weight: 400 },
  typewriter: { name: '@fontsource/cutive-mono', weight: 400 },
};
/** Montserrat Light, whole: Latin, Vietnamese and Cyrillic letters, kerned with one another. */
const SANS = '@expo-google-fonts/montserrat/300Light/Montserrat_300Light.ttf';

/** The largest font file that is read, bytes: more than any single font has. */
const MAX_FONT_BYTES = 64 * 1024 * 1024;

const { resolve } = createRequire(import.meta.url);
/** What was loaded, by path and weight. */
const loaded = new Map<string, Promise<Font>>();

/**
 * Load the parts of a bundled family that a text needs, its basic Latin letters in any case. Each file is read once.
 *
 * @returns at least one font, that of the Latin letters first.
 */
export async function loadFamily(name: FontName, text: string): Promise<Font[]> {
  if (name === 'sans') return [await loadOnce(resolve(SANS), undefined)];
  const family = PACKAGES[name];
  // Letters decide the measures of a title, and spaces are theirs.
  const [latin, all] = [filesFor(family, 'a'), filesFor(family, text)];
  if (latin === null || all === null) throw new Error(`${family.name} is not installed`);
  return Promise.all([...new Set([...latin, ...all])].map((file) => loadOnce(file, family.weight)));
}

/**
 * Complete a chain of fonts with those for letters that it lacks. Reads nothing when it lacks none, and of large fonts only the parts
 * that the text needs.
 *
 * @param text any number of lines.
 * @throws {RenderError} `font-missing` when no installed font has a letter: it names the script, and what to install.
 */
export async function completeFonts(fonts: readonly Font[], text: string): Promise<Font[]> {
  const chain = [...fonts];
  const absent: FallbackFont[] = [];
  let missing = missingLetters(text, chain);
  if (missing.length === 0) return chain;
  for (const fallback of orderFallbacks(text)) {
    const files = filesFor(fallback, missing.join(''));
    if (files === null) absent.push(fallback);
    else chain.push(...(await Promise.all(files.map((file) => loadOnce(file, fallback.weight)))));
    if (files !== null && files.length > 0) missing = missingLetters(text, chain);
    if (missing.length === 0) return chain;
  }
  const cause = new GlyphMissingError(missing, chain);
  throw new RenderError('font-missing', `${cause.message}; ${advise(cause.scripts, absent)}`, { cause });
}

function advise(scripts: readonly string[], absent: readonly FallbackFont[]): string {
  const wanted = scripts.map((script) => absent.find((font) => font.scripts.includes(script))?.name);
  const packages = [...new Set(wanted)].filter((name) => name !== undefined);
  const file = 'name a font file that has them with `font`';
  return packages.length === 0 ? file : `run npm install ${packages.join(' ')}, or ${file}`;
}

/**
 * Read a font of the user's: TrueType, OpenType, WOFF or WOFF2, up to 64 MiB; of a variable font its default instance.
 *
 * @throws {RenderError} `font-unreadable` when there is no such file, it is too large, or no font.
 */
export async function readFontFile(path: string): Promise<Font> {
  const fail = (reason: string, cause?: unknown): RenderError =>
    new RenderError('font-unreadable', `the font ${path} cannot be used: ${reason}`, { cause });
  let bytes: Uint8Array;
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw fail('it is no file');
    if (facts.size > MAX_FONT_BYTES) throw fail(`it has ${facts.size} bytes, ${MAX_FONT_BYTES} are the most`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof RenderError) throw error;
    throw fail(error instanceof Error && 'code' in error ? String(error.code) : String(error), error);
  }
  try {
    return await loadFont(bytes);
  } catch (cause) {
    throw fail('it is no TrueType, OpenType, WOFF or WOFF2 font, or damaged', cause);
  }
}

function loadOnce(path: string, weight: number | undefined): Promise<Font> {
  const key = `${path} ${weight}`;
  let font = loaded.get(key);
  if (font === undefined) {
    font = readFile(path).then((bytes) => loadFont(bytes, weight === undefined ? {} : { weight }));
    loaded.set(key, font);
  }
  return font;
}
