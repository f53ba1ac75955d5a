/** A font as Fontsource packs it for npm: WOFF2 files, each for some ranges of characters. */
export interface FontPackage {
  readonly name: string;
  /** The CSS weight to draw it in. */
  readonly weight: number;
}

/** A font for letters that the families lack. */
export interface FallbackFont extends FontPackage {
  /** The scripts it covers, named as in `GlyphMissingError`. */
  readonly scripts: readonly string[];
}

/** The families that the package includes: light, for large letters across bars. */
export const FONT_NAMES = ['sans', 'condensed', 'serif', 'typewriter'] as const;
/** One of {@link FONT_NAMES}. */
export type FontName = (typeof FONT_NAMES)[number];

/** All under the SIL Open Font License 1.1. The sans is one file, not a package of ranges. */
export const FAMILIES: Readonly<Record<Exclude<FontName, 'sans'>, FontPackage>> = {
  condensed: { name: '@fontsource-variable/oswald', weight: 200 },
  serif: { name: '@fontsource-variable/cormorant-garamond', weight: 400 },
  typewriter: { name: '@fontsource/cutive-mono', weight: 400 },
};

/** Light, like the sans. */
const WEIGHT = 300;

const fallback = (id: string, ...scripts: string[]): FallbackFont => ({
  name: `@fontsource-variable/${id}`,
  weight: WEIGHT,
  scripts,
});

const HAN = 'Chinese characters';

/** Fonts of the languages that share Chinese characters, by language. */
export const EAST_ASIAN: Readonly<Record<'simplified' | 'traditional' | 'japanese' | 'korean', FallbackFont>> = {
  simplified: fallback('noto-sans-sc', HAN),
  traditional: fallback('noto-sans-tc', HAN, 'Bopomofo'),
  japanese: fallback('noto-sans-jp', 'Hiragana', 'Katakana', HAN),
  korean: fallback('noto-sans-kr', 'Korean', HAN),
};

/** Fonts that the package includes, and others that are used if a user installed them. */
export const FALLBACKS: readonly FallbackFont[] = [
  fallback('manrope', 'Greek'),
  fallback('noto-sans-arabic', 'Arabic'),
  fallback('noto-sans-hebrew', 'Hebrew'),
  fallback('noto-sans-devanagari', 'Devanagari'),
  fallback('noto-sans-thai', 'Thai'),
  fallback('noto-sans-bengali', 'Bengali'),
  fallback('noto-sans-tamil', 'Tamil'),
  fallback('noto-sans-telugu', 'Telugu'),
  fallback('noto-sans-kannada', 'Kannada'),
  fallback('noto-sans-malayalam', 'Malayalam'),
  fallback('noto-sans-gujarati', 'Gujarati'),
  fallback('noto-sans-gurmukhi', 'Gurmukhi'),
  fallback('noto-sans-sinhala', 'Sinhala'),
  fallback('noto-sans-khmer', 'Khmer'),
  fallback('noto-sans-lao', 'Lao'),
  fallback('noto-sans-myanmar', 'Burmese'),
  fallback('noto-sans-ethiopic', 'Ethiopic'),
  fallback('noto-sans-georgian', 'Georgian'),
  fallback('noto-sans-armenian', 'Armenian'),
];

/** All packages, whether they are installed or not. */
export const FONT_PACKAGES: readonly FontPackage[] = [
  ...Object.values(FAMILIES),
  ...FALLBACKS,
  ...Object.values(EAST_ASIAN),
];

/**
 * The code points of each part of a package, from its `unicode.json`: "latin" to
 * "U+0000-00FF,U+0131".
 */
export type FontRanges = Readonly<Record<string, string>>;

/** Return the file name of a part of a package, within its folder `files`. */
export function fontFile({ name, weight }: FontPackage, part: string): string {
  // @fontsource-variable/oswald: one file for all weights; @fontsource/cutive-mono: one per weight.
  const [scope, id] = name.split('/');
  const style = scope === '@fontsource-variable' ? 'wght' : weight;
  return `${id}-${part.replaceAll(/[[\]]/g, '')}-${style}-normal.woff2`;
}

/** List the files of a package that hold some characters. */
export function filesFor(font: FontPackage, ranges: FontRanges, text: string): string[] {
  const points = Array.from(new Set(text.normalize('NFC')), (character) => character.codePointAt(0)!);
  return Object.entries(ranges)
    .filter(([, list]) => {
      const spans = list.split(',').map(parseRange);
      return points.some((point) => spans.some(([first, last]) => point >= first && point <= last));
    })
    .map(([part]) => fontFile(font, part));
}

/** Parse "U+4e00" or "U+4e00-9fff". */
function parseRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.slice(2).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
