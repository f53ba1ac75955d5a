import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Component, Picture } from '#core/frame/index';
import { createSmallFrameReader } from '#core/shots/index';
import { makePicture } from '../../support/pictures/make-picture.ts';

/** A picture of one colour, three planes of codes, chroma halved both ways if `log2` is 1. */
function flatPicture(model: 'ycbcr' | 'rgb', codes: readonly number[], log2: number, bits = 8): Picture {
  const plain = makePicture(128, 72, () => 0);
  const components = codes.map((code, i): Component => {
    const shift = i === 0 ? 0 : log2;
    const size = (128 >> shift) * (72 >> shift);
    const data = bits > 8 ? new Uint16Array(size).fill(code) : new Uint8Array(size).fill(code);
    return { data, offset: 0, stride: 128 >> shift, step: 1, log2X: shift, log2Y: shift, shift: 0 };
  });
  const range = model === 'rgb' ? 'full' : 'limited';
  return { ...plain, model, bits, components, tags: { ...plain.tags, range } };
}

describe('A small frame', () => {
  it('has luma in full range, and chroma around 128', () => {
    const read = createSmallFrameReader();
    const { luma, cb, cr } = read(flatPicture('ycbcr', [235, 128, 240], 1));
    assert.deepEqual([luma.length, cb.length, cr.length], [64 * 36, 32 * 9, 32 * 9]);
    assert.deepEqual([luma[0], cb[0], cr[0]], [255, 128, 255]);
    assert.equal(read(flatPicture('ycbcr', [16, 128, 128], 1)).luma[100], 0);
  });

  it('is the same for 8 and 10 bits', () => {
    const read = createSmallFrameReader();
    const eight = read(flatPicture('ycbcr', [100, 90, 150], 1));
    assert.deepEqual(read(flatPicture('ycbcr', [400, 360, 600], 1, 10)), eight);
  });

  it('of an RGB picture has its luma and chroma', () => {
    const { luma, cb, cr } = createSmallFrameReader()(flatPicture('rgb', [255, 0, 0], 0));
    // BT.709: 255 times 0.2126, and half the range for red.
    assert.deepEqual([luma[5], cb[5], cr[5]], [54, 99, 255]);
  });

  it('of a grey picture has neutral chroma', () => {
    const { cb, cr } = createSmallFrameReader()(makePicture(128, 72, (x) => 16 + x));
    assert.ok([...cb, ...cr].every((code) => code === 128));
  });

  it('shows the picture in its place, and only the given part of it', () => {
    const picture = makePicture(128, 72, (x) => (x < 64 ? 16 : 235));
    const read = createSmallFrameReader();
    const { luma } = read(picture);
    assert.deepEqual([luma[0], luma[31], luma[32], luma[63]], [0, 0, 255, 255]);
    const right = read(picture, { x: 64, y: 0, width: 64, height: 72 });
    assert.ok(right.luma.every((code) => code === 255));
  });

  it('of an interlaced picture shows one field', () => {
    const comb = { ...makePicture(128, 72, (_, y) => (y % 2 === 0 ? 16 : 235)), isInterlaced: true };
    assert.ok(createSmallFrameReader()(comb).luma.every((code) => code === 0));
  });
});
