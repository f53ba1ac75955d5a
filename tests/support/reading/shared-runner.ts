import { after } from 'node:test';
import { createLocalRunner, type SpanRunner } from '#node/app/internal';

/** Runners by their number of processes. */
const runners = new Map<number, SpanRunner>();
/** The folder and the environment that their processes have. */
let place = '';
after(closeRunners);

/**
 * Get the runner of a number of processes. Tests share it while folder and environment of this
 * process stay the same, because starting a process and reading its first film takes a second of CPU
 * time. It is closed after the tests of the process.
 *
 * A test that closes, aborts or crashes its processes creates its own runner.
 */
export function shareRunner(jobs: number): SpanRunner {
  const current = describePlace();
  if (current !== place) closeRunners();
  place = current;
  let runner = runners.get(jobs);
  if (runner === undefined) {
    runner = createLocalRunner({ jobs });
    runners.set(jobs, runner);
  }
  return runner;
}

function closeRunners(): void {
  for (const runner of runners.values()) runner.close();
  runners.clear();
}

/** Describe what processes inherit: the folder, where programs are, and how to reach a store. */
function describePlace(): string {
  const inherited = Object.entries(process.env).filter(([name]) => /^(?:PATH$|AWS_)/.test(name));
  return JSON.stringify([process.cwd(), inherited.sort()]);
}
