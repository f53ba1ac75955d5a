import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignPriorities, offsetPriority } from '#queue/jobs/assign-priorities';

const GB = 1e9;

describe('Films in line', () => {
  it('stand small before large, and behind a huge one only what is larger', () => {
    const places = assignPriorities([50 * GB, 1 * GB, 5 * GB]);
    assert.ok(places[1]! < places[2]! && places[2]! < places[0]!, String(places));
  });

  it('each have a place of their own, from 1 up, in the order given where they are alike', () => {
    assert.deepEqual(assignPriorities([0, 0, 0]), [1, 2, 3]);
    const many = assignPriorities(Array.from({ length: 10_000 }, () => 5 * GB));
    assert.equal(new Set(many).size, 10_000);
    assert.ok(Math.max(...many) < 2_097_151);
  });

  it('of an unknown size stand as a usual one does', () => {
    const [small, unknown, large] = assignPriorities([0.1 * GB, null, 20 * GB]);
    assert.ok(small! < unknown! && unknown! < large!);
  });

  it('never stand further behind than there are places', () =>
    assert.ok(assignPriorities(Array.from({ length: 100 }, () => 1e14)).every((place) => place <= 2_097_151)));

  it('of a later submission begin where the line is now, so that both take turns', () => {
    assert.equal(offsetPriority(1, 0), 1);
    assert.equal(offsetPriority(1, 500), 500);
    assert.equal(offsetPriority(3, 500), 502);
    assert.equal(offsetPriority(10, 2_097_150), 2_097_151);
  });
});
