import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSpare } from '#node/server/jobs/spare';
import { waitFor } from '../../support/wait-for.ts';

/** Start numbered resources, and list which were closed. */
function createResources(idleSeconds: number) {
  let started = 0;
  const closed: number[] = [];
  const start = () => {
    const id = ++started;
    return { id, close: () => void closed.push(id) };
  };
  return { spare: createSpare(start, idleSeconds), closed, countStarted: () => started };
}

describe('Spare processes', () => {
  it('are started once, and taken once', () => {
    const { spare, closed, countStarted } = createResources(60);
    spare.prepare();
    spare.prepare();
    assert.equal(countStarted(), 1);
    assert.deepEqual([spare.take().id, spare.take().id], [1, 2]);
    spare.prepare();
    assert.equal(countStarted(), 3);
    spare.close();
    assert.deepEqual(closed, [3]);
  });

  it('that are given back are taken next, or end if others wait', () => {
    const { spare, closed, countStarted } = createResources(60);
    const [one, other] = [spare.take(), spare.take()];
    spare.giveBack(one);
    spare.giveBack(other);
    assert.deepEqual(closed, [other.id]);
    spare.prepare();
    assert.equal(spare.take(), one);
    assert.equal(countStarted(), 2);
  });

  it('end after a while if nothing takes them', async () => {
    const { spare, closed } = createResources(0.05);
    spare.prepare();
    // Nothing else keeps the process running.
    const keep = setInterval(() => {}, 20);
    assert.ok(await waitFor(() => closed.length === 1));
    clearInterval(keep);
    assert.equal(spare.take().id, 2);
    assert.deepEqual(closed, [1]);
  });
});
