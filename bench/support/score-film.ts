import {
  deltaE2000,
  formatHex,
  type Lab,
  nameColor,
  oklabToSrgb8,
  parseHex,
  srgb8ToLab,
  srgb8ToOklab,
} from 'chromatheque/color';
import type { Column, PaletteSwatch } from 'chromatheque/fingerprint';

/** OKLab chroma from which on a small swatch is named too: a vivid accent, not a shade of grey. */
const NAMED_CHROMA = 0.04;
/** Least share of a column of a swatch that is named: of a chromatic one, and of any. */
const ACCENT_SHARE = 0.002;
const NAMED_SHARE = 0.02;
/** Share of the columns in which a colour has to be named. */
const OFTEN = 0.02;
/** CIEDE2000 within which a colour is in the palette. */
const NEAR = 12;

/** A colour that a film's columns name. */
export interface FilmColor {
  readonly name: string;
  /** The mean in OKLab of the swatches with that name, each counting by the root of its share, each column the same. */
  readonly color: string;
  /** Share of the columns in which it is named. */
  readonly frequency: number;
  /** CIEDE2000 to the nearest colour of the palette. */
  readonly distance: number;
}

/** How well a film's palette holds its colours. */
export interface FilmScore {
  /** Colours named in 2 % of the columns or more. */
  readonly named: readonly FilmColor[];
  /** Share of those within CIEDE2000 12 of the palette. */
  readonly held: number;
  /** Share of the swatches of OKLab chroma above 0.04 within CIEDE2000 12 of the palette, whatever their size. */
  readonly vivid: number;
}

type Swatches = readonly Pick<Column, 'swatches'>[];

/** Score a film's palette against the names of the swatches of its columns. */
export function scoreFilm(columns: Swatches, palette: readonly PaletteSwatch[]): FilmScore {
  const labs = palette.map(({ color }) => toLab(color));
  const distances = new Map<string, number>();
  const measureDistance = (color: string): number => {
    let distance = distances.get(color);
    if (distance === undefined) {
      distance = Math.min(...labs.map((lab) => deltaE2000(lab, toLab(color))));
      distances.set(color, distance);
    }
    return distance;
  };
  const named = nameColors(columns).map((color) => ({ ...color, distance: measureDistance(color.color) }));
  let [vivid, near] = [0, 0];
  for (const { color } of columns.flatMap(({ swatches }) => swatches)) {
    if (!isChromatic(color)) continue;
    vivid++;
    if (measureDistance(color) <= NEAR) near++;
  }
  return {
    named,
    held: named.filter(({ distance }) => distance <= NEAR).length / named.length,
    vivid: near / vivid,
  };
}

interface Sum {
  columns: number;
  readonly oklab: [number, number, number];
}

function nameColors(columns: Swatches): Omit<FilmColor, 'distance'>[] {
  const sums = new Map<string, Sum>();
  const shown = columns.filter(({ swatches }) => swatches.length > 0);
  for (const { swatches } of shown) {
    for (const [name, point] of nameSwatches(swatches)) {
      const sum = sums.get(name) ?? { columns: 0, oklab: [0, 0, 0] };
      sum.columns++;
      for (let axis = 0; axis < 3; axis++) sum.oklab[axis]! += point[axis]!;
      sums.set(name, sum);
    }
  }
  return [...sums]
    .filter(([, sum]) => sum.columns >= OFTEN * shown.length)
    .map(([name, sum]) => {
      const [L, a, b] = sum.oklab;
      const color = formatHex(...oklabToSrgb8(L / sum.columns, a / sum.columns, b / sum.columns));
      return { name, color, frequency: sum.columns / shown.length };
    });
}

/** The names of a column's swatches, each with their mean in OKLab. */
function nameSwatches(swatches: Column['swatches']): Map<string, readonly number[]> {
  const sums = new Map<string, [weight: number, L: number, a: number, b: number]>();
  for (const { color, share } of swatches) {
    if (share < (isChromatic(color) ? ACCENT_SHARE : NAMED_SHARE)) continue;
    const { name, oklab } = describe(color);
    const sum = sums.get(name) ?? [0, 0, 0, 0];
    const weight = Math.sqrt(share);
    sum[0] += weight;
    for (let axis = 0; axis < 3; axis++) sum[axis + 1]! += weight * oklab[axis]!;
    sums.set(name, sum);
  }
  return new Map([...sums].map(([name, [weight, ...sum]]) => [name, sum.map((value) => value / weight)]));
}

interface Described {
  readonly name: string;
  readonly oklab: Float32Array;
}

const described = new Map<string, Described>();

function describe(color: string): Described {
  let result = described.get(color);
  if (result === undefined) {
    result = { name: nameColor(color).name, oklab: srgb8ToOklab(Uint8Array.from(parseHex(color))) };
    described.set(color, result);
  }
  return result;
}

function isChromatic(color: string): boolean {
  const [, a, b] = describe(color).oklab;
  return Math.hypot(a!, b!) >= NAMED_CHROMA;
}

const toLab = (color: string): Lab => srgb8ToLab(...parseHex(color));
