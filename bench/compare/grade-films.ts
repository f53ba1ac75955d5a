import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ColumnPair, PicturePair } from '#core/compare/index';
import { createColumnMaker, type Swatch } from '#core/fingerprint/index';
import { createThumbnailer, type SmallPicture } from '#core/frame/index';
import { visitPictures } from '../support/film-frames.ts';
import { ENCODES, type GradeEdit } from './grade-edits.ts';

/** Where the films are kept from run to run. */
const FOLDER = join(tmpdir(), 'chromatheque-grades');
/** A film, and how many frames lie between the pairs of frames that are taken from it. */
export interface SourceFilm {
  readonly path: string;
  readonly step: number;
}

const TAGS = 'setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709';
const SHOWN = { pixelAspect: { num: 1, den: 1 }, isMirrored: false, rotationDegrees: 0 };
/** Frames of each film. */
const INSTANTS = 96;
/** Every so many pairs, one shows different moments. */
const WRONG_EVERY = 19;

/** Make a small film of good quality: pairs of frames 0.25 s apart, spread over a film. */
export function makeReference({ path, step }: SourceFilm): string {
  const name = `${basename(path).replace(/\W/g, '-')}.mp4`;
  const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '14', '-pix_fmt', 'yuv420p'];
  return makeOnce(name, ['-i', path, '-vf', chooseFrames(step, 0), ...LENGTH, ...encode]);
}

const LENGTH = ['-r', '24', '-frames:v', String(INSTANTS), '-an'];

function chooseFrames(step: number, late: number): string {
  const apart = Math.min(6, step >> 1);
  const isChosen = `eq(mod(n-${late},${step}),0)+eq(mod(n-${late},${step}),${apart})`;
  return `select='${isChosen}',setpts=N/24/TB,scale=320:-2,${TAGS}`;
}

/** Make an edition of a reference. */
export function makeEdition(film: SourceFilm, reference: string, edit: GradeEdit): string {
  const { name, color, picture, encode, framesLate } = edit;
  const file = `${basename(reference, '.mp4')}-${name.replace(/\W+/g, '-')}.mkv`;
  if (framesLate !== undefined) {
    return makeOnce(file, ['-i', film.path, '-vf', chooseFrames(film.step, framesLate), ...LENGTH, ...ENCODES[encode]]);
  }
  const filters: string[] = [];
  if (color !== undefined) filters.push(color, 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p', TAGS);
  if (picture !== undefined) filters.push(picture);
  const args = filters.length > 0 ? ['-vf', filters.join(',')] : [];
  return makeOnce(file, ['-i', reference, ...args, '-an', ...ENCODES[encode]]);
}

/** Colours as a grade shows them: sRGB codes, shape (n, 3). */
export function gradeColors(color: string, codes: Uint8Array): Uint8Array {
  const count = codes.length / 3;
  const width = 256;
  const height = Math.ceil(count / width);
  const padded = new Uint8Array(3 * width * height);
  padded.set(codes);
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-i', '-'];
  const toVideo = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv444p,setparams=range=tv:colorspace=bt709';
  const start = color.startsWith('format=gbrp') ? '' : `${toVideo},`;
  const filter = `${start}${color},scale=in_color_matrix=bt709,format=rgb24`;
  const { status, stdout, stderr } = spawnSync(
    'ffmpeg',
    ['-v', 'error', ...raw, '-vf', filter, '-f', 'rawvideo', '-'],
    { input: padded, maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`ffmpeg could not grade colours: ${stderr}`);
  return new Uint8Array(stdout).slice(0, 3 * count);
}

/** What is read of a film once. */
export interface ReadFilm {
  readonly pictures: readonly SmallPicture[];
  readonly columns: readonly (readonly Swatch[])[];
}

/** Read small pictures of the first of two frames, and columns of the first of A and the second of B. */
export async function readFilm(path: string, isReference: boolean): Promise<ReadFilm> {
  const makeThumbnail = createThumbnailer(SHOWN);
  const makeColumn = createColumnMaker({});
  const read: {
    readonly seconds: number;
    readonly picture: SmallPicture | null;
    readonly swatches: readonly Swatch[];
  }[] = [];
  let frame = 0;
  // Frames are decoded in order, one per instant.
  await visitPictures(path, INSTANTS, (picture, seconds) => {
    const isFirst = frame++ % 2 === 0;
    read.push({
      seconds,
      picture: isFirst ? makeThumbnail(picture) : null,
      swatches: isFirst === isReference ? makeColumn(picture).swatches : [],
    });
  });
  read.sort((one, other) => one.seconds - other.seconds);
  return {
    pictures: read.flatMap(({ picture }) => picture ?? []),
    columns: read.filter(({ picture }) => (picture !== null) === isReference).map(({ swatches }) => swatches),
  };
}

/** Pair pictures, some of them wrongly, as an alignment would. */
export function pairPictures(a: ReadFilm, b: ReadFilm): PicturePair[] {
  const count = Math.min(a.pictures.length, b.pictures.length);
  return Array.from({ length: count }, (_, i) => {
    const other = i % WRONG_EVERY === WRONG_EVERY - 1 ? (i * 7 + 5) % count : i;
    return { a: a.pictures[i]!, b: b.pictures[other]! };
  });
}

/** Pair columns: 0.25 s apart, some of them across a cut. */
export function pairColumns(a: ReadFilm, b: ReadFilm): ColumnPair[] {
  const count = Math.min(a.columns.length, b.columns.length);
  return Array.from({ length: count }, (_, i) => ({ a: a.columns[i]!, b: b.columns[i]! }));
}

function makeOnce(name: string, args: readonly string[]): string {
  const made = join(FOLDER, name);
  if (existsSync(made)) return made;
  mkdirSync(FOLDER, { recursive: true });
  const aside = join(FOLDER, `part-${name}`);
  const { status, stderr } = spawnSync('nice', ['ffmpeg', '-v', 'error', '-y', ...args, aside], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ffmpeg could not make ${name}: ${stderr}`);
  renameSync(aside, made);
  return made;
}

/** Apply a `.cube` file to colours with ffmpeg. */
export function applyCube(path: string, codes: Uint8Array): Uint8Array {
  return gradeColors(`format=gbrp,lut3d=file=${path}`, codes);
}
