/** A resolution always ends a title: no title contains such a word. */
const RESOLUTION = /^(?:\d{3,4}[pi]|\d{3,4}x\d{3,4})$/i;

/** Release words that are almost never part of a title. A group's name may follow a hyphen. */
const RELEASE_WORDS = new RegExp(
  `^(?:${[
    'uhd|hdr10\\+?|bluray|blu-ray|bdrip|brrip|dvdrip|dvdscr|hdtv|hdrip|webrip|web-dl|webdl',
    '[hx]\\.?26[45]|hevc|avc|av1|vp9|xvid|divx|10bit|8bit',
    'aac\\d*|ac3|dts(?:-hd|-x)?|ddp?\\+?\\d+|truehd|noaudio',
  ].join('|')})(?:-\\w+)?$`,
  'i',
);

/** Release words that are also words of titles: "The Dark Web", "A Proper Violence". */
const AMBIGUOUS_WORDS = new RegExp(
  `^(?:${[
    '[248]k|dv|dvd|hdr|sdr|3d|imax|remux|remastered|criterion|web|atmos|flac|mp3|ddp|hsbs|amzn|nf|dl|dc',
    'proper|repack|extended|unrated|limited|internal|multi|subbed|dubbed',
    'english|french|german|italian|japanese|korean|spanish|russian|hindi|chinese',
  ].join('|')})$`,
  'i',
);

const YEAR = /^(?:19|20)\d\d$/;

/** Words that stay lower case inside a title. */
const SMALL_WORDS = /^(?:a|an|and|at|by|for|from|in|into|of|on|or|the|to|with)$/;

/**
 * Make a readable title from a file name: without folder, extension and release notes, with spaces
 * between words ("The.Third.Man.1949.1080p.BluRay.x264.mkv" gives "The Third Man"). Never empty: a
 * name of release notes only is kept.
 */
export function titleFromName(name: string): string {
  const whole = name.replace(/\.[A-Za-z0-9]{1,5}$/, '').normalize('NFC');
  // "[Group] Title"
  const stem = whole.replace(/^\[[^\]]*\][\s._]*(?=.)/, '');
  // A hyphen separates the words of "movie-hello", but belongs to "WALL-E" and "Spider-Man".
  const separators = /\s/.test(stem) ? /_+/g : stem === stem.toLowerCase() ? /[._]+|(?<=\D)-+(?=\D)/g : /[._]+/g;
  const words = stem.replace(separators, ' ').trim().split(/\s+/);
  const end = findEnd(words);
  // "agent327" is two words, "se7en" is one.
  const kept = words.slice(0, end).map((word) => word.replace(/(?<=^\p{L}{3,})(?=\d{2,}$)/u, ' '));
  if (kept.length > 1 && kept.at(-1) === '-') kept.pop();
  const hasCapitals = kept.some((word) => word !== word.toLowerCase());
  const title = kept
    .map((word, i) => (hasCapitals || (i > 0 && SMALL_WORDS.test(word)) ? word : capitalize(word)))
    .join(' ');
  return title === '' ? name : title;
}

type Kind = 'word' | 'year' | 'bracketed year' | 'resolution' | 'release' | 'ambiguous';

/** Classify a word, without brackets. The first word of a name always belongs to its title. */
function classify(word: string, i: number): Kind {
  if (i === 0) return 'word';
  const core = word.replace(/^[([{]+|[)\]}]+$/g, '');
  const isBracketed = /^[([{]/.test(word);
  if (YEAR.test(core)) return isBracketed ? 'bracketed year' : 'year';
  if (RESOLUTION.test(core)) return 'resolution';
  if (RELEASE_WORDS.test(core)) return 'release';
  return AMBIGUOUS_WORDS.test(core) ? 'ambiguous' : 'word';
}

/**
 * Find the end of a title. It ends at a year in brackets, or at release notes: a resolution; a
 * release word, unless more of the title follows it; ambiguous words followed by such a word. The
 * last year before release notes also ends it, so that "Blade.Runner.2049.2017.1080p" keeps its
 * first one. Without release notes, a single year at the end may belong to the title ("Class of
 * 1984") and stays.
 */
function findEnd(words: readonly string[]): number {
  const kinds = words.map(classify);
  const bracketed = kinds.indexOf('bracketed year');
  const isNote = (i: number) => kinds[i] === 'release' || kinds[i] === 'resolution';
  const notes = kinds.findIndex((kind, i) => {
    if (kind === 'resolution') return true;
    if (kind === 'release') return i + 1 === words.length || kinds[i + 1] !== 'word';
    if (kind !== 'ambiguous') return false;
    const next = kinds.findIndex((other, j) => j > i && other !== 'ambiguous');
    return next > 0 && isNote(next);
  });
  const before = [bracketed, notes].filter((at) => at > 0);
  const end = Math.min(words.length, ...before);
  if (end === bracketed) return end;
  const years = kinds.flatMap((kind, i) => (kind === 'year' && i < end ? [i] : []));
  const last = years.at(-1);
  if (last === undefined) return end;
  const isFollowed = end < words.length || kinds[last + 1] === 'ambiguous' || kinds[last + 1] === 'release';
  const isSecond = years.length > 1 && last === end - 1;
  return isFollowed || isSecond ? last : end;
}

/**
 * Choose the title of a film: its container's title tag, otherwise one made from its file name. An
 * unreadable tag is ignored.
 *
 * @param tag null if there is none.
 */
export const titleFilm = (tag: string | null, name: string): string =>
  tag !== null && isReadableTitle(tag) ? tag : titleFromName(name);

/**
 * Whether a title tag was UTF-8, which FFmpeg requires of all tags: backends replace other bytes by
 * U+FFFD. AVI files of older programs have tags in the code page of the machine that wrote them,
 * which is not stated.
 */
export const isReadableTitle = (tag: string | null): boolean => !tag?.includes('\ufffd');

/** Warning about an unreadable title tag. */
export const UNREADABLE_TITLE = 'the title tag is not UTF-8; the title is made from the file name';

function capitalize(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
