import { PassThrough } from 'node:stream';
import { run } from '#node/cli/run/run';
import { shareRunner } from '../reading/shared-runner.ts';

/** What a command printed, and its exit code. */
export interface InProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Run the command line in this process, where its process does not matter: a start of the command
 * takes 0.6 s of CPU time, and as much for each process that reads films, which all runs in a folder
 * share. Paths are relative to the folder that this process is in.
 */
export async function runInProcess(...args: readonly string[]): Promise<InProcessResult> {
  const printed = { stdout: '', stderr: '' };
  const open = (name: keyof typeof printed) => {
    const stream = new PassThrough();
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
    return stream as unknown as NodeJS.WriteStream;
  };
  const exitCode = await run(args, {
    stdout: open('stdout'),
    stderr: open('stderr'),
    signal: new AbortController().signal,
    createRunner: ({ jobs = 1 }) => ({ ...shareRunner(jobs), close() {} }),
  });
  await new Promise(setImmediate);
  return { exitCode, ...printed };
}

/** Run the command line in this process, in a folder. One at a time: the folder is that of the process. */
export async function runInFolder(folder: string, args: readonly string[]): Promise<InProcessResult> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await runInProcess(...args);
  } finally {
    process.chdir(before);
  }
}
