import { invertMatrix, type Matrix3, multiplyMatrices } from './matrix.ts';
import { XYZ_TO_SRGB } from './srgb.ts';

/** Sets of red, green and blue primaries, named as in ITU-T H.273 and FFmpeg. */
export type Primaries =
  | 'bt709'
  | 'bt470m'
  | 'bt470bg'
  | 'smpte170m'
  | 'smpte240m'
  | 'film'
  | 'bt2020'
  | 'smpte428'
  | 'smpte431'
  | 'smpte432'
  | 'jedec-p22';

/** Chromaticities of the primaries and of white. */
export interface Chromaticities {
  /** CIE 1931 x and y of red, green and blue. */
  readonly red: readonly [number, number];
  readonly green: readonly [number, number];
  readonly blue: readonly [number, number];
  readonly white: readonly [number, number];
}

const D65 = [0.3127, 0.329] as const;
const ILLUMINANT_C = [0.31, 0.316] as const;
const SMPTE_C = { red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07], white: D65 } as const;

/** ITU-T H.273 (07/2024), table 2, which collects them from the standards named here. */
const CHROMATICITIES: Readonly<Record<Exclude<Primaries, 'smpte428'>, Chromaticities>> = {
  bt709: { red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06], white: D65 }, // ITU-R BT.709-6; IEC 61966-2-1
  bt470m: { red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08], white: ILLUMINANT_C }, // ITU-R BT.470-6 System M
  bt470bg: { red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06], white: D65 }, // ITU-R BT.601-7, 625 lines
  smpte170m: SMPTE_C, // ITU-R BT.601-7, 525 lines
  smpte240m: SMPTE_C, // SMPTE ST 240:1999
  film: { red: [0.681, 0.319], green: [0.243, 0.692], blue: [0.145, 0.049], white: ILLUMINANT_C }, // Wratten 25, 58, 47
  bt2020: { red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046], white: D65 }, // ITU-R BT.2020-2; BT.2100-2
  smpte431: { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: [0.314, 0.351] }, // SMPTE RP 431-2, DCI
  smpte432: { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: D65 }, // SMPTE EG 432-1, P3-D65
  'jedec-p22': { red: [0.63, 0.34], green: [0.295, 0.605], blue: [0.155, 0.077], white: D65 }, // EBU Tech. 3213-E
};

/** Check whether a name is one of the primaries with known chromaticities. */
export const isPrimaries = (name: string): name is Primaries =>
  name === 'smpte428' || Object.hasOwn(CHROMATICITIES, name);

/**
 * Maximum difference between a file's numbers and those of a standard: they are rounded, some to
 * three digits.
 */
const NAMING_TOLERANCE = 0.002;

/**
 * Find the name of primaries by their chromaticities; null when no standard is within the
 * tolerance.
 */
export function findPrimaries(wanted: Chromaticities): Primaries | null {
  const isNear = (known: Chromaticities) =>
    (['red', 'green', 'blue', 'white'] as const).every((point) =>
      known[point].every((value, i) => Math.abs(value - wanted[point][i]!) <= NAMING_TOLERANCE),
    );
  const found = Object.entries(CHROMATICITIES).find(([, known]) => isNear(known));
  return found === undefined ? null : (found[0] as Primaries);
}

/** Codes of `smpte428` are X', Y' and Z' (SMPTE ST 428-1), so its matrix to XYZ is the identity. */
const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/**
 * Bradford's cone responses (Lam 1985; ICC.1:2010, annex E.3), in which white points are adapted.
 */
const BRADFORD: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

type Xyz = readonly [number, number, number];

const toXyz = ([x, y]: readonly [number, number]): Xyz => [x / y, 1, (1 - x - y) / y];

function apply(m: Matrix3, [x, y, z]: Xyz): Xyz {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

const scaleColumns = (m: Matrix3, [x, y, z]: Xyz): Matrix3 => [
  m[0] * x,
  m[1] * y,
  m[2] * z,
  m[3] * x,
  m[4] * y,
  m[5] * z,
  m[6] * x,
  m[7] * y,
  m[8] * z,
];

/**
 * Compute the matrix from linear light on a set of primaries to CIE XYZ (Y of white = 1).
 *
 * @see SMPTE RP 177:1993: the columns are the primaries, scaled so that (1, 1, 1) is white. White
 *   is not adapted.
 */
export function primariesToXyz(primaries: Primaries): Matrix3 {
  if (primaries === 'smpte428') return IDENTITY;
  const { red, green, blue, white } = CHROMATICITIES[primaries];
  const [r, g, b] = [toXyz(red), toXyz(green), toXyz(blue)];
  const columns: Matrix3 = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]];
  return scaleColumns(columns, apply(invertMatrix(columns), toXyz(white)));
}

/**
 * Compute the matrix that adapts XYZ from one white to another.
 *
 * @param from CIE 1931 x and y of a white, as is `to`.
 * @see Lindbloom, http://www.brucelindbloom.com/index.html?Eqn_ChromAdapt.html
 */
export function adaptWhite(from: readonly [number, number], to: readonly [number, number]): Matrix3 {
  const [r1, g1, b1] = apply(BRADFORD, toXyz(from));
  const [r2, g2, b2] = apply(BRADFORD, toXyz(to));
  return multiplyMatrices(scaleColumns(invertMatrix(BRADFORD), [r2 / r1, g2 / g1, b2 / b1]), BRADFORD);
}

/**
 * Compute the matrix from linear light on a set of primaries to linear sRGB. A white other than D65
 * is adapted to it (Bradford), so that white stays white.
 *
 * XYZ (`smpte428`) is not adapted: it measures the light on the screen, independent of the white
 * that the film was graded for. Equal X, Y and Z are not white there; the code of D65 is. FFmpeg's
 * scaler and DCP-o-matic do the same.
 */
export function primariesToSrgb(primaries: Primaries): Matrix3 {
  if (primaries === 'smpte428') return XYZ_TO_SRGB;
  const { white } = CHROMATICITIES[primaries];
  const xyz = primariesToXyz(primaries);
  return multiplyMatrices(XYZ_TO_SRGB, white === D65 ? xyz : multiplyMatrices(adaptWhite(white, D65), xyz));
}
