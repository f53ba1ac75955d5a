import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEntryPoint, readLengthSize } from '#core/frame/index';

type Bytes = readonly number[];

const annexB = (...units: Bytes[]) => Uint8Array.from(units.flatMap((unit) => [0, 0, 0, 1, ...unit]));
const shortCodes = (...units: Bytes[]) => Uint8Array.from(units.flatMap((unit) => [0, 0, 1, ...unit]));
const lengths = (size: number, ...units: Bytes[]) =>
  Uint8Array.from(units.flatMap((unit) => [...new Array<number>(size - 1).fill(0), unit.length, ...unit]));

/**
 * Units of H.264. Slices: `first_mb_in_slice` 0, then `slice_type` 7 (all I), 5 (all P) or 2 (I).
 */
const delimiter = [0x09, 0xf0];
const idr = [0x65, 0x88, 0x84, 0x00];
const allIntra = [0x61, 0b1_0001000, 0x80];
const intra = [0x61, 0b1_011_0000, 0x80];
const inter = [0x61, 0b1_00110_00, 0x80];
/** SEI: a message of user data, then a recovery point: 0 frames; 18 frames and an exact match. */
const userData = [0x05, 0x02, 0xaa, 0xbb];
const recovery = (...payload: number[]) => [0x06, ...userData, 0x06, payload.length, ...payload, 0x80];
const atOnce = recovery(0b1_1_0_00_1_00);
const later = recovery(0b00001001, 0b1_1_0_00_1_00);

describe('A key packet of H.264', () => {
  const packets: readonly (readonly [what: string, isEntry: boolean, ...units: Bytes[]])[] = [
    ['an IDR picture', true, delimiter, idr],
    ['an IDR picture with a recovery point', true, later, idr],
    ['an intra picture without a recovery point', true, delimiter, allIntra],
    ['an intra picture that recovers at once', true, delimiter, atOnce, allIntra],
    ['a picture whose first slice is intra and that recovers at once', true, atOnce, intra],
    ['an intra picture that recovers later', false, later, allIntra],
    ['an inter picture that recovers later', false, delimiter, later, inter],
    ['an inter picture that claims to recover at once', false, atOnce, inter],
    ['an inter picture without a recovery point', false, inter],
    ['no picture', true, delimiter],
  ];
  for (const [what, isEntry, ...units] of packets) {
    it(`H.264: ${what} is ${isEntry ? 'an' : 'not an'} entry point, with start codes and with lengths`, () => {
      assert.equal(isEntryPoint('h264', annexB(...units), 0), isEntry);
      assert.equal(isEntryPoint('h264', shortCodes(...units), 0), isEntry);
      for (const size of [1, 2, 4]) assert.equal(isEntryPoint('h264', lengths(size, ...units), size), isEntry);
      // Start codes although the container announces lengths.
      assert.equal(isEntryPoint('h264', annexB(...units), 4), isEntry);
    });
  }

  it('ignores emulation prevention bytes in an H.264 packet', () => {
    // A message of user data that is three zeros, escaped, before the recovery point.
    const sei = [0x06, 0x05, 0x03, 0x00, 0x00, 0x03, 0x00, 0x06, 0x02, 0b00001001, 0b1_1_0_00_1_00, 0x80];
    assert.equal(isEntryPoint('h264', annexB(sei, allIntra), 0), false);
  });

  it('reads an H.264 packet that is cut off after its first slice begins', () => {
    const whole = lengths(4, atOnce, allIntra);
    assert.equal(isEntryPoint('h264', whole.subarray(0, whole.length - 1), 4), true);
  });
});

describe('A key packet of HEVC or VVC', () => {
  const hevc = (type: number) => annexB([0x46, 0x01, 0x50], [type << 1, 0x01, 0x80]);
  const vvc = (type: number) => annexB([0x00, 0xa1, 0x50], [0x00, (type << 3) | 1, 0x80]);

  it('accepts IDR, BLA and CRA pictures of HEVC and VVC as entry points', () => {
    for (const type of [16, 17, 18, 19, 20, 21]) assert.equal(isEntryPoint('hevc', hevc(type), 0), true, `${type}`);
    for (const type of [7, 8, 9]) assert.equal(isEntryPoint('vvc', vvc(type), 0), true, `${type}`);
  });

  it('rejects pictures of HEVC and VVC with gradual refresh as entry points', () => {
    for (const type of [0, 1, 8, 9]) assert.equal(isEntryPoint('hevc', hevc(type), 0), false, `${type}`);
    for (const type of [0, 1, 10]) assert.equal(isEntryPoint('vvc', vvc(type), 0), false, `${type}`);
  });
});

describe('The header of a track', () => {
  it('reads the size of the length field from the codec header', () => {
    assert.equal(readLengthSize('h264', Uint8Array.from([1, 100, 0, 31, 0xff, 0xe1])), 4);
    assert.equal(readLengthSize('h264', Uint8Array.from([1, 100, 0, 31, 0xfd, 0xe1])), 2);
    assert.equal(readLengthSize('hevc', Uint8Array.from([1, ...new Array<number>(20).fill(0), 0xf3])), 4);
    assert.equal(readLengthSize('vvc', Uint8Array.from([0xff])), 4);
  });

  it('detects start codes in the codec header', () => {
    assert.equal(readLengthSize('h264', Uint8Array.from([0, 0, 0, 1, 0x67])), 0);
    assert.equal(readLengthSize('hevc', null), 0);
  });
});
