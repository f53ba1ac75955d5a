import { COLOR_NAMES } from '../../color/index.ts';
import { OptionError } from '../../options/index.ts';
import { nearestName } from '../../text/index.ts';
import {
  ACCENT_SHARE,
  type ColorTerm,
  DEFAULT_TOLERANCE,
  type LibraryQuery,
  MAX_TERMS,
  NAME_TOLERANCE,
} from './library-query.ts';

/** Names of colours, with "gray" as another spelling of "grey". */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  COLOR_NAMES.flatMap(({ name, colors }) => [
    [name, colors],
    [name.replaceAll('grey', 'gray'), colors],
  ]),
);
/** Share of the colours of a picture that a moment must have. Scores tell the rest. */
const PICTURE_SHARE = 0.4;
const OPTION = 'query';
const EXPECTED = 'a colour such as "teal", "#b5342b:30%", "gold~20" or "not red"';

/**
 * Parse the colours of a search. Each text is a colour, or "not" before one:
 *
 * - `teal`, `dark olive`: a plain name; `#b5342b`, `rgb(181 52 43)`: a colour as CSS writes it;
 * - `teal:30%`: with about this share of the picture; `teal:accent`: with a small one, about 2 %;
 * - `teal~20`: with this tolerance, in units of CIEDE2000, from 1 to 100;
 * - `not red`, `not red:5%`: without the colour, or with at most this share.
 *
 * @param readCss reads a colour as CSS writes it, and returns `#rrggbb`, or null for other text.
 * @throws {OptionError} for a text that is no colour, with the nearest name; for too many colours,
 *   and for none but excluded ones.
 */
export function parseQuery(texts: readonly string[], readCss: (text: string) => string | null): LibraryQuery {
  const terms: ColorTerm[] = [];
  let isExcluded = false;
  for (const text of texts) {
    const [, not, rest] = /^\s*(not(?:\s+|$))?(.*?)\s*$/is.exec(text)!;
    isExcluded ||= not !== undefined;
    if (rest === '' && not !== undefined) continue;
    terms.push(parseTerm(rest!, isExcluded, readCss));
    isExcluded = false;
  }
  if (isExcluded) throw new OptionError('wrong-value', OPTION, 'expected a colour after "not"');
  return toQuery(terms, (wanted) => wanted);
}

/**
 * Search for colours of a picture: two of five must be found, and more give a higher score.
 *
 * @param swatches largest or most prominent first; those beyond {@link MAX_TERMS} are left out.
 *   Shares count among those that are left.
 */
export function queryColors(swatches: readonly { readonly color: string; readonly share: number }[]): LibraryQuery {
  const terms = swatches.slice(0, MAX_TERMS).map(({ color, share }) => ({
    colors: [color],
    share: Math.min(1, share),
    tolerance: DEFAULT_TOLERANCE,
    isExcluded: false,
  }));
  return toQuery(terms, (wanted) => Math.ceil(wanted * PICTURE_SHARE));
}

function toQuery(terms: readonly ColorTerm[], countFound: (wanted: number) => number): LibraryQuery {
  const wanted = terms.filter((term) => !term.isExcluded).length;
  if (wanted === 0) throw new OptionError('wrong-value', OPTION, `expected at least one colour that is wanted`);
  if (wanted > MAX_TERMS)
    throw new OptionError('wrong-value', OPTION, `expected at most ${MAX_TERMS} colours, got ${wanted}`);
  return { terms, minFound: countFound(wanted) };
}

function parseTerm(text: string, isExcluded: boolean, readCss: (text: string) => string | null): ColorTerm {
  const [, color = '', ...rest] = /^(.*?)((?::[^:~]*|~[^:~]*)*)$/s.exec(text) ?? [];
  let share: number | null = null;
  let tolerance: number | null = null;
  for (const part of (rest[0] ?? '').match(/[:~][^:~]*/g) ?? []) {
    const value = part.slice(1).trim();
    if (part.startsWith(':')) share = parseShare(value, text);
    else tolerance = parseTolerance(value, text);
  }
  const name = color.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const named = NAMES.get(name);
  const code = named === undefined ? readCss(color.trim()) : null;
  if (named === undefined && code === null) {
    const nearest = nearestName(name, [...NAMES.keys()]);
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    throw new OptionError('wrong-value', OPTION, `expected ${EXPECTED}, got ${JSON.stringify(text)}${hint}`);
  }
  return {
    colors: named ?? [code!],
    share,
    tolerance: tolerance ?? (named === undefined ? DEFAULT_TOLERANCE : NAME_TOLERANCE),
    isExcluded,
  };
}

function parseShare(value: string, text: string): number {
  if (value === 'accent') return ACCENT_SHARE;
  const [, number] = /^(\d+(?:\.\d*)?|\.\d+)\s*%$/.exec(value) ?? [];
  const percent = Number(number);
  if (percent > 0 && percent <= 100) return percent / 100;
  throw new OptionError(
    'wrong-value',
    OPTION,
    `expected a share above 0 % and up to 100 %, or "accent", got ${JSON.stringify(text)}`,
  );
}

function parseTolerance(value: string, text: string): number {
  const tolerance = Number(value);
  if (value !== '' && tolerance >= 1 && tolerance <= 100) return tolerance;
  throw new OptionError('wrong-value', OPTION, `expected a tolerance from 1 to 100, got ${JSON.stringify(text)}`);
}
