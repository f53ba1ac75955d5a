import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describePixelFormat, viewComponents } from '#node/film/index';

/**
 * Read the components, alpha last, of the pixels (0, 0) and (1, 0), from planes whose bytes count
 * up.
 */
function codes(name: string, planes: number): { first: number[]; second: number[] } {
  const layout = describePixelFormat(name);
  assert.ok(layout, name);
  const buffers = Array.from({ length: planes }, (_, plane) =>
    Uint8Array.from({ length: 64 }, (_, i) => 64 * plane + i),
  );
  const { components, alpha } = viewComponents(layout, buffers, Array(planes).fill(16));
  const at = (x: number) =>
    (alpha ? [...components, alpha] : components).map(
      ({ data, offset, step, log2X, shift }) => data[offset + (x >> log2X) * step]! >> shift,
    );
  return { first: at(0), second: at(1) };
}

describe('Pixel formats', () => {
  it("planar Y'CbCr formats have one plane per component", () => {
    assert.deepEqual(codes('yuv420p', 3), { first: [0, 64, 128], second: [1, 64, 128] });
    assert.deepEqual(codes('yuv444p', 3), { first: [0, 64, 128], second: [1, 65, 129] });
    assert.equal(describePixelFormat('yuvj422p')?.isFullRange, true);
    assert.equal(describePixelFormat('yuva444p')?.model, 'ycbcr');
  });

  it('components of more than eight bits are little-endian pairs of bytes', () => {
    const { first } = codes('yuv420p10le', 3);
    assert.deepEqual(first, [0x0100, 0x4140, 0x8180]);
    assert.equal(describePixelFormat('yuv422p12le')?.bits, 12);
  });

  it('semi-planar formats interleave chroma, and P010 has its codes in the upper bits', () => {
    assert.deepEqual(codes('nv12', 2).first, [0, 64, 65]);
    assert.deepEqual(codes('nv21', 2).first, [0, 65, 64]);
    assert.deepEqual(codes('p010le', 2).first, [0x0100 >> 6, 0x4140 >> 6, 0x4342 >> 6]);
  });

  it('packed formats have all components in one plane', () => {
    assert.deepEqual(codes('yuyv422', 1), { first: [0, 1, 3], second: [2, 1, 3] });
    assert.deepEqual(codes('uyvy422', 1), { first: [1, 0, 2], second: [3, 0, 2] });
    assert.deepEqual(codes('rgb24', 1), { first: [0, 1, 2], second: [3, 4, 5] });
    assert.deepEqual(codes('bgr0', 1), { first: [2, 1, 0], second: [6, 5, 4] });
    assert.deepEqual(codes('0rgb', 1), { first: [1, 2, 3], second: [5, 6, 7] });
    assert.deepEqual(codes('rgb48le', 1).first, [0x0100, 0x0302, 0x0504]);
  });

  it('planar RGB formats store green, blue and red in this order', () => {
    assert.deepEqual(codes('gbrp', 3).first, [128, 0, 64]);
  });

  it('alpha has its own plane or its own bytes, with as many bits as the colours', () => {
    assert.deepEqual(codes('yuva420p', 4), { first: [0, 64, 128, 192], second: [1, 64, 128, 193] });
    assert.deepEqual(codes('yuva444p10le', 4).first, [0x0100, 0x4140, 0x8180, 0xc1c0]);
    assert.deepEqual(codes('gbrap', 4).first, [128, 0, 64, 192]);
    assert.equal(describePixelFormat('gbrap12le')?.bits, 12);
    assert.deepEqual(codes('rgba', 1), { first: [0, 1, 2, 3], second: [4, 5, 6, 7] });
    assert.deepEqual(codes('bgra', 1), { first: [2, 1, 0, 3], second: [6, 5, 4, 7] });
    assert.deepEqual(codes('argb', 1), { first: [1, 2, 3, 0], second: [5, 6, 7, 4] });
    assert.deepEqual(codes('abgr', 1), { first: [3, 2, 1, 0], second: [7, 6, 5, 4] });
    assert.deepEqual(codes('rgba64le', 1).first, [0x0100, 0x0302, 0x0504, 0x0706]);
    assert.deepEqual(codes('ya8', 1), { first: [0, 1], second: [2, 3] });
    assert.deepEqual(codes('ya16le', 1), { first: [0x0100, 0x0302], second: [0x0504, 0x0706] });
    for (const name of ['yuv420p', 'nv12', 'rgb24', 'rgb0', 'gray', 'gbrp']) {
      assert.equal(describePixelFormat(name)?.alpha, null, name);
    }
  });

  it('describePixelFormat returns null for unsupported formats', () => {
    for (const name of ['bayer_rggb8', 'cuda', 'vaapi', '']) {
      assert.equal(describePixelFormat(name), null, name);
    }
  });
});
