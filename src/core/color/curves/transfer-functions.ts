import { linearToSrgb, srgbToLinear } from '../spaces/srgb.ts';
import { hlgToScene, sceneToHlg } from './hlg.ts';
import { logarithm, power } from './power.ts';
import { nitsToPq, PQ_PEAK_NITS, pqToNits } from './pq.ts';

/** A curve between code values and linear light, and back. */
export interface TransferFunction {
  /** @param code 0 to 1. @returns linear light, 0 to 1 (a little above 1 for `smpte428`). */
  readonly decode: (code: number) => number;
  /** @param light 0 to 1. @returns code value, 0 to 1. */
  readonly encode: (light: number) => number;
}

/**
 * A power with a straight part near black: `alpha * light ** exponent - (alpha - 1)` from `beta`
 * up, `slope * light` below.
 */
function cameraCurve(alpha: number, beta: number, slope: number): TransferFunction {
  return {
    decode: (code) => (code < slope * beta ? code / slope : power((code + alpha - 1) / alpha, 1 / 0.45)),
    encode: (light) => (light < beta ? slope * light : alpha * power(light, 0.45) - (alpha - 1)),
  };
}

const powerCurve = (gamma: number): TransferFunction => ({
  decode: (code) => power(code, gamma),
  encode: (light) => power(light, 1 / gamma),
});

/** @param decades how many powers of ten lie between black and white. */
const logarithmicCurve = (decades: number): TransferFunction => ({
  decode: (code) => (code <= 0 ? 0 : power(10, decades * (code - 1))),
  encode: (light) => (light < power(10, -decades) ? 0 : 1 + logarithm(light) / (decades * logarithm(10))),
});

/**
 * ITU-R BT.709-6, item 1.2, with the constants for 12 and more bits of BT.2020-2, table 4, with
 * which the two parts meet exactly.
 */
const BT709 = cameraCurve(1.09929682680944, 0.018053968510807, 4.5);
/** SMPTE ST 428-1, 8.2: luminance of 48 cd/m2 for white, 52.37 for the highest code. */
const CINEMA_HEADROOM = 52.37 / 48;

/**
 * The curves of ITU-T H.273 (07/2024), table 3, under FFmpeg's names. The parts below black
 * (`iec61966-2-4`, `bt1361e`) are left out.
 */
const TRANSFER_FUNCTIONS: Readonly<Record<string, TransferFunction>> = {
  bt709: BT709,
  smpte170m: BT709,
  'bt2020-10': BT709,
  'bt2020-12': BT709,
  'iec61966-2-4': BT709,
  bt1361e: BT709,
  bt470m: powerCurve(2.2),
  bt470bg: powerCurve(2.8),
  smpte240m: cameraCurve(1.111572195921731, 0.022821585529445, 4),
  linear: { decode: (code) => code, encode: (light) => light },
  log100: logarithmicCurve(2),
  log316: logarithmicCurve(2.5),
  'iec61966-2-1': { decode: srgbToLinear, encode: linearToSrgb },
  smpte2084: { decode: (code) => pqToNits(code) / PQ_PEAK_NITS, encode: (light) => nitsToPq(light * PQ_PEAK_NITS) },
  smpte428: {
    decode: (code) => CINEMA_HEADROOM * power(code, 2.6),
    encode: (light) => power(light / CINEMA_HEADROOM, 1 / 2.6),
  },
  'arib-std-b67': { decode: hlgToScene, encode: sceneToHlg },
};

/** Find a transfer function by FFmpeg's name for it; null for an unknown name. */
export const findTransferFunction = (name: string): TransferFunction | null =>
  Object.hasOwn(TRANSFER_FUNCTIONS, name) ? TRANSFER_FUNCTIONS[name]! : null;
