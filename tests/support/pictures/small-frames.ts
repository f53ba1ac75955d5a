import type { SmallFrame } from '#core/shots/index';

/** Make a small frame of a scene: a pattern that moves by a pixel per frame. */
export function makeSmallFrame(scene: number, frame: number): SmallFrame {
  const luma = new Uint8Array(64 * 36);
  for (let i = 0; i < luma.length; i++) {
    const x = (i % 64) + frame;
    const y = i >> 6;
    const wave = Math.sin((x * (1 + scene)) / 9) * Math.cos((y * (2 + (scene % 3))) / 7);
    luma[i] = Math.round(60 + 30 * (scene % 5) + 40 * wave);
  }
  const cb = new Uint8Array(32 * 9).fill(100 + 20 * (scene % 4));
  const cr = new Uint8Array(32 * 9).fill(160 - 25 * (scene % 3));
  return { luma, cb, cr };
}

/** Blend two small frames. */
export function blendSmallFrames(one: SmallFrame, other: SmallFrame, share: number): SmallFrame {
  const blend = (a: Uint8Array, b: Uint8Array) => a.map((code, i) => Math.round(code * (1 - share) + b[i]! * share));
  return { luma: blend(one.luma, other.luma), cb: blend(one.cb, other.cb), cr: blend(one.cr, other.cr) };
}
