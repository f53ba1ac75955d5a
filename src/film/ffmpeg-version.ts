import { askFfmpeg, missingFfmpeg } from './ffmpeg-process.ts';

let asking: Promise<string> | undefined;

/**
 * Ask the installed FFmpeg for its version, once, as it states it: "5.1.9-0+deb12u1", "n7.1", "N-118-g7e9b8d2".
 *
 * @throws {FilmError} `backend-missing` where `ffmpeg` or `ffprobe` is not in the PATH.
 */
export function readFfmpegVersion(): Promise<string> {
  asking ??= ask();
  return asking;
}

async function ask(): Promise<string> {
  const [ffmpeg] = await Promise.all([askFfmpeg('ffmpeg', ['-version']), askFfmpeg('ffprobe', ['-version'])]);
  const version = /^ffmpeg version (\S+)/.exec(ffmpeg.stdout)?.[1];
  if (version === undefined) throw missingFfmpeg(new Error(`ffmpeg -version: ${ffmpeg.stdout.slice(0, 200)}`));
  return version;
}

let listing: Promise<ReadonlySet<string>> | undefined;

/**
 * Ask the installed FFmpeg for the names of its decoders, once.
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
 * Name the option that hands on every frame with its own time, none repeated and none dropped: `-vsync` became `-fps_mode` in FFmpeg
 * 5.1. Versions without a number are builds of the newest sources.
 */
export function passFramesThrough(version: string): readonly string[] {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? [];
  const isOld = major !== undefined && (Number(major) < 5 || (Number(major) === 5 && Number(minor) < 1));
  return isOld ? ['-vsync', 'passthrough'] : ['-fps_mode', 'passthrough'];
}
