import { PassThrough } from 'node:stream';
import { run } from '#cli/run';

/** What a command printed, and its exit code. */
export interface InProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Run the command line in this process: cheap, for errors that need no process. Paths are those of this process. */
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
  });
  return { exitCode, ...printed };
}
