#!/usr/bin/env node
import { EXIT } from './exit-code.ts';
import { run } from './run/run.ts';

// The process around the command line: handles signals and sets the exit code.
const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => controller.abort());
}
// A reader that closes the pipe early (head) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`chromatheque: standard output cannot be written (${error.code})\n`);
  process.exitCode = EXIT.cannotWrite;
});
// A failure of stderr cannot be reported anywhere.
process.stderr.on('error', () => {});

const exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: controller.signal,
});
process.exitCode ||= exitCode;
