import { COLOR_NAMES, formatHex } from '../../../../core/color/index.ts';
import { nearestName } from '../../../../core/text/index.ts';

/** Plain names of colours, with "gray" as another spelling of "grey". */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  COLOR_NAMES.flatMap(({ name, colors }) => [
    [name, colors],
    [name.replaceAll('grey', 'gray'), colors],
  ]),
);

/** Names to suggest while the user types. */
export const SUGGESTED_NAMES: readonly string[] = COLOR_NAMES.map(({ name }) => name);

/** Shades of a colour that its name includes; "greyish" and "pale" ones would include greys. */
const SHADES = ['bright', 'deep', 'light', 'dark'];

const wide = new Map<string, readonly string[]>();

/**
 * The colours that a picked colour means: itself, `#rrggbb`; or those of a plain name and of its
 * shades, of which the nearest counts: "red" includes "bright red" and "dark red".
 */
export function colorsOf(picked: string): readonly string[] {
  const own = NAMES.get(picked);
  if (own === undefined) return [picked];
  let known = wide.get(picked);
  if (known === undefined) {
    const kinds = SHADES.flatMap((shade) => NAMES.get(`${shade} ${picked}`) ?? []);
    known = [...own, ...kinds];
    wide.set(picked, known);
  }
  return known;
}

/** Check a picked colour that was stored, or null: a plain name, or a code with or without `#`. */
export function parsePicked(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (NAMES.has(value)) return value;
  const code = value.replace(/^#/, '');
  return /^[0-9a-f]{6}$/.test(code) ? `#${code}` : null;
}

/** A colour that was read from text, or a sentence that says why there is none. */
export type ColorAnswer = { readonly picked: string } | { readonly problem: string };

/** Read a colour: a plain name, a hex code with or without `#`, or any colour as CSS writes it. */
export function readColor(text: string): ColorAnswer {
  const name = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (name === '') return { problem: 'Type a colour, for example red, dark olive or #b5342b.' };
  if (NAMES.has(name)) return { picked: name };
  const isBareHex = /^(?:[\da-f]{3}|[\da-f]{6})$/.test(name);
  const code = readCss(isBareHex ? `#${name}` : name);
  if (code !== null) return { picked: code };
  const nearest = nearestName(name, [...NAMES.keys()]);
  const hint = nearest === undefined ? 'Try red, dark olive or #b5342b.' : `Did you mean ${nearest}?`;
  return { problem: `“${text.trim().slice(0, 40)}” is not a colour. ${hint}` };
}

/** Read a colour as CSS writes it. @returns `#rrggbb`, or null. Transparent colours are none. */
function readCss(text: string): string | null {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  // A text that is no colour leaves the style as it was.
  const [one, other] = ['#000000', '#ffffff'].map((before) => {
    context.fillStyle = before;
    context.fillStyle = text;
    return context.fillStyle;
  });
  if (one !== other) return null;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? formatHex(r!, g!, b!) : null;
}
