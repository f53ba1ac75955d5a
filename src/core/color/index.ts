/**
 * Colours as numbers: sRGB, linear light, OKLab, CIELAB, Y'CbCr coefficients, PQ and HLG and their way to sRGB, colour differences, hex and names.
 *
 * Pure: it never reads a picture, a film or a clock, and never lets a result hang on `Math.cbrt`, `Math.pow`, `Math.exp` or trigonometry,
 * whose last bit the language leaves to the engine (the one exception, `deltaE2000`, says so).
 */
export { bt1886ToLinear, linearToBt1886, linearToBt1886Code } from './bt1886.ts';
export {
  type Lab,
  labToLinearSrgb,
  linearSrgbToLab,
  quickLinearSrgbToLab,
  srgb8PixelsToLab,
  srgb8ToLab,
} from './cielab.ts';
export { deltaE2000 } from './difference.ts';
export { isInSrgbGamut, mapToSrgbGamut } from './gamut-map.ts';
export { formatHex, parseHex } from './hex.ts';
export { HLG_PEAK_NITS, hlgSceneToNits, hlgToScene, sceneToHlg } from './hlg.ts';
export { type Matrix3, multiplyMatrices } from './matrix.ts';
export type { ColorFamily } from './name-list.ts';
export { COLOR_NAMES, type ColorName, type ListedName, nameColor } from './names.ts';
export { linearSrgbToOklab, type Oklab, oklabToLinearSrgb, oklabToSrgb8, srgb8ToOklab } from './oklab.ts';
export { exponential, logarithm, power } from './power.ts';
export { nitsToPq, PQ_PEAK_NITS, pqToNits } from './pq.ts';
export {
  adaptWhite,
  type Chromaticities,
  findPrimaries,
  isPrimaries,
  type Primaries,
  primariesToSrgb,
  primariesToXyz,
} from './primaries.ts';
export {
  COLOR_MATRICES,
  type ColorCoding,
  type ColorMatrix,
  createRgbDecoder,
  type RgbDecoder,
} from './rgb-decoder.ts';
export { cubeRoot, fifthRoot, quickCubeRoot } from './roots.ts';
export { DEFICIENCY_NAMES, type Deficiency, simulateDeficiency } from './simulate.ts';
export {
  type LinearRgb,
  linearToSrgb,
  linearToSrgb8,
  type Rgb8,
  SRGB_TO_XYZ,
  SRGB8_TO_LINEAR,
  srgbToLinear,
  XYZ_TO_SRGB,
} from './srgb.ts';
export { createSrgbConverter, LIGHT_CURVES, type SrgbConverter, type TransferCurve } from './srgb-converter.ts';
export { nearestTerminalColor } from './terminal-color.ts';
export { REFERENCE_WHITE_NITS, toneMap } from './tone-map.ts';
export { findTransferFunction, type TransferFunction } from './transfer-functions.ts';
export {
  LUMA_WEIGHTS,
  type LumaWeights,
  type Range,
  type YcbcrCoding,
  type YcbcrMatrix,
  type YcbcrToRgb,
  ycbcrToRgbCoefficients,
} from './ycbcr.ts';
