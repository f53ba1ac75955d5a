import type { Matrix3 } from './spaces/matrix.ts';
import { linearToSrgb8, type Rgb8, SRGB8_TO_LINEAR } from './spaces/srgb.ts';

/**
 * Kinds of dichromacy: without the cones for long (protan), middle (deutan) or short waves
 * (tritan).
 */
export type Deficiency = 'protan' | 'deutan' | 'tritan';

/** Names of the deficiencies. */
export const DEFICIENCY_NAMES: readonly Deficiency[] = Object.freeze(['protan', 'deutan', 'tritan'] as const);

/** Linear sRGB as a dichromat sees it: one matrix for each side of a plane through black. */
interface Projection {
  /** For colours whose product with `normal` is >= 0, and for the others. */
  readonly sides: readonly [Matrix3, Matrix3];
  readonly normal: readonly [number, number, number];
}

/**
 * Protan and deutan: Vienot, Brettel & Mollon 1999, "Digital video colourmaps for checking the
 * legibility of displays by dichromats", one plane. Tritan: Brettel, Vienot & Mollon 1997,
 * "Computerized simulation of color appearance for dichromats", two half planes. Without these,
 * blue and yellow are wrong.
 *
 * Both use the cones of Smith & Pokorny 1975 and the primaries of sRGB. libDaltonLens (public
 * domain) computed the matrices to five digits: https://github.com/DaltonLens/libDaltonLens,
 * https://daltonlens.org/understanding-cvd-simulation/
 */
const PROTAN: Matrix3 = [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1];
const DEUTAN: Matrix3 = [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1];
const PROJECTIONS: Readonly<Record<Deficiency, Projection>> = {
  protan: { sides: [PROTAN, PROTAN], normal: [0, 0, 0] },
  deutan: { sides: [DEUTAN, DEUTAN], normal: [0, 0, 0] },
  tritan: {
    sides: [
      [1.01277, 0.13548, -0.14826, -0.01243, 0.86812, 0.14431, 0.07589, 0.805, 0.11911],
      [0.93678, 0.18979, -0.12657, 0.06154, 0.81526, 0.1232, -0.37562, 1.12767, 0.24796],
    ],
    normal: [0.03901, -0.02788, -0.01113],
  },
};

/**
 * Convert a colour, as sRGB codes, to what a person with a deficiency sees. The projection is in
 * linear light; greys do not change.
 */
export function simulateDeficiency([r8, g8, b8]: Rgb8, deficiency: Deficiency): Rgb8 {
  // With five digits, the rows of the matrices sum to 1 only up to rounding, which would change one
  // channel of a light grey by a code.
  if (r8 === g8 && g8 === b8) return [r8, g8, b8];
  const { sides, normal } = PROJECTIONS[deficiency];
  const [r, g, b] = [SRGB8_TO_LINEAR[r8]!, SRGB8_TO_LINEAR[g8]!, SRGB8_TO_LINEAR[b8]!];
  const m = sides[normal[0] * r + normal[1] * g + normal[2] * b >= 0 ? 0 : 1];
  return [
    linearToSrgb8(m[0] * r + m[1] * g + m[2] * b),
    linearToSrgb8(m[3] * r + m[4] * g + m[5] * b),
    linearToSrgb8(m[6] * r + m[7] * g + m[8] * b),
  ];
}
