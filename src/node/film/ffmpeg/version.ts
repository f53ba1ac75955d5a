import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { askFfmpeg, missingFfmpeg } from './process.ts';

let asking: Promise<string> | undefined;

/**
 * Ask the installed FFmpeg once for its version, as it states it: "5.1.9-0+deb12u1", "n7.1",
 * "N-118-g7e9b8d2".
 *
 * @throws {FilmError} `backend-missing` if `ffmpeg` or `ffprobe` is not in the PATH.
 */
export function readFfmpegVersion(): Promise<string> {
  asking ??= ask();
  return asking;
}

async function ask(): Promise<string> {
  if (findFolder('ffprobe') === null) throw missingFfmpeg();
  const { stdout } = await askFfmpeg('ffmpeg', ['-version']);
  const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1];
  if (version === undefined) throw missingFfmpeg(new Error(`ffmpeg -version: ${stdout.slice(0, 200)}`));
  return version;
}

/**
 * Return the version of `ffmpeg`, without starting it if `ffprobe` is in the same folder: both are then
 * of one build. Starting FFmpeg takes longer than decoding the frames of most spans.
 *
 * @param probed the version that `ffprobe` states.
 * @throws {FilmError} `backend-missing` where `ffmpeg` is not in the PATH.
 */
export async function confirmFfmpegVersion(probed: string | undefined): Promise<string> {
  const folder = findFolder('ffmpeg');
  return probed !== undefined && folder !== null && folder === findFolder('ffprobe') ? probed : readFfmpegVersion();
}

/** Find the folder of the PATH that holds a program, or null. */
function findFolder(program: 'ffmpeg' | 'ffprobe'): string | null {
  const file = process.platform === 'win32' ? `${program}.exe` : program;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.find((folder) => isExecutable(join(folder, file))) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let listing: Promise<ReadonlySet<string>> | undefined;

/**
 * Ask the installed FFmpeg once for the names of its decoders.
 *
 * @throws {FilmError} `backend-missing`.
 */
export function listDecoders(): Promise<ReadonlySet<string>> {
  listing ??= askFfmpeg('ffmpeg', ['-hide_banner', '-decoders']).then(
    // " V....D libvpx-vp9           libvpx VP9 (codec vp9)"
    ({ stdout }) => new Set(Array.from(stdout.matchAll(/^ [VAS][^ ]{5} (\S+)/gm), (match) => match[1]!)),
  );
  return listing;
}

/**
 * Choose the option that passes on every frame with its own time, without repeating or dropping
 * any: `-vsync` became `-fps_mode` in FFmpeg 5.1.
 */
export function passFramesThrough(version: string): readonly string[] {
  return isBefore(version, 5, 1) ? ['-vsync', 'passthrough'] : ['-fps_mode', 'passthrough'];
}

/**
 * Whether the bitstream filter `noise` can drop packets by an expression: since FFmpeg 5.0 (commit
 * 23da5caf09).
 */
export const canDropPackets = (version: string): boolean => !isBefore(version, 5, 0);

/** Whether ffmpeg decodes, filters and encodes in separate threads: since FFmpeg 7.0. */
export const isThreaded = (version: string): boolean => !isBefore(version, 7, 0);

/** Compare a version. Versions without a number are builds of the newest sources. */
function isBefore(version: string, major: number, minor: number): boolean {
  const [, ownMajor, ownMinor] = /^n?(\d+)\.(\d+)/.exec(version) ?? [];
  if (ownMajor === undefined) return false;
  return Number(ownMajor) < major || (Number(ownMajor) === major && Number(ownMinor) < minor);
}
