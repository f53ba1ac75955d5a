import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignPriorities, offsetPriority } from '#node/queue/jobs/assign-priorities';

const GB = 1e9;

describe('Priorities of films', () => {
  it('put small films before large ones', () => {
    const priorities = assignPriorities([50 * GB, 1 * GB, 5 * GB]);
    assert.ok(priorities[1]! < priorities[2]! && priorities[2]! < priorities[0]!, String(priorities));
  });

  it('are all different, from 1 up, in the given order for equal sizes', () => {
    assert.deepEqual(assignPriorities([0, 0, 0]), [1, 2, 3]);
    const many = assignPriorities(Array.from({ length: 10_000 }, () => 5 * GB));
    assert.equal(new Set(many).size, 10_000);
    assert.ok(Math.max(...many) < 2_097_151);
  });

  it('assume an average size for a film of unknown size', () => {
    const [small, unknown, large] = assignPriorities([0.1 * GB, null, 20 * GB]);
    assert.ok(small! < unknown! && unknown! < large!);
  });

  it('never exceed the largest number of BullMQ', () =>
    assert.ok(assignPriorities(Array.from({ length: 100 }, () => 1e14)).every((priority) => priority <= 2_097_151)));

  it('of a later submission start at the priority of the next job', () => {
    assert.equal(offsetPriority(1, 0), 1);
    assert.equal(offsetPriority(1, 500), 500);
    assert.equal(offsetPriority(3, 500), 502);
    assert.equal(offsetPriority(10, 2_097_150), 2_097_151);
  });
});
