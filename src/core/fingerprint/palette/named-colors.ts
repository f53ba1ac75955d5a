import { formatHex, nameColor, oklabToSrgb8, parseHex, srgb8ToOklab } from '../../color/index.ts';
import type { Column } from '../fingerprint.ts';

/** A colour that frames of a film show, with its name. */
export interface NamedColor {
  /** Name from `nameColor`. */
  readonly name: string;
  /**
   * `#rrggbb`: the mean in OKLab of the swatches with that name. Each swatch counts by the root of
   * its share, and each column counts the same.
   */
  readonly color: string;
  /** Share of the columns with swatches in which it is named, 0 to 1. */
  readonly frequency: number;
}

/** From this OKLab chroma on, a small swatch is named too: an accent, not a shade of grey. */
const ACCENT_CHROMA = 0.04;
/** Minimum share of a column for a named swatch: for an accent, and for any other. */
const ACCENT_SHARE = 0.002;
const NAMED_SHARE = 0.02;

// OKLab in whole 65536ths and roots of shares in whole 1024ths, so that sums are exact in any
// order.
const OKLAB_UNIT = 65536;
const WEIGHT_UNIT = 1024;

interface DescribedColor {
  readonly name: string;
  /** In {@link OKLAB_UNIT}ths. */
  readonly oklab: readonly number[];
  readonly isAccent: boolean;
}

/**
 * List the colours that the columns of a film name. A column names a colour if a swatch has its
 * name and a share of 2 %, or 0.2 % with an OKLab chroma of 0.04 or more.
 *
 * @param often minimum share of the columns in which a listed colour is named, 0 to 1.
 * @returns in the order of their names; the order of the columns is irrelevant.
 */
export function listNamedColors(columns: readonly Pick<Column, 'swatches'>[], often: number): NamedColor[] {
  const described = new Map<string, DescribedColor>();
  const sums = new Map<string, { columns: number; readonly oklab: [number, number, number] }>();
  const shown = columns.filter(({ swatches }) => swatches.length > 0);
  for (const { swatches } of shown) {
    for (const [name, mean] of nameSwatches(swatches, described)) {
      const sum = sums.get(name) ?? { columns: 0, oklab: [0, 0, 0] };
      sum.columns++;
      for (let axis = 0; axis < 3; axis++) sum.oklab[axis]! += mean[axis]!;
      sums.set(name, sum);
    }
  }
  return [...sums]
    .filter(([, sum]) => sum.columns >= often * shown.length)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, sum]) => {
      const [L, a, b] = sum.oklab.map((value) => value / sum.columns / OKLAB_UNIT);
      return { name, color: formatHex(...oklabToSrgb8(L!, a!, b!)), frequency: sum.columns / shown.length };
    });
}

/** The names of a column's swatches, each with the mean of its swatches in OKLab. */
function nameSwatches(
  swatches: Column['swatches'],
  described: Map<string, DescribedColor>,
): Map<string, readonly number[]> {
  const sums = new Map<string, [weight: number, L: number, a: number, b: number]>();
  for (const { color, share } of swatches) {
    const { name, oklab, isAccent } = describe(color, described);
    if (share < (isAccent ? ACCENT_SHARE : NAMED_SHARE)) continue;
    const sum = sums.get(name) ?? [0, 0, 0, 0];
    const weight = Math.round(Math.sqrt(share) * WEIGHT_UNIT);
    sum[0] += weight;
    for (let axis = 0; axis < 3; axis++) sum[axis + 1]! += weight * oklab[axis]!;
    sums.set(name, sum);
  }
  return new Map([...sums].map(([name, [weight, ...sum]]) => [name, sum.map((value) => Math.round(value / weight))]));
}

/** Describe each colour once: most swatches of a film share their colour with others. */
function describe(color: string, described: Map<string, DescribedColor>): DescribedColor {
  let result = described.get(color);
  if (result === undefined) {
    const [L, a, b] = srgb8ToOklab(Uint8Array.from(parseHex(color)));
    result = {
      name: nameColor(color).name,
      oklab: [L!, a!, b!].map((value) => Math.round(value * OKLAB_UNIT)),
      isAccent: a! * a! + b! * b! >= ACCENT_CHROMA * ACCENT_CHROMA,
    };
    described.set(color, result);
  }
  return result;
}
