import { type ChildProcess, spawn } from 'node:child_process';
import { pipeline, type Readable } from 'node:stream';
import { FilmError } from '../../../core/frame/index.ts';

/** Characters of a program's errors that are kept, and of one line that are parsed. */
const STDERR_TAIL = 2_000;
const LINE_LENGTH = 4_000;

/** A running FFmpeg program. */
export interface FfmpegProcess {
  readonly stdout: Readable;
  /**
   * Wait for the end.
   *
   * @returns the exit code, or null if it was killed.
   * @throws {FilmError} `backend-missing` if the program is not installed.
   */
  readonly ended: Promise<number | null>;
  /** The last errors that it printed, one per line. */
  readonly errors: string;
  /** Kill it. */
  kill(): void;
}

/** Running processes: none outlives this process. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Start an FFmpeg program with an argument array, without a shell. The arguments must include
 * `-loglevel level+...`, to distinguish errors from other output.
 *
 * @param onLine called for each line on stderr; very long lines are cut.
 * @param input the program whose output it reads; without one it has no input.
 */
export function startFfmpeg(
  program: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  onLine: (line: string) => void = () => {},
  input?: FfmpegProcess,
): FfmpegProcess {
  const child = spawn(program, args, { stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'], windowsHide: true });
  running.add(child);
  // A program that ends before its input does closes the pipe. That is no error of either.
  if (input !== undefined && child.stdin !== null) pipeline(input.stdout, child.stdin, () => {});
  let errors = '';
  const take = (line: string) => {
    if (/\[(?:error|fatal|panic)\]/.test(line)) errors = `${errors}${cleanLine(line)}\n`.slice(-STDERR_TAIL);
    onLine(line);
  };
  let rest = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop()!.slice(0, LINE_LENGTH);
    for (const line of lines) take(line.slice(0, LINE_LENGTH));
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause: NodeJS.ErrnoException) => {
      running.delete(child);
      reject(cause.code === 'ENOENT' ? missingFfmpeg(cause) : cause);
    });
    child.on('close', (code) => {
      running.delete(child);
      if (rest !== '') take(rest);
      resolve(code);
    });
  });
  // The caller that awaits the end gets the error. If nothing awaits it, ignore it.
  ended.catch(() => {});
  return {
    stdout: child.stdout!,
    ended,
    get errors() {
      return errors.trim();
    },
    kill() {
      // The rest in the pipe is not needed, and reading it would delay the end.
      child.stdout!.destroy();
      child.kill('SIGKILL');
    },
  };
}

/** Explain that the programs are not installed. */
export function missingFfmpeg(cause?: unknown): FilmError {
  return new FilmError(
    'backend-missing',
    'ffmpeg and ffprobe are not in the PATH; install FFmpeg, for instance: apt-get install ffmpeg, or: brew install ffmpeg',
    { cause },
  );
}

/** Run a program and return all its output, for short answers. */
export async function askFfmpeg(
  program: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
): Promise<{ stdout: string; exitCode: number | null; errors: string }> {
  const process = startFfmpeg(program, args);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdout) chunks.push(chunk);
  const exitCode = await process.ended;
  return { stdout: Buffer.concat(chunks).toString('utf8'), exitCode, errors: process.errors };
}

/** Remove the prefixes of a line: "[h264 @ 0x55d5] [error] no frame!" becomes "no frame!". */
const cleanLine = (line: string): string => line.replace(/^(?:\[[^\]]*\] ?)+/, '').trim();
