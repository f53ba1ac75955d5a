import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeSampleFormat, viewChannels } from '#node/film/index';

/** Read two samples of two channels: half of full scale, positive and negative. */
function samples(name: string, bytesPerSample: number, write: (at: number, value: number, buffer: Buffer) => void) {
  const values = [0.5, -0.5, 0.25, 0];
  const read = (planes: Buffer[], format: string) => {
    const layout = describeSampleFormat(format);
    assert.ok(layout, format);
    return viewChannels(layout, planes, [1, 0]).map(({ data, offset, step, zero, scale }) =>
      [0, 1].map((i) => (data[offset + i * step]! - zero) * scale),
    );
  };
  const fill = (part: number[]) => {
    const buffer = Buffer.from(new ArrayBuffer(part.length * bytesPerSample));
    for (const [i, value] of part.entries()) write(i * bytesPerSample, value, buffer);
    return buffer;
  };
  // Interleaved: left, right, left, right. Planar: one plane per channel.
  const [a, b, c, d] = values as [number, number, number, number];
  return { interleaved: read([fill([a, b, c, d])], name), planar: read([fill([a, c]), fill([b, d])], `${name}p`) };
}

describe('Sample formats', () => {
  const expected = [
    [0.5, 0.25],
    [-0.5, 0],
  ];
  const writers: Record<string, [number, (at: number, value: number, buffer: Buffer) => void]> = {
    u8: [1, (at, value, buffer) => buffer.writeUInt8(128 + value * 128, at)],
    s16: [2, (at, value, buffer) => buffer.writeInt16LE(value * 2 ** 15, at)],
    s32: [4, (at, value, buffer) => buffer.writeInt32LE(value * 2 ** 31, at)],
    s64: [8, (at, value, buffer) => buffer.writeBigInt64LE(BigInt(value * 2 ** 63), at)],
    flt: [4, (at, value, buffer) => buffer.writeFloatLE(value, at)],
    dbl: [8, (at, value, buffer) => buffer.writeDoubleLE(value, at)],
  };
  for (const [name, [bytes, write]] of Object.entries(writers)) {
    it(`samples of the formats ${name} and ${name}p are scaled to 1 at full scale`, () => {
      const { interleaved, planar } = samples(name, bytes, write);
      assert.deepEqual(interleaved, expected);
      assert.deepEqual(planar, expected);
    });
  }

  it('describeSampleFormat returns null for unknown formats', () => {
    for (const name of ['', 'p', 'unknown', 's24']) assert.equal(describeSampleFormat(name), null);
  });
});
