/**
 * Colours: spaces, differences, names and hex codes.
 *
 * `chromatheque/color`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { deltaE2000 } from './difference.ts';
export { formatHex, parseHex } from './names/hex.ts';
export { COLOR_NAMES, type ColorName, nameColor } from './names/names.ts';
export { DEFICIENCY_NAMES, type Deficiency, simulateDeficiency } from './simulate.ts';
export { type Lab, srgb8ToLab } from './spaces/cielab.ts';
export { type Oklab, oklabToSrgb8, srgb8ToOklab } from './spaces/oklab.ts';
export type { Rgb8 } from './spaces/srgb.ts';
