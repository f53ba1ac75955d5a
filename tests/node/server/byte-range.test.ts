import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseByteRange } from '#node/server/http/byte-range';

describe('parseByteRange', () => {
  it('parseByteRange parses closed, open and suffix ranges', () => {
    assert.deepEqual(parseByteRange('bytes=0-99', 1000), { first: 0, last: 99 });
    assert.deepEqual(parseByteRange('bytes=100-', 1000), { first: 100, last: 999 });
    assert.deepEqual(parseByteRange('bytes=-100', 1000), { first: 900, last: 999 });
    assert.deepEqual(parseByteRange('Bytes= 5-5 ', 1000), { first: 5, last: 5 });
  });

  it('parseByteRange limits a range to the end of the file', () => {
    assert.deepEqual(parseByteRange('bytes=990-2000', 1000), { first: 990, last: 999 });
    assert.deepEqual(parseByteRange('bytes=-2000', 1000), { first: 0, last: 999 });
  });

  it('parseByteRange reports a range outside the file as unsatisfiable', () => {
    for (const [header, size] of [
      ['bytes=1000-', 1000],
      ['bytes=1000-1001', 1000],
      ['bytes=-0', 1000],
      ['bytes=0-', 0],
      ['bytes=-5', 0],
    ] as const) {
      assert.equal(parseByteRange(header, size), 'unsatisfiable', header);
    }
  });

  it('parseByteRange ignores invalid headers and several ranges', () => {
    for (const header of [
      undefined,
      '',
      'bytes=-',
      'bytes=9-3',
      'bytes=0-1,5-6',
      'lines=0-1',
      'bytes=a-b',
      'bytes=1e3-',
      'bytes=0x1-2',
    ]) {
      assert.equal(parseByteRange(header, 1000), null, header);
    }
  });
});
