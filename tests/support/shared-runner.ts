import { after } from 'node:test';
import { createLocalRunner, type SpanRunner } from 'chromatheque/app';

const runners = new Map<number, SpanRunner>();
after(() => {
  for (const runner of runners.values()) runner.close();
});

/**
 * Get the runner of a number of processes. All tests of a file share it, because starting one process
 * and reading its first film takes a second of CPU time. It is closed after the tests of the file.
 *
 * A test that closes, aborts or crashes its processes creates its own runner. Films of one file have
 * different names: a process may keep a film open.
 */
export function shareRunner(jobs: number): SpanRunner {
  let runner = runners.get(jobs);
  if (runner === undefined) {
    runner = createLocalRunner({ jobs });
    runners.set(jobs, runner);
  }
  return runner;
}
