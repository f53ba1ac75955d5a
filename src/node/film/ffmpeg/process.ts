import { type ChildProcess, spawn } from 'node:child_process';
import { pipeline, type Readable } from 'node:stream';
import { FilmError } from '../../../core/frame/index.ts';

/** Maximum length of the kept error output, and of one parsed line, characters. */
const STDERR_TAIL = 2_000;
const LINE_LENGTH = 4_000;

/** A running FFmpeg program. */
export interface FfmpegProcess {
  readonly stdout: Readable;
  /**
   * Wait for the program to end.
   *
   * @returns the exit code; null if it was killed.
   * @throws {FilmError} `backend-missing` if the program is not installed.
   */
  readonly ended: Promise<number | null>;
  /** The last errors that it printed, one per line. */
  readonly errors: string;
  /** Kill it. */
  kill(): void;
}

/** Running processes: they are killed when this process exits. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Start an FFmpeg program with an argument array, without a shell. The arguments must contain
 * `-loglevel level+...`, so that errors can be told from other output.
 *
 * @param onLine called for each line on stderr; very long lines are cut.
 * @param input the program whose output it reads; no input if absent.
 */
export function startFfmpeg(
  program: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  onLine: (line: string) => void = () => {},
  input?: FfmpegProcess,
): FfmpegProcess {
  const child = spawn(program, args, { stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'], windowsHide: true });
  running.add(child);
  // A program that ends before its input closes the pipe: not an error of either.
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
  // `wait` reports the error. Without a caller of `wait`, the rejection must not be unhandled.
  ended.catch(() => {});
  return {
    stdout: child.stdout!,
    ended,
    get errors() {
      return errors.trim();
    },
    kill() {
      // Discard what is still in the pipe: reading it would delay the end.
      child.stdout!.destroy();
      child.kill('SIGKILL');
    },
  };
}

/** The error for missing programs. */
export function missingFfmpeg(cause?: unknown): FilmError {
  return new FilmError(
    'backend-missing',
    'ffmpeg and ffprobe are not in the PATH; install FFmpeg, for instance: apt-get install ffmpeg, or: brew install ffmpeg',
    { cause },
  );
}

/** Run a program to its end and return its output: for short answers. */
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

/** Remove the prefixes of a line: "[h264 @ 0x55d5] [error] no frame!" is "no frame!". */
const cleanLine = (line: string): string => line.replace(/^(?:\[[^\]]*\] ?)+/, '').trim();
