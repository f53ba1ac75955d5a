import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRandom } from '#core/cluster/index';
import { FEATURES, NETWORK_SHAPES, scoreFrames } from '#core/shots/index';

/** More frames than are scored at once. */
const FRAMES = 9000;
/** More than a score depends on. */
const MARGIN = 60;

function makeFeatures(seed: number): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length: FEATURES * FRAMES }, () => 256 * random());
}

describe('The network', () => {
  it('gives frames the same scores in a long film as in a part of it', () => {
    const features = makeFeatures(1);
    const whole = scoreFrames(features);
    // Around the first border between chunks, in the middle, and near the end.
    for (const at of [4096, 6000, 8192]) {
      const first = at - 2 * MARGIN;
      const part = scoreFrames(features.subarray(FEATURES * first, FEATURES * (at + 2 * MARGIN)));
      for (let t = at - MARGIN; t < at + MARGIN; t++) {
        assert.equal(whole.cut[t], part.cut[t - first], `cut ${t}`);
        assert.equal(whole.gradual[t], part.gradual[t - first], `gradual ${t}`);
      }
    }
  });

  it('scores depend on no frame further away than the layers reach', () => {
    const radius = NETWORK_SHAPES.reduce((sum, { kernel, dilation }) => sum + ((kernel - 1) / 2) * dilation, 0);
    const features = makeFeatures(2).subarray(0, FEATURES * 400);
    const changed = features.slice();
    changed.fill(0, FEATURES * 200, FEATURES * 201);
    const [before, after] = [scoreFrames(features), scoreFrames(changed)];
    const differs = (t: number) => before.cut[t] !== after.cut[t] || before.gradual[t] !== after.gradual[t];
    const touched = Array.from({ length: 400 }, (_, t) => t).filter(differs);
    assert.equal(touched[0], 200 - radius);
    assert.equal(touched.at(-1), 200 + radius);
  });

  it('scores no frames of a film without frames', () => {
    assert.deepEqual(scoreFrames(new Uint8Array(0)), { cut: new Float32Array(0), gradual: new Float32Array(0) });
  });
});
