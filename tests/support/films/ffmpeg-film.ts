import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { ROOT } from '../media.ts';
import { findInPath } from '../processes/programs.ts';

/** Films that were made before: a start of FFmpeg takes 0.2 s of CPU time and more. */
const KEPT = join(ROOT, 'node_modules', '.cache', 'chromatheque-films');

/**
 * Make a film with the system's FFmpeg, or copy it if the same program made it before from the same
 * arguments. A film made from other files is always made again.
 *
 * @param args all but the name of the output, separated by spaces where it is one text.
 * @returns the path.
 */
export function makeWithFfmpeg(path: string, args: string | readonly string[]): string {
  const list = typeof args === 'string' ? args.split(' ') : args;
  const kept = nameKept(list, extname(path));
  if (kept !== null && existsSync(kept)) {
    copyFileSync(kept, path);
    return path;
  }
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-nostdin', ...list, '-y', path], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  if (kept !== null) keep(path, kept);
  return path;
}

/** Name the copy of a film that is kept. Null where the film depends on other files. */
function nameKept(args: readonly string[], extension: string): string | null {
  const program = findInPath('ffmpeg');
  if (program === null || args.some((arg) => arg.includes(tmpdir()))) return null;
  const { size, mtimeMs } = statSync(program);
  const key = JSON.stringify([program, size, mtimeMs, args]);
  return join(KEPT, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}${extension}`);
}

/** Keep a copy, which appears whole: other tests may look for it at the same time. */
function keep(path: string, kept: string): void {
  mkdirSync(KEPT, { recursive: true });
  const part = `${kept}.${process.pid}`;
  copyFileSync(path, part);
  renameSync(part, kept);
}
