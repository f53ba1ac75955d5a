/** A second-order filter: y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * The two stages of K-weighting: the effect of the head, and the ear's low sensitivity to low
 * frequencies.
 */
export type KWeighting = readonly [head: Biquad, deep: Biquad];

/** Lowest supported sample rate, hertz: the first stage has its corner at 1.7 kHz. */
export const MIN_SAMPLE_RATE = 4_000;

/** The standard's coefficients for 48 kHz: ITU-R BS.1770-5 (11/2023), annex 1, tables 1 and 2. */
const AT_48_KHZ: KWeighting = [
  {
    b0: 1.53512485958697,
    b1: -2.69169618940638,
    b2: 1.19839281085285,
    a1: -1.69065929318241,
    a2: 0.73248077421585,
  },
  { b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621 },
];

/**
 * The analogue filters whose bilinear transforms at 48 kHz are those coefficients: corner in hertz,
 * quality, and for the shelf its gains at high and at middle frequencies. Solved from the tables by
 * B. De Man ("Evaluation of Implementations of the EBU R128 Loudness Measurement", AES 145, 2018);
 * libebur128 and FFmpeg take the same. A test holds them against the tables.
 */
const SHELF = {
  corner: 1681.974450955533,
  quality: 0.7071752369554196,
  high: 1.584864701130855,
  middle: 1.258720930232562,
};
const HIGH_PASS = { corner: 38.13547087602444, quality: 0.5003270373238773 };

/**
 * Compute the filters of K-weighting for a sample rate: the standard's at 48 kHz; otherwise the
 * same analogue filters, transformed for the rate.
 *
 * @param sampleRate hertz, at least {@link MIN_SAMPLE_RATE}.
 * @throws {RangeError}
 * @see ITU-R BS.1770-5, annex 1, which asks for "the same frequency response" at other rates.
 */
export function kWeighting(sampleRate: number): KWeighting {
  if (!(sampleRate >= MIN_SAMPLE_RATE)) {
    throw new RangeError(`\`sampleRate\`: expected at least ${MIN_SAMPLE_RATE} Hz, got ${sampleRate}`);
  }
  return sampleRate === 48_000 ? AT_48_KHZ : [deriveShelf(sampleRate), deriveHighPass(sampleRate)];
}

/** Derive the first stage by the bilinear transform with prewarping. */
export function deriveShelf(sampleRate: number): Biquad {
  const { corner, quality, high, middle } = SHELF;
  const k = tangent((Math.PI * corner) / sampleRate);
  const a0 = 1 + k / quality + k * k;
  return {
    b0: (high + (middle * k) / quality + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (middle * k) / quality + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / quality + k * k) / a0,
  };
}

/**
 * Derive the second stage. It has the gain of the standard's filter, slightly above 1, which is
 * part of the calibration.
 */
export function deriveHighPass(sampleRate: number): Biquad {
  const { corner, quality } = HIGH_PASS;
  const k = tangent((Math.PI * corner) / sampleRate);
  const a0 = 1 + k / quality + k * k;
  const k48 = tangent((Math.PI * corner) / 48_000);
  const gain = (1 + k48 / quality + k48 * k48) / a0;
  return { b0: gain, b1: -2 * gain, b2: gain, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / quality + k * k) / a0 };
}

/** Terms of the continued fraction: exact to the last bit below pi / 2. */
const TERMS = 16;

/**
 * The tangent by Lambert's continued fraction: the last bit of `Math.tan` depends on the engine.
 */
function tangent(x: number): number {
  let rest = 2 * TERMS + 1;
  for (let odd = 2 * TERMS - 1; odd > 0; odd -= 2) rest = odd - (x * x) / rest;
  return x / rest;
}
