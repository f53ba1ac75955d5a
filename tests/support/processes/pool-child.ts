import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { serveTasks } from '#node/pool/index';

/** The other side of the pool's tests. */
serveTasks(async (task, { emit }) => {
  const { kind, value } = task as { kind: string; value?: unknown };
  switch (kind) {
    case 'double':
      return 2 * (value as number);
    case 'count':
      for (let i = 0; i < (value as number); i++) emit(i);
      return null;
    case 'echo':
      return value;
    case 'work':
      return setTimeout(value as number, 'done');
    case 'block':
      // Holds the event loop without taking time from other tests.
      return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    case 'pid':
      return process.pid;
    case 'start':
      return spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' }).pid;
    case 'throw':
      throw new Error(String(value));
    case 'crash':
      process.stderr.write(String(value ?? ''));
      await setTimeout(20);
      process.kill(process.pid, 'SIGSEGV');
      return setTimeout(60_000);
    default:
      return setTimeout(60_000);
  }
});
