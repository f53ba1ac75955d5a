import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FilmRecipe, makeFilm, type Paint } from './make-film.ts';

/** Every frame another grey, so that a wrong frame shows. */
export const greys = (frame: number) => [16 + ((frame * 37) % 220), 128, 128] as const;

/** A film of flat frames that has one key frame; without this option, x264 makes each flat frame one. */
export const ONE_GROUP = { isFlat: true, gop: 1000, options: { sc_threshold: '0' } } as const;

/**
 * Make a film of VP8 of which every fifth picture is a reference that is never shown: libvpx makes such only in two passes, so the
 * bit `show_frame` is cleared afterwards (RFC 6386, section 9.1), in IVF, where a header of 12 bytes is before each picture.
 */
export function makeHiddenVp8(path: string): string {
  makeFilm({ path, frames: 60, isFlat: true, paint: greys, encoder: 'libvpx', options: { deadline: 'good' } });
  const bytes = readFileSync(path);
  for (let at = bytes.readUInt16LE(6), frame = 0; at < bytes.length; at += 12 + bytes.readUInt32LE(at), frame++) {
    if (frame % 5 === 3) bytes[at + 12]! &= ~0x10;
  }
  writeFileSync(path, bytes);
  return path;
}

/**
 * Periodic intra refresh: one IDR picture at the beginning, then recovery points every 12 frames, after each of which 9 frames are not
 * whole.
 */
export const refreshed: Partial<FilmRecipe> & { readonly paint: Paint } = {
  width: 160,
  isFlat: false,
  paint: (frame, x, y) => [60 + ((x + frame) % 64) + ((y + 2 * frame) % 64), 100 + ((y + frame) % 60), 128],
  gop: 1000,
  options: { 'x264-params': 'intra-refresh=1:keyint=12:bframes=0:scenecut=0' },
};

/** Films of 60 frames that are read exactly only if order, times and hidden frames are respected; by what each of them tests. */
export function makeFrameRecipes(folder: string): Readonly<Record<string, FilmRecipe>> {
  const recipes: Record<string, FilmRecipe> = {};
  const add = (what: string, file: string, rest: Partial<FilmRecipe> = {}) => {
    recipes[what] = { path: join(folder, file), frames: 60, isFlat: true, paint: greys, ...rest };
  };
  add('H.264 in MP4', 'plain.mp4');
  add('H.264 with B-frames', 'bframes.mp4', { bFrames: 3 });
  add('H.264 with an open group of pictures', 'open.mp4', {
    bFrames: 3,
    options: { 'x264-params': 'open-gop=1:keyint=12:min-keyint=12' },
  });
  add('H.264 in Matroska, where frames are not counted', 'bframes.mkv', { bFrames: 3 });
  add('H.264 with a variable frame rate', 'vfr.mp4', {
    bFrames: 2,
    timesMs: Array.from({ length: 60 }, (_, i) => i * i * 3 + i * 20),
  });
  add('HEVC with an open group of pictures', 'open-hevc.mp4', {
    encoder: 'libx265',
    bFrames: 3,
    options: { 'x265-params': 'open-gop=1:keyint=12:log-level=none' },
  });
  // Named apart from "H.264" where mediabunny, in the browser, reads no such container.
  for (const [what, file] of [
    ['H.264', 'refresh.mp4'],
    ['H.264', 'refresh.mkv'],
    ['H.264', 'refresh.ts'],
    ['AVC', 'refresh.avi'],
  ] as const) {
    add(`${what} that is refreshed column by column, as ${file}`, file, refreshed);
  }
  add('VP8', 'vp8.webm', { encoder: 'libvpx', options: { deadline: 'good', 'lag-in-frames': '16' } });
  add('VP9', 'vp9.webm', { encoder: 'libvpx-vp9', options: { deadline: 'good', 'lag-in-frames': '16' } });
  add('MPEG-2 in a transport stream', 'mpeg2.ts', { encoder: 'mpeg2video', bFrames: 2 });
  add('H.264 in a transport stream that begins at 0 with its sound, its picture a second later', 'sound-first.ts', {
    soundSeconds: 4,
    timesMs: Array.from({ length: 60 }, (_, i) => 1000 + 40 * i),
  });
  add('MPEG-2 in a program stream, where packets lack times', 'mpeg2.mpg', { encoder: 'mpeg2video', bFrames: 2 });
  add('MPEG-4 in AVI, where packets lack times', 'mpeg4.avi', { encoder: 'mpeg4', bFrames: 2 });
  add('Theora in Ogg', 'theora.ogv', { encoder: 'libtheora' });
  return recipes;
}
