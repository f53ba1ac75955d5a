import type { Descriptor } from './descriptor.ts';

/** Numbers of a fit. */
export const MIXTURE_NUMBERS = 3;

/** Codes of noise, squared, per pixel: frames that differ by less are no mixture. */
const NOISE = 4;

/** Pixels in which two frames differ by less are not counted as blended or not, codes. */
const MIN_DIFFERENCE = 24;

/** Shares of the later frame between which a pixel is blended. */
const BLENDED_FROM = 0.2;
const BLENDED_TO = 0.8;

/**
 * Fit frame `m` as a mixture of `a` and `b`, by least squares over luma and chroma.
 *
 * @param to receives the share of `b`, the root of what the mixture leaves over of the distance
 *   between `a` and `b`, and that distance.
 */
export function fitMixture(a: Descriptor, m: Descriptor, b: Descriptor, to: Float32Array, at: number): void {
  let ab = 0;
  let am = 0;
  let mm = 0;
  const n = m.luma.length;
  for (let i = 0; i < n; i++) {
    const d = b.luma[i]! - a.luma[i]!;
    const e = m.luma[i]! - a.luma[i]!;
    ab += d * d;
    am += d * e;
    mm += e * e;
  }
  for (let i = 0; i < m.cb.length; i++) {
    const d = b.cb[i]! - a.cb[i]!;
    const e = m.cb[i]! - a.cb[i]!;
    const f = b.cr[i]! - a.cr[i]!;
    const g = m.cr[i]! - a.cr[i]!;
    ab += d * d + f * f;
    am += d * e + f * g;
    mm += e * e + g * g;
  }
  const noise = NOISE * n;
  const share = am / (ab + noise);
  const left = Math.max(0, mm - 2 * share * am + share * share * ab);
  to[at] = Math.min(1.5, Math.max(-0.5, share));
  to[at + 1] = Math.min(1.5, Math.sqrt(left / (ab + noise)));
  to[at + 2] = Math.sqrt(Math.sqrt(ab / n)) / 8;
}

/**
 * Measure the share of pixels in which frame `m` is a blend of `a` and `b`, of those in which they
 * differ: nearly all in the middle of a dissolve, few in a wipe, where each pixel shows one of them.
 * 0.5 if they do not differ.
 */
export function measureBlend(a: Descriptor, m: Descriptor, b: Descriptor): number {
  let blended = 0;
  let all = 0;
  for (let i = 0; i < m.luma.length; i++) {
    const d = b.luma[i]! - a.luma[i]!;
    if (Math.abs(d) < MIN_DIFFERENCE) continue;
    all++;
    const share = (m.luma[i]! - a.luma[i]!) / d;
    if (share > BLENDED_FROM && share < BLENDED_TO) blended++;
  }
  return all === 0 ? 0.5 : blended / all;
}
