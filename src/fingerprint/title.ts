/**
 * Words that say how a file was made, not what the film is called: from the first of them on, a file's name is no title any more.
 */
const RELEASE_WORDS = new RegExp(
  `^(?:${[
    '\\d{3,4}[pi]',
    '[248]k',
    '\\d{3,4}x\\d{3,4}',
    'uhd|hdr\\d*|sdr|dv|remux|bluray|blu-ray|bdrip|brrip|dvd|dvdrip|dvdscr|hdtv|hdrip|webrip|web-dl|webdl|web',
    '[hx]\\.?26[45]|hevc|avc|av1|vp9|xvid|divx|10bit|8bit',
    'aac\\S*|ac3|dts\\S*|ddp?\\S*|truehd|atmos|flac|mp3|noaudio',
    'proper|repack|extended|unrated|limited|internal|multi|subbed|dubbed',
  ].join('|')})$`,
  'i',
);

const YEAR = /^[([]?(?:19|20)\d\d[)\]]?$/;

/** Words that stay small inside a title. */
const SMALL_WORDS = /^(?:a|an|and|at|by|for|from|in|into|of|on|or|the|to|with)$/;

/**
 * Make a readable title of a file's name: without folder and extension, words apart, release notes left out
 * ("The.Third.Man.1949.1080p.BluRay.x264.mkv" gives "The Third Man"). Never empty: a name that is nothing but notes is kept.
 */
export function titleFromName(name: string): string {
  const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '').normalize('NFC');
  // A hyphen parts the words of "movie-hello", but is a letter of "WALL-E" and "Spider-Man".
  const separators = /\s/.test(stem) ? /_+/g : stem === stem.toLowerCase() ? /[._]+|(?<=\D)-+(?=\D)/g : /[._]+/g;
  const words = stem.replace(separators, ' ').trim().split(/\s+/);
  // A year ends a title, but may also begin one ("2001 A Space Odyssey").
  const end = words.findIndex((word, i) => RELEASE_WORDS.test(word) || (i > 0 && YEAR.test(word)));
  // "agent327" is two words, "se7en" is one.
  const kept = (end > 0 ? words.slice(0, end) : words).map((word) => word.replace(/(?<=^\p{L}{3,})(?=\d{2,}$)/u, ' '));
  const hasCapitals = kept.some((word) => word !== word.toLowerCase());
  const title = kept
    .map((word, i) => (hasCapitals || (i > 0 && SMALL_WORDS.test(word)) ? word : capitalize(word)))
    .join(' ');
  return title === '' ? name : title;
}

function capitalize(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
