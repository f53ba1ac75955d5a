import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planIdentity } from '#core/pipeline/index';

const KIB = 1024;

describe('The plan of an identity', () => {
  it('covers a file of less than a block with one block of its size', () => {
    assert.deepEqual(planIdentity(10), { header: '10\n', blockBytes: 10, positions: [0] });
  });

  it('covers all of a file of up to 64 blocks', () => {
    const { blockBytes, positions } = planIdentity(40 * KIB);
    assert.equal(blockBytes, 16 * KIB);
    assert.deepEqual(positions, [0, 12 * KIB, 24 * KIB]);
  });

  it('spreads 64 blocks over a large file, from its first byte to its last', () => {
    const size = 50e9 + 1;
    const { blockBytes, positions } = planIdentity(size);
    assert.equal(positions.length, 64);
    assert.equal(positions[0], 0);
    assert.equal(positions.at(-1)! + blockBytes, size);
    assert.deepEqual(
      positions,
      positions.toSorted((one, other) => one - other),
    );
  });

  it('takes at most as many blocks as the caller says', () => {
    assert.deepEqual(planIdentity(160 * KIB, 4).positions, [0, 48 * KIB, 96 * KIB, 144 * KIB]);
  });
});
