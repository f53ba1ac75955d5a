import { type ColorFamily, nameColor, parseHex, srgb8ToOklab } from '../../color/index.ts';
import type { Fingerprint, PaletteSwatch } from '../fingerprint.ts';
import { filmPalette, MAX_FILM_COLORS } from '../palette/film-palette.ts';
import { rankSwatches } from '../rank/rank-swatches.ts';

/** A colour of a film with its name. */
export interface DescribedColor extends PaletteSwatch {
  readonly name: string;
  readonly family: ColorFamily;
}

/** Colours of one family, named together in a sentence. */
export interface ColorGroup {
  readonly family: ColorFamily;
  readonly colors: readonly DescribedColor[];
  readonly share: number;
  /** "amber", "dark browns", "olive". */
  readonly words: string;
}

/** As many as `chromatheque palette` shows by default. */
const COLORS = 5;
/**
 * A family with a smaller share of what is not black, or a smaller share of the film than a title
 * card has, is not a main colour.
 */
const MIN_SHARE_LIT = 0.1;
const MIN_SHARE = 0.03;
/** More would be a list rather than a sentence. */
const MAX_GROUPS = 3;
/**
 * A small part is mentioned if a viewer would notice it: OKLab chroma from 0.06 up, above
 * everything called greyish, and half a percent of the film.
 */
const NOTED_CHROMA = 0.06;
const NOTED_SHARE = 0.005;
/**
 * OKLab lightness below which a group's colours make it dark, and above which pale; names without
 * these words are between.
 */
const DARK = 0.35;
const PALE = 0.82;

/** Words of names that modify a colour. */
const ADJECTIVES = new Set(
  'dark deep pale light bright muted dusty dusky dull warm cool greyish reddish yellowish greenish bluish purplish brownish golden olive rosy'.split(
    ' ',
  ),
);

const nameSwatch = (swatch: PaletteSwatch): DescribedColor => ({ ...swatch, ...nameColor(swatch.color) });

/** Find the colours of a film, up to five, in the order in which a viewer would name them. */
export function describeColors(film: Pick<Fingerprint, 'palette' | 'columns'>): DescribedColor[] {
  return rankSwatches(filmPalette(film, COLORS), 'presence').map(nameSwatch);
}

/**
 * Group colours by family: the main families of the film, in the order of their first colours.
 *
 * @param colors as `describeColors` returns them. @returns 1 to 3 groups; none without colours.
 */
export function groupColors(colors: readonly DescribedColor[]): ColorGroup[] {
  const families = [...new Set(colors.map(({ family }) => family))];
  const groups = families.map((family): ColorGroup => {
    const members = colors.filter((color) => color.family === family);
    const share = members.reduce((sum, color) => sum + color.share, 0);
    return { family, colors: members, share, words: nameGroup(family, members) };
  });
  const lit = groups.reduce((sum, { family, share }) => (family === 'black' ? sum : sum + share), 0);
  const least = Math.max(MIN_SHARE, MIN_SHARE_LIT * lit);
  const largest = groups.toSorted((one, other) => other.share - one.share).slice(0, MAX_GROUPS);
  return groups.filter((group) => group === largest[0] || (largest.includes(group) && group.share >= least));
}

/**
 * Find smaller colours of families that are not among the main ones, largest first, one per family.
 */
export function describeSmallColors(
  film: Pick<Fingerprint, 'palette' | 'columns'>,
  colors: readonly DescribedColor[],
): DescribedColor[] {
  const mentioned = new Set(colors.map(({ family }) => family));
  const small = filmPalette(film, MAX_FILM_COLORS)
    .map(nameSwatch)
    .filter(({ color, share, family }) => {
      const [, a, b] = oklabOf(color);
      return !mentioned.has(family) && share >= NOTED_SHARE && a * a + b * b >= NOTED_CHROMA * NOTED_CHROMA;
    });
  return small
    .filter(({ family }, i) => small.findIndex((other) => other.family === family) === i)
    .slice(0, MAX_GROUPS);
}

/** Name several colours of a family by the common part of their names. */
function nameGroup(family: ColorFamily, colors: readonly DescribedColor[]): string {
  const heaviest = colors.reduce((one, other) => (other.share > one.share ? other : one));
  const isAlone = colors.every(({ name }) => name === heaviest.name);
  if (isAlone || family === 'black' || family === 'white') return heaviest.name;
  const words = colors.map(({ name }) => name.split(' '));
  const shared = words[0]!.filter((word) => words.every((others) => others.includes(word)));
  const adjectives = shared.filter((word) => ADJECTIVES.has(word));
  const nouns = new Set(words.map((others) => others.at(-1)!));
  const [noun] = nouns;
  // "dark teal" and "teal" are teal, "dark red" and "maroon" are reds.
  if (nouns.size === 1 && noun !== family) return shared.join(' ');
  if (adjectives.length === 0) {
    const lights = colors.map(({ color }) => oklabOf(color)[0]);
    if (Math.max(...lights) < DARK) adjectives.push('dark');
    else if (Math.min(...lights) > PALE) adjectives.push('pale');
  }
  return [...adjectives, `${family}s`].join(' ');
}

function oklabOf(color: string): readonly [L: number, a: number, b: number] {
  const [L, a, b] = srgb8ToOklab(Uint8Array.from(parseHex(color)));
  return [L!, a!, b!];
}
