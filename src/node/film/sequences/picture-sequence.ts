import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { FilmError, hasFilmExtension } from '../../../core/frame/index.ts';
import { isS3Address } from '../../s3/index.ts';
import { isUrl } from '../identity/film-url.ts';
import { formatPattern, hasNumber, type NamePattern, parsePattern } from './name-pattern.ts';

/** Extensions of pictures of rendered and scanned films. */
const PICTURES = /^\.(?:png|jpe?g|webp|avif|gif|tiff?|bmp|dpx|exr|tga|jp2|j2k|ppm)$/i;

/** Maximum number of digits, so that the number is exact in JavaScript. */
const MAX_DIGITS = 15;

/** One picture of a sequence. */
export interface NumberedPicture {
  readonly number: number;
  readonly path: string;
  /** Whether it is a symbolic link, which may point outside its folder. */
  readonly isLink: boolean;
}

/** Numbered pictures with one name in one folder, which are read as a film. */
export interface PictureSequence {
  /** Folder or pattern as the user wrote it. */
  readonly path: string;
  readonly folder: string;
  /** Name of the pictures in the notation of FFmpeg's `image2`: "f%04d.png". */
  readonly pattern: string;
  /** In the order of their numbers, at least two. */
  readonly pictures: readonly NumberedPicture[];
  /**
   * Patterns of other sequences in the folder, which are not read. Empty where the user named a
   * pattern.
   */
  readonly others: readonly string[];
}

/** Frames per second of every sequence: FFmpeg's default for `image2` (libavformat/img2dec.c). */
export const SEQUENCE_RATE = 25;

/**
 * Parse the last part of a path as a pattern of numbered pictures; null if it is not one. Reads no
 * files.
 */
export function parseSequencePattern(path: string): NamePattern | null {
  if (isUrl(path) || isS3Address(path) || !PICTURES.test(extname(path))) return null;
  return parsePattern(basename(path));
}

/**
 * Find the sequence of numbered pictures that a path names: a folder with such pictures and without
 * films, or a pattern such as `frames/f%04d.png`. An existing file is never a pattern. Of several
 * sequences in a folder, the longest is chosen, then the first by name.
 *
 * @returns null for everything else.
 * @throws {FilmError} for a pattern that fewer than two pictures match: `not-found`, `unreadable`
 * for one.
 */
export async function findSequence(path: string): Promise<PictureSequence | null> {
  if (isUrl(path) || isS3Address(path)) return null;
  const stats = await stat(path).catch(() => null);
  if (stats !== null) return stats.isDirectory() ? findInFolder(path) : null;
  const pattern = parseSequencePattern(path);
  return pattern === null ? null : findByPattern(path, pattern);
}

async function findInFolder(folder: string): Promise<PictureSequence | null> {
  const files = await listFiles(folder);
  if (files === null || files.some(({ name }) => hasFilmExtension(name))) return null;
  const found = groupFiles(files).filter(({ pictures }) => pictures.length > 1);
  const [longest, ...others] = found.sort(
    (a, b) => b.pictures.length - a.pictures.length || (a.pattern < b.pattern ? -1 : 1),
  );
  if (longest === undefined) return null;
  return {
    path: folder,
    folder,
    pattern: longest.pattern,
    pictures: toPictures(folder, longest.pictures),
    others: others.map(({ pattern }) => pattern),
  };
}

async function findByPattern(path: string, pattern: NamePattern): Promise<PictureSequence | null> {
  // In FFmpeg's patterns, each "%" of a folder is also "%%".
  const literal = dirname(path);
  for (const folder of new Set([literal, literal.replaceAll('%%', '%')])) {
    const files = await listFiles(folder);
    if (files === null) continue;
    const numbered = files.flatMap((file) => {
      const digits = hasNumber(pattern, file.name) ? digitsOf(pattern, file.name) : '';
      return isShort(digits) ? [{ ...file, number: Number(digits) }] : [];
    });
    const [only] = numbered;
    if (only === undefined) throw new FilmError('not-found', `${path}: no picture in this folder has such a name`);
    if (numbered.length === 1) {
      throw new FilmError(
        'unreadable',
        `${path}: only ${only.name} has such a name: a still picture, not a film; for its colours run: chromatheque palette FILE`,
      );
    }
    return { path, folder, pattern: formatPattern(pattern), pictures: toPictures(folder, numbered), others: [] };
  }
  return null;
}

interface File {
  readonly name: string;
  readonly isLink: boolean;
}

type NumberedFile = File & { readonly number: number };

/**
 * List the files of a folder that may be pictures; null for an unreadable folder. Hidden files are
 * skipped: macOS may have one for each file.
 */
async function listFiles(folder: string): Promise<File[] | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  return (
    entries
      ?.filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
      .map((entry) => ({ name: entry.name, isLink: entry.isSymbolicLink() })) ?? null
  );
}

/**
 * Group pictures whose names differ only in the number before their extension. Numbers with leading
 * zeros have one width; longer ones have none, as `printf` writes it: f0999, f1000, f10000.
 */
function groupFiles(files: readonly File[]): { pattern: string; pictures: NumberedFile[] }[] {
  const names = new Map<string, { prefix: string; suffix: string; numbers: { file: File; digits: string }[] }>();
  for (const file of files) {
    const suffix = extname(file.name);
    const stem = file.name.slice(0, file.name.length - suffix.length);
    const [digits = ''] = /\d+$/.exec(stem) ?? [];
    if (!isShort(digits) || !PICTURES.test(suffix)) continue;
    const prefix = stem.slice(0, stem.length - digits.length);
    const key = `${prefix}/${suffix}`;
    const group = names.get(key) ?? { prefix, suffix, numbers: [] };
    if (group.numbers.push({ file, digits }) === 1) names.set(key, group);
  }
  return [...names.values()].flatMap(({ prefix, suffix, numbers }) => {
    const padded = new Set(numbers.flatMap(({ digits }) => (isPadded(digits) ? [digits.length] : [])));
    const byWidth = new Map<number, NumberedFile[]>();
    for (const { file, digits } of numbers) {
      const widths = [...padded].filter((width) => width <= digits.length);
      const width = isPadded(digits) ? digits.length : Math.max(1, ...widths);
      const pictures = byWidth.get(width) ?? [];
      if (pictures.push({ ...file, number: Number(digits) }) === 1) byWidth.set(width, pictures);
    }
    return [...byWidth].map(([width, pictures]) => ({ pattern: formatPattern({ prefix, width, suffix }), pictures }));
  });
}

const isPadded = (digits: string): boolean => digits.length > 1 && digits.startsWith('0');

const isShort = (digits: string): boolean => digits !== '' && digits.length <= MAX_DIGITS;

const digitsOf = ({ prefix, suffix }: NamePattern, name: string): string =>
  name.slice(prefix.length, name.length - suffix.length);

const toPictures = (folder: string, files: readonly NumberedFile[]): NumberedPicture[] =>
  files
    .map(({ name, number, isLink }) => ({ number, path: join(folder, name), isLink }))
    .sort((a, b) => a.number - b.number);

/** Maximum number of ranges in a warning. */
const MAX_RANGES = 5;

/**
 * Describe in warnings how a sequence is read as a film: its frame rate, missing numbers, other
 * sequences that are not read.
 */
export function warnOfSequence({ pictures, pattern, others }: PictureSequence): string[] {
  const first = pictures[0]!.number;
  const last = pictures.at(-1)!.number;
  const warnings = [
    `${pictures.length} pictures, ${pattern} from ${first} to ${last}, are read as a film of ${SEQUENCE_RATE} frames per second`,
  ];
  const missing = last - first + 1 - pictures.length;
  if (missing > 0) {
    const ranges = findMissing(pictures);
    const shown = ranges.slice(0, MAX_RANGES).map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
    const rest = ranges.length > MAX_RANGES ? ' and others' : '';
    const what = missing === 1 ? 'picture is' : 'pictures are';
    warnings.push(
      `${missing} ${what} missing between the first and the last: ${shown.join(', ')}${rest}; the pictures after each gap follow directly, so the film is shorter`,
    );
  }
  if (others.length > 0) {
    const shown = others.slice(0, MAX_RANGES).join(', ') + (others.length > MAX_RANGES ? ' and others' : '');
    warnings.push(
      `the folder holds other numbered pictures, which are not read: ${shown}; name such a pattern to read it`,
    );
  }
  return warnings;
}

function findMissing(pictures: readonly NumberedPicture[]): { from: number; to: number }[] {
  return pictures.slice(1).flatMap(({ number }, i) => {
    const before = pictures[i]!.number;
    return number > before + 1 ? [{ from: before + 1, to: number - 1 }] : [];
  });
}
