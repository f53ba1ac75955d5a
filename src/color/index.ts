/**
 * Colours as numbers: sRGB, linear light, OKLab, CIELAB, Y'CbCr coefficients, colour differences and hex.
 *
 * Pure: it never reads a picture, a film or a clock, and never lets a result hang on `Math.cbrt`, `Math.pow`, `Math.exp` or trigonometry,
 * whose last bit the language leaves to the engine (the one exception, `deltaE2000`, says so).
 */
export { type Lab, labToLinearSrgb, linearSrgbToLab, srgb8PixelsToLab, srgb8ToLab } from './cielab.ts';
export { deltaE2000 } from './difference.ts';
export { formatHex, parseHex } from './hex.ts';
export { type Matrix3, multiplyMatrices } from './matrix.ts';
export { linearSrgbToOklab, type Oklab, oklabToLinearSrgb, oklabToSrgb8, srgb8ToOklab } from './oklab.ts';
export { cubeRoot, fifthRoot } from './roots.ts';
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
export {
  LUMA_WEIGHTS,
  type LumaWeights,
  type Range,
  type YcbcrCoding,
  type YcbcrMatrix,
  type YcbcrToRgb,
  ycbcrToRgbCoefficients,
} from './ycbcr.ts';
