import { type DecodeText, orderFallbacks } from './fallback-fonts.ts';
import type { Font } from './font.ts';
import {
  FAMILIES,
  type FallbackFont,
  type FontName,
  type FontPackage,
  type FontRanges,
  filesFor,
} from './font-packages.ts';
import { GlyphMissingError } from './glyph-missing-error.ts';
import { missingLetters } from './runs.ts';

/** The source of fonts: packages on a disk, or a web host. */
export interface FontStore {
  readonly loadSans: () => Promise<Font>;
  /** Read the code points of each part of a package; null when the package is not installed. */
  readonly readRanges: (name: string) => Promise<FontRanges | null>;
  /** Load a file of a package, in the package's weight. */
  readonly loadFile: (font: FontPackage, file: string) => Promise<Font>;
  readonly decodeText: DecodeText;
}

/** A chain of fonts with the fallbacks that were found. */
export interface CompletedFonts {
  readonly fonts: readonly Font[];
  /** The letters that none of the fonts has; null when nothing is missing. */
  readonly missing: GlyphMissingError | null;
  /** Packages that cover the scripts of the missing letters and are not installed. */
  readonly absent: readonly string[];
}

/** Loaded fonts, and a way to load others. */
export interface FontLoader {
  /**
   * Load the parts of a family that a text needs, always with its basic Latin letters. Each file is
   * read once.
   *
   * @returns at least one font, that of the Latin letters first.
   */
  loadFamily(name: FontName, text: string): Promise<Font[]>;
  /**
   * Complete a chain of fonts with fallbacks for letters that it lacks. Reads nothing when no
   * letter is missing, and only the parts of large fonts that the text needs.
   *
   * @param text any number of lines.
   */
  complete(fonts: readonly Font[], text: string): Promise<CompletedFonts>;
}

/** Create a font loader that reads from a store. */
export function createFontLoader(store: FontStore): FontLoader {
  const loaded = new Map<string, Promise<Font>>();
  const read = new Map<string, Promise<FontRanges | null>>();
  const once = <T>(known: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> => {
    let found = known.get(key);
    if (found === undefined) {
      found = load();
      known.set(key, found);
    }
    return found;
  };
  const loadFiles = (font: FontPackage, files: readonly string[]): Promise<Font[]> =>
    Promise.all(files.map((file) => once(loaded, file, () => store.loadFile(font, file))));
  const findFiles = async (font: FontPackage, text: string): Promise<string[] | null> => {
    const ranges = await once(read, font.name, () => store.readRanges(font.name));
    return ranges && filesFor(font, ranges, text);
  };
  return {
    async loadFamily(name, text) {
      if (name === 'sans') return [await once(loaded, name, store.loadSans)];
      const family = FAMILIES[name];
      // Latin letters determine the measures of a title, and its spaces come from their font.
      const [latin, all] = [await findFiles(family, 'a'), await findFiles(family, text)];
      if (latin === null || all === null) throw new Error(`${family.name} is not installed`);
      return loadFiles(family, [...new Set([...latin, ...all])]);
    },
    async complete(fonts, text) {
      const chain = [...fonts];
      const absent: FallbackFont[] = [];
      let missing = missingLetters(text, chain);
      for (const fallback of missing.length === 0 ? [] : orderFallbacks(text, store.decodeText)) {
        const files = await findFiles(fallback, missing.join(''));
        if (files === null) absent.push(fallback);
        else chain.push(...(await loadFiles(fallback, files)));
        if (files !== null && files.length > 0) missing = missingLetters(text, chain);
        if (missing.length === 0) break;
      }
      if (missing.length === 0) return { fonts: chain, missing: null, absent: [] };
      const error = new GlyphMissingError(missing, chain);
      const wanted = error.scripts.map((script) => absent.find((font) => font.scripts.includes(script))?.name);
      return { fonts: chain, missing: error, absent: [...new Set(wanted)].filter((name) => name !== undefined) };
    },
  };
}
