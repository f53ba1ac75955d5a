import { fileURLToPath } from 'node:url';
import { type Measured, runMeasured } from '../support/run-measured.ts';

const CLI = fileURLToPath(new URL('../../../dist/process/main.js', import.meta.url));

/** Run the command line. */
export const runCommand = (...args: readonly string[]): Promise<Measured> =>
  runMeasured(process.execPath, [CLI, ...args, '--quiet']);

/** Let FFmpeg decode a film's pictures and do nothing with them. */
export const decodeFilm = (film: string): Promise<Measured> =>
  runMeasured('ffmpeg', ['-v', 'error', '-i', film, '-map', '0:v', '-f', 'null', '-']);

/** Print the time of a run, and its CPU time, which other programs disturb less. */
export function describeRun(what: string, { wallSeconds, cpuSeconds }: Measured): void {
  console.log(`${what}: ${wallSeconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU`);
}
