import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameChannels } from '#core/frame/index';

describe('Channels', () => {
  it('names channels by their mask bits, in the order of the bits', () => {
    assert.deepEqual(nameChannels(2, 3n), ['FL', 'FR']);
    assert.deepEqual(nameChannels(6, 0x60fn), ['FL', 'FR', 'FC', 'LFE', 'SL', 'SR']);
    assert.deepEqual(nameChannels(2, (1n << 29n) | (1n << 35n)), ['DL', 'LFE2']);
  });

  it('names channels without a mask by their count, if a default layout exists', () => {
    assert.deepEqual(nameChannels(6, 0n), ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR']);
    assert.deepEqual(nameChannels(8, 0n), ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'SL', 'SR']);
    assert.deepEqual(nameChannels(3, 0n), ['', '', '']);
  });
});
