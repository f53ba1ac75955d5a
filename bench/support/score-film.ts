import { deltaE2000, type Lab, parseHex, srgb8ToLab, srgb8ToOklab } from '#core/color/index';
import { type Column, listNamedColors, type NamedColor, type PaletteSwatch } from '#core/fingerprint/index';

/** OKLab chroma from which on a swatch counts in `vivid`. */
const VIVID_CHROMA = 0.04;
/** Share of the columns in which a colour has to be named. */
const OFTEN = 0.02;
/** CIEDE2000 within which a colour is in the palette. */
const NEAR = 12;

/** A colour that a film's columns name. */
export interface FilmColor extends NamedColor {
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

/** Score a film's palette against the names of the swatches of its columns. */
export function scoreFilm(columns: readonly Pick<Column, 'swatches'>[], palette: readonly PaletteSwatch[]): FilmScore {
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
  const named = listNamedColors(columns, OFTEN).map((color) => ({ ...color, distance: measureDistance(color.color) }));
  let [vivid, near] = [0, 0];
  for (const { color } of columns.flatMap(({ swatches }) => swatches)) {
    if (!isVivid(color)) continue;
    vivid++;
    if (measureDistance(color) <= NEAR) near++;
  }
  return {
    named,
    held: named.filter(({ distance }) => distance <= NEAR).length / named.length,
    vivid: near / vivid,
  };
}

function isVivid(color: string): boolean {
  const [, a, b] = srgb8ToOklab(Uint8Array.from(parseHex(color)));
  return Math.hypot(a!, b!) >= VIVID_CHROMA;
}

const toLab = (color: string): Lab => srgb8ToLab(...parseHex(color));
