import { type Oklab, parseHex, srgb8ToOklab } from '../../color/index.ts';
import { type Fingerprint, filmPalette, MAX_FILM_COLORS } from '../../fingerprint/index.ts';
import { PANEL_OPTIONS } from '../../options/index.ts';

/** Order of the films in a panel: as they were named, or sorted. */
export type PanelOrder = 'given' | 'title' | 'year' | 'hue' | 'lightness';

/** Names of all orders of a panel. */
export const PANEL_ORDERS: readonly PanelOrder[] = PANEL_OPTIONS.sort.choices;

/** Sort keys of a film. */
export interface PanelKeys {
  readonly title: string;
  /** From the file's name; null if it has none. */
  readonly year: number | null;
  /** Mean hue, degrees from 0 at the boundary of purple and red; null for a grey film. */
  readonly hue: number | null;
  /** Mean OKLab lightness. */
  readonly lightness: number;
}

/** Articles that library catalogues ignore in sorting. */
const ARTICLE = /^(?:the|an?|le|la|les|l'|der|die|das|el|los|las|il|lo)[\s']+/i;
/** The last year in a name, but not one that starts it: "2001 A Space Odyssey (1968)". */
const YEAR = /(?<!^)(?<!\d)(?:19|20)\d\d(?!\d)/g;
/** OKLab chroma below which a film has no recognisable hue. */
const GREY = 0.008;
/** Start of the hue circle, degrees: between purple and red, the ends of the rainbow. */
const CUT = 340;

/** Compute the sort keys of a film, its colours by its palette. */
export function findPanelKeys(fingerprint: Fingerprint): PanelKeys {
  const { title, name } = fingerprint.film;
  const swatches = filmPalette(fingerprint, MAX_FILM_COLORS);
  const lab = srgb8ToOklab(Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color))));
  const mean = (axis: number) => swatches.reduce((sum, { share }, i) => sum + share * lab[3 * i + axis]!, 0);
  return makePanelKeys(title, name, [mean(0), mean(1), mean(2)]);
}

/**
 * Make the sort keys of a film.
 *
 * @param name of its file, which may state the year.
 * @param mean its mean colour, in OKLab.
 */
export function makePanelKeys(title: string, name: string, [lightness, a, b]: Oklab): PanelKeys {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI - CUT;
  return {
    title: title.replace(ARTICLE, ''),
    year: Number(name.match(YEAR)?.at(-1) ?? 0) || null,
    hue: Math.hypot(a, b) < GREY ? null : ((degrees % 360) + 360) % 360,
    lightness,
  };
}

/**
 * Sort films: years and hues rising, films without one last, the lightest film first. Equal films
 * keep their order. Does not modify its input.
 */
export function sortFilms<Film extends { readonly keys: PanelKeys }>(
  films: readonly Film[],
  order: PanelOrder,
): Film[] {
  const none = Number.POSITIVE_INFINITY;
  const by = (keyOf: (keys: PanelKeys) => number) =>
    films.toSorted((one, other) => {
      const [key, second] = [keyOf(one.keys), keyOf(other.keys)];
      return key === second ? 0 : key - second;
    });
  switch (order) {
    case 'given':
      return [...films];
    case 'title': {
      const { compare } = new Intl.Collator('en', { numeric: true });
      return films.toSorted((one, other) => compare(one.keys.title, other.keys.title));
    }
    case 'year':
      return by(({ year }) => year ?? none);
    case 'hue':
      return by(({ hue }) => hue ?? none);
    case 'lightness':
      return by(({ lightness }) => -lightness);
  }
}
