import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/**
 * Make a film with the system's FFmpeg.
 *
 * @param args all but the name of the output, separated by spaces where it is one text.
 * @returns the path.
 */
export function makeWithFfmpeg(path: string, args: string | readonly string[]): string {
  const list = typeof args === 'string' ? args.split(' ') : args;
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-nostdin', ...list, '-y', path], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return path;
}
