import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { describe, it } from 'node:test';
import { createPool, PoolError } from '#node/pool/index';
import { waitFor } from '../../support/wait-for.ts';

const entry = new URL('../../support/processes/pool-child.js', import.meta.url);

/** Run a test with a pool, and close the pool. */
async function withPool(size: number, test: (pool: ReturnType<typeof createPool>) => Promise<void>): Promise<void> {
  const pool = createPool({ entry, size });
  try {
    await test(pool);
  } finally {
    pool.close();
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('A pool', { concurrency: true }, () => {
  it('returns the result of each task, with more tasks than children', () =>
    withPool(2, async (pool) => {
      const results = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.run({ kind: 'double', value: i })));
      assert.deepEqual(
        results,
        Array.from({ length: 20 }, (_, i) => 2 * i),
      );
    }));

  it('emits the events of a task in order, before its result', () =>
    withPool(2, async (pool) => {
      const events: unknown[] = [];
      await pool.run({ kind: 'count', value: 5 }, { onEvent: (event) => events.push(event) });
      assert.deepEqual(events, [0, 1, 2, 3, 4]);
    }));

  it('sends typed arrays unchanged', () =>
    withPool(1, async (pool) => {
      const array = Float64Array.of(1.5, Number.NaN, -0);
      assert.deepEqual(await pool.run({ kind: 'echo', value: array }), array);
    }));

  it('rejects a task with the error that its handler threw, and continues', () =>
    withPool(1, async (pool) => {
      await assert.rejects(pool.run({ kind: 'throw', value: 'no such colour' }), /no such colour/);
      assert.equal(await pool.run({ kind: 'double', value: 4 }), 8);
    }));

  it('rejects only one task when a child crashes', () =>
    withPool(2, async (pool) => {
      const tasks = Array.from({ length: 8 }, (_, i) =>
        pool.run(i === 3 ? { kind: 'crash' } : { kind: 'double', value: i }),
      );
      const results = await Promise.allSettled(tasks);
      for (const [i, result] of results.entries())
        assert.equal(result.status, i === 3 ? 'rejected' : 'fulfilled', `task ${i}`);
      const crashed = results[3]!;
      assert.ok(
        crashed.status === 'rejected' && crashed.reason instanceof PoolError && crashed.reason.code === 'crashed',
      );
    }));

  it('includes the last stderr output of a crashed child in the error', () =>
    withPool(1, async (pool) => {
      await assert.rejects(pool.run({ kind: 'crash', value: 'out of paint' }), {
        code: 'crashed',
        message: /out of paint/,
      });
    }));

  // A child says each second that it is alive, and a busy machine may delay that by seconds.
  const silence = 5000;

  it('does not kill a child that works for long but yields to its event loop', async () => {
    const pool = createPool({ entry, size: 1, silence });
    try {
      assert.equal(await pool.run({ kind: 'work', value: 1.5 * silence }), 'done');
    } finally {
      pool.close();
    }
  });

  it('replaces a child that hangs', async () => {
    const pool = createPool({ entry, size: 1, silence });
    try {
      await assert.rejects(pool.run({ kind: 'block' }), { code: 'silent', message: /hung for 5 s/ });
      assert.equal(await pool.run({ kind: 'double', value: 4 }), 8);
    } finally {
      pool.close();
    }
  });

  it('kills its children when it is closed, and rejects their tasks', async () => {
    const pool = createPool({ entry, size: 2 });
    const pid = (await pool.run({ kind: 'pid' })) as number;
    const endless = pool.run({ kind: 'hang' });
    const waiting = assert.rejects(endless, { code: 'closed' });
    pool.close();
    await waiting;
    await assert.rejects(pool.run({ kind: 'pid' }), { code: 'closed' });
    assert.ok(await waitFor(() => !isAlive(pid)));
  });

  it('kills the processes that its children started', { skip: process.platform === 'win32' }, async () => {
    const pool = createPool({ entry, size: 1 });
    const pid = (await pool.run({ kind: 'start' })) as number;
    assert.equal(isAlive(pid), true);
    pool.close();
    assert.ok(await waitFor(() => !isAlive(pid)));
  });

  it('leaves no child running when its parent is killed', async () => {
    const parent = fork(new URL('../../support/processes/pool-parent.js', import.meta.url), { stdio: 'ignore' });
    const pids = await new Promise<number[]>((resolve) =>
      parent.once('message', (message) => resolve(message as number[])),
    );
    assert.ok(pids.every(isAlive));
    parent.kill('SIGKILL');
    assert.ok(await waitFor(() => !pids.some(isAlive)));
  });
});
