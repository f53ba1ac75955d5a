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

/** Where fonts lie: in packages on a disk, or on a web host. */
export interface FontStore {
  readonly loadSans: () => Promise<Font>;
  /** Tell what the parts of a package are for; null where the package is not there. */
  readonly readRanges: (name: string) => Promise<FontRanges | null>;
  /** Load a file of a package, in the package's weight. */
  readonly loadFile: (font: FontPackage, file: string) => Promise<Font>;
  readonly decodeText: DecodeText;
}

/** A chain of fonts, completed as far as it can be. */
export interface CompletedFonts {
  readonly fonts: readonly Font[];
  /** What none of them has; null where nothing is missing. */
  readonly missing: GlyphMissingError | null;
  /** Packages that are for the scripts of what is missing, and are not there. */
  readonly absent: readonly string[];
}

/** Fonts that were loaded, and those that can be. */
export interface FontShelf {
  /**
   * Load the parts of a family that a text needs, its basic Latin letters in any case. Each file is
   * read once.
   *
   * @returns at least one font, that of the Latin letters first.
   */
  loadFamily(name: FontName, text: string): Promise<Font[]>;
  /**
   * Complete a chain of fonts with those for letters that it lacks. Reads nothing when it lacks
   * none, and of large fonts only the parts that the text needs.
   *
   * @param text any number of lines.
   */
  complete(fonts: readonly Font[], text: string): Promise<CompletedFonts>;
}

/** Make a shelf of the fonts of a store. */
export function createFontShelf(store: FontStore): FontShelf {
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
      // Letters decide the measures of a title, and spaces are theirs.
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
