import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Pictures that people render films to. */
const PICTURES = /^\.(?:png|jpe?g|webp|tiff?|bmp|dpx|exr|tga|jp2|j2k|ppm)$/i;

/** Numbered pictures of one name in a folder. */
export interface PictureSequence {
  readonly count: number;
  /** As FFmpeg's `image2` takes it: "frames/f%04d.png". */
  readonly pattern: string;
  readonly firstNumber: number;
}

/**
 * Find numbered pictures in a folder: the name of which there are most, two at least.
 *
 * @returns null for a folder without any, or one that cannot be read.
 */
export async function findSequence(folder: string): Promise<PictureSequence | null> {
  const names = await readdir(folder).catch(() => []);
  const sequences = new Map<string, number[]>();
  for (const name of names) {
    const extension = extname(name);
    const [, prefix, digits] = /^(.*?)(\d+)$/.exec(name.slice(0, name.length - extension.length)) ?? [];
    if (digits === undefined || !PICTURES.test(extension)) continue;
    // Of numbers with zeros before them the width counts, and for others it does no harm.
    const key = `${prefix!.replaceAll('%', '%%')}%0${digits.length}d${extension}`;
    const numbers = sequences.get(key) ?? [];
    numbers.push(Number(digits));
    sequences.set(key, numbers);
  }
  const [longest] = [...sequences].sort(([, a], [, b]) => b.length - a.length);
  if (longest === undefined || longest[1].length < 2) return null;
  const [key, numbers] = longest;
  return {
    count: numbers.length,
    pattern: join(folder.replaceAll('%', '%%'), key),
    firstNumber: numbers.reduce((a, b) => Math.min(a, b)),
  };
}

/** Frames a second that FFmpeg gives a sequence too. */
const RATE = 25;

/** Say what a folder of numbered pictures is and how to make a film of it. */
export const explainSequence = ({ count, pattern, firstNumber }: PictureSequence): string =>
  `holds ${count} numbered pictures and no film; make one of them first, for example: ` +
  `ffmpeg -framerate ${RATE} -start_number ${firstNumber} -i '${pattern}' -c:v ffv1 film.mkv`;
