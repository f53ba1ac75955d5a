import type { Component, Picture } from '#core/frame/index';

export interface PictureRecipe {
  /** R' G' B' code values, 0 to 1, one triple per pixel. */
  readonly pixels: readonly (readonly number[])[];
  /** Pixels per row; all of them are one row by default. */
  readonly width?: number;
  readonly model?: Picture['model'];
  /** Red's and blue's share in luma, for Y'CbCr. */
  readonly weights?: readonly [kr: number, kb: number];
  readonly bits?: number;
  readonly tags?: Partial<Picture['tags']>;
  /** Alpha of each pixel, 0 to 1. */
  readonly alpha?: readonly number[];
}

/**
 * Encode pixels as a decoder would hand them over: the standards' own direction (ITU-T H.273, equations 20 to 46), written out, so that reading
 * them back has something else to agree with.
 */
export function encodePicture({
  pixels,
  width = pixels.length,
  model = 'ycbcr',
  weights = [0.2126, 0.0722],
  bits = 8,
  tags,
  alpha,
}: PictureRecipe): Picture {
  const range = tags?.range ?? (model === 'rgb' ? 'full' : 'limited');
  const unit = 2 ** (bits - 8);
  const most = 2 ** bits - 1;
  const [kr, kb] = weights;
  const level = (value: number) => (range === 'limited' ? (219 * value + 16) * unit : most * value);
  const chroma = (value: number) => (range === 'limited' ? (224 * value + 128) * unit : most * value + 128 * unit);
  const codes = pixels.map(([r = 0, g = 0, b = 0]) => {
    const y = kr * r + (1 - kr - kb) * g + kb * b;
    if (model === 'gray') return [level(y)];
    if (model === 'rgb') return [level(r), level(g), level(b)];
    return [level(y), chroma((b - y) / (2 * (1 - kb))), chroma((r - y) / (2 * (1 - kr)))];
  });
  const component = (values: readonly number[]): Component => {
    const whole = values.map((value) => Math.min(most, Math.max(0, Math.round(value))));
    const data = bits > 8 ? Uint16Array.from(whole) : Uint8Array.from(whole);
    return { data, offset: 0, stride: width, step: 1, log2X: 0, log2Y: 0, shift: 0 };
  };
  return {
    width,
    height: pixels.length / width,
    model,
    bits,
    isInterlaced: false,
    components: codes[0]!.map((_, i) => component(codes.map((values) => values[i]!))),
    alpha: alpha ? component(alpha.map((value) => value * most)) : null,
    tags: { matrix: null, transfer: null, primaries: null, ...tags, range },
  };
}
