import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePng } from '../pictures/write-png.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Make a PNG of one colour. */
export function flatPng(color: Rgb, recipe: Partial<Parameters<typeof writePng>[0]> = {}): Buffer {
  const { width = 16, height = 12 } = recipe;
  return writePng({ ...recipe, width, height, codes: Array.from({ length: width * height }, () => color).flat() });
}

/** Write files into a new folder, and return it. */
export function makeFolder(parent: string, name: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

/** Write pictures of one colour each with FFmpeg's encoder for their extension, numbered from 1. */
export function encodePictures(folder: string, extension: string, color: string, count: number): string {
  mkdirSync(folder, { recursive: true });
  const source = `color=${color}:size=16x12:rate=25:duration=${count / 25},format=gbrp`;
  const output = join(folder.replaceAll('%', '%%'), `f%d.${extension}`);
  execFileSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', '-f', 'lavfi', '-i', source, output]);
  return folder;
}
