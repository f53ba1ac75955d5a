import { srgb8ToOklab } from '../spaces/oklab.ts';
import { parseHex } from './hex.ts';
import { type ColorFamily, NAME_LIST } from './name-list.ts';

/** A colour name and its family. */
export interface ColorName {
  /** Plain English, lower case, one to three words: "dark olive", "warm grey", "amber". */
  readonly name: string;
  readonly family: ColorFamily;
}

/** A name, and the colours that define it. */
export interface ListedName extends ColorName {
  /** sRGB, `#rrggbb`, at least one. */
  readonly colors: readonly string[];
}

/** Every name once, family by family. */
export const COLOR_NAMES: readonly ListedName[] = Object.freeze(
  Object.entries(NAME_LIST).flatMap(([family, names]) =>
    Object.entries(names).map(
      ([name, codes]): ListedName =>
        Object.freeze({ name, family: family as ColorFamily, colors: codes.split(' ').map((code) => `#${code}`) }),
    ),
  ),
);

/**
 * Factor on squared differences in a and b, relative to lightness: a name covers a wide range of
 * lightness and a narrow range of hues.
 */
const HUE_COUNTS = 4;

const LISTED = COLOR_NAMES.flatMap(({ name, family, colors }) => colors.map((color) => ({ name, family, color })));
const POINTS = srgb8ToOklab(Uint8Array.from(LISTED.flatMap(({ color }) => parseHex(color))));

/**
 * Name a colour by the nearest of the listed ones in OKLab. Greys have names of greys.
 *
 * The result is the same on every engine: OKLab is exact to the bit, and of two equally near
 * colours the first in the list is used.
 *
 * @param color `#rrggbb`.
 * @throws {TypeError | RangeError} for anything else. About 2 us.
 */
export function nameColor(color: string): ColorName {
  const [L, a, b] = srgb8ToOklab(Uint8Array.from(parseHex(color)));
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < LISTED.length; i++) {
    const dL = L! - POINTS[3 * i]!;
    const da = a! - POINTS[3 * i + 1]!;
    const db = b! - POINTS[3 * i + 2]!;
    const squared = dL * dL + HUE_COUNTS * (da * da + db * db);
    if (squared >= least) continue;
    least = squared;
    nearest = i;
  }
  const { name, family } = LISTED[nearest]!;
  return { name, family };
}
