/** A writing system. */
export interface Script {
  /** Unicode's property value, as in `\p{Script=Han}`. */
  readonly property: string;
  /** Name used in messages. */
  readonly name: string;
  /**
   * Whether its letters touch, because they are joined or share a line along their tops. Space
   * between them would break words apart.
   */
  readonly isJoined: boolean;
}

const script = (property: string, name: string = property): Script => ({ property, name, isJoined: false });
const joined = (property: string): Script => ({ property, name: property, isJoined: true });

/** Scripts of film titles, or scripts that have a font here. */
const SCRIPTS: readonly Script[] = [
  script('Latin'),
  script('Cyrillic'),
  script('Greek'),
  script('Han', 'Chinese characters'),
  script('Hiragana'),
  script('Katakana'),
  script('Hangul', 'Korean'),
  script('Bopomofo'),
  joined('Arabic'),
  script('Hebrew'),
  joined('Devanagari'),
  script('Thai'),
  joined('Bengali'),
  script('Tamil'),
  script('Telugu'),
  script('Kannada'),
  script('Malayalam'),
  script('Gujarati'),
  joined('Gurmukhi'),
  script('Oriya', 'Odia'),
  script('Sinhala'),
  script('Khmer'),
  script('Lao'),
  script('Myanmar', 'Burmese'),
  script('Tibetan'),
  script('Ethiopic'),
  script('Georgian'),
  script('Armenian'),
  joined('Mongolian'),
  joined('Syriac'),
  script('Thaana'),
  joined('Nko'),
  script('Cherokee'),
];

const TESTS = SCRIPTS.map((found) => ({ found, pattern: new RegExp(`\\p{Script=${found.property}}`, 'u') }));

/**
 * Find the script of the first letter that has one; `undefined` for digits, punctuation, symbols
 * and scripts not listed.
 */
export function scriptOf(text: string): Script | undefined {
  for (const letter of text) {
    const found = TESTS.find(({ pattern }) => pattern.test(letter))?.found;
    if (found !== undefined) return found;
  }
  return undefined;
}
