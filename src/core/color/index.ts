/**
 * Colours as numbers: sRGB, linear light, OKLab, CIELAB, Y'CbCr coefficients, PQ and HLG and their
 * conversion to sRGB, colour differences, hex and names.
 *
 * This room is pure: it never reads a picture, a film or a clock. No result depends on `Math.cbrt`,
 * `Math.pow`, `Math.exp` or trigonometry, whose last bit differs between JavaScript engines. The
 * one exception is `deltaE2000`, as its docstring states.
 */
export { bt1886ToLinear, linearToBt1886, linearToBt1886Code } from './curves/bt1886.ts';
export { HLG_PEAK_NITS, hlgSceneToNits, hlgToScene, sceneToHlg } from './curves/hlg.ts';
export { exponential, logarithm, power } from './curves/power.ts';
export { nitsToPq, PQ_PEAK_NITS, pqToNits } from './curves/pq.ts';
export { cubeRoot, fifthRoot, quickCubeRoot } from './curves/roots.ts';
export { REFERENCE_WHITE_NITS, toneMap } from './curves/tone-map.ts';
export { findTransferFunction, type TransferFunction } from './curves/transfer-functions.ts';
export { deltaE2000 } from './difference.ts';
export { isInSrgbGamut, mapToSrgbGamut } from './gamut-map.ts';
export { formatHex, parseHex } from './names/hex.ts';
export type { ColorFamily } from './names/name-list.ts';
export { COLOR_NAMES, type ColorName, type ListedName, nameColor } from './names/names.ts';
export { nearestTerminalColor } from './names/terminal-color.ts';
export { DEFICIENCY_NAMES, type Deficiency, simulateDeficiency } from './simulate.ts';
export {
  type Lab,
  labToLinearSrgb,
  linearSrgbToLab,
  quickLinearSrgbToLab,
  srgb8PixelsToLab,
  srgb8ToLab,
} from './spaces/cielab.ts';
export { type Matrix3, multiplyMatrices } from './spaces/matrix.ts';
export { linearSrgbToOklab, type Oklab, oklabToLinearSrgb, oklabToSrgb8, srgb8ToOklab } from './spaces/oklab.ts';
export {
  adaptWhite,
  type Chromaticities,
  findPrimaries,
  isPrimaries,
  type Primaries,
  primariesToSrgb,
  primariesToXyz,
} from './spaces/primaries.ts';
export {
  COLOR_MATRICES,
  type ColorCoding,
  type ColorMatrix,
  createRgbDecoder,
  type RgbDecoder,
} from './spaces/rgb-decoder.ts';
export {
  type LinearRgb,
  linearToSrgb,
  linearToSrgb8,
  type Rgb8,
  SRGB_TO_XYZ,
  SRGB8_TO_LINEAR,
  srgbToLinear,
  XYZ_TO_SRGB,
} from './spaces/srgb.ts';
export { createSrgbConverter, LIGHT_CURVES, type SrgbConverter, type TransferCurve } from './spaces/srgb-converter.ts';
export {
  LUMA_WEIGHTS,
  type LumaWeights,
  type Range,
  type YcbcrCoding,
  type YcbcrMatrix,
  type YcbcrToRgb,
  ycbcrToRgbCoefficients,
} from './spaces/ycbcr.ts';
