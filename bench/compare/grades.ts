/**
 * The shift between editions, held against grades that ffmpeg applied to real films: how near the fit
 * is to the grade, what the LUT leaves, which defects are named, where crops are found.
 *
 * Constants were chosen on Agent 327 and Big Buck Bunny; the other films are held out.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deltaE2000, srgb8ToLab } from '#core/color/index';
import {
  applyShift,
  type CropShift,
  findCropShift,
  fitShift,
  type GroupedColors,
  makeCube,
  nameDefects,
  pairColumnColors,
  pairPictureColors,
  type Shift,
} from '#core/compare/index';
import { SHARED } from '../support/film-frames.ts';
import { GRADE_EDITS, type GradeEdit } from './grade-edits.ts';
import {
  applyCube,
  gradeColors,
  makeEdition,
  makeReference,
  pairColumns,
  pairPictures,
  readFilm,
} from './grade-films.ts';

const FILMS = [
  { file: 'agent327_480p.mp4', step: 115, isHeldOut: false },
  { file: 'big_buck_bunny_0_30.webm', step: 15, isHeldOut: false },
  { file: 'sintel_trailer_full_480x204_noaudio.mp4', step: 26, isHeldOut: true },
  { file: 'nasa_13013.mp4', step: 8, isHeldOut: true },
  { file: 'movie-hello.mp4', step: 4, isHeldOut: true },
  { file: 'one-by-one-person-detection.mp4', step: 28, isHeldOut: true },
];

/** Results of one edition of one film. */
export interface GradeResult {
  readonly film: string;
  readonly isHeldOut: boolean;
  readonly edit: GradeEdit;
  readonly pictures: EvidenceResult;
  readonly columns: EvidenceResult;
  /** Largest error of an edge of the crop's rectangles, share of the side; infinite if none was found. */
  readonly cropError: number;
  readonly crop: CropShift | null;
}

/** Figures for one kind of evidence. */
export interface EvidenceResult {
  readonly shift: Shift;
  /** Median CIEDE2000 between what the fit predicts and what was applied; null without a grade. */
  readonly fitError: number | null;
  /** Median CIEDE2000 between A and B: as they stand, and with the LUT applied to A. */
  readonly asIs: number;
  readonly afterCube: number;
  readonly defects: readonly string[];
  readonly isNamedRightly: boolean;
}

/** Run all edits on all films at hand. */
export async function measureGrades(
  films: readonly string[] = [],
  edits: readonly string[] = [],
): Promise<GradeResult[]> {
  const results: GradeResult[] = [];
  for (const { file, step, isHeldOut } of FILMS) {
    const path = join(SHARED, 'media', file);
    if (!existsSync(path) || (films.length > 0 && !films.some((name) => file.startsWith(name)))) continue;
    const source = { path, step };
    const reference = makeReference(source);
    const a = await readFilm(reference, true);
    // Without black bars: what two copies of the reference have in common.
    const picture = findCropShift(a.pictures.map((one) => ({ a: one, b: one })))?.a;
    for (const edit of GRADE_EDITS) {
      if (edits.length > 0 && !edits.some((name) => edit.name.includes(name))) continue;
      const b = await readFilm(makeEdition(source, reference, edit), false);
      const pairs = pairPictures(a, b);
      const crop = findCropShift(pairs);
      const colors = pairPictureColors(pairs, crop);
      const truth = pairPictureColors(
        pairs.filter((_, i) => !colors.isMismatch[i]),
        crop,
      );
      results.push({
        film: file,
        isHeldOut,
        edit,
        crop,
        cropError: measureCropError(edit, crop, picture),
        pictures: judge(edit, colors, truth, crop),
        columns: judge(edit, pairColumnColors(pairColumns(a, b)), truth, null),
      });
    }
  }
  return results;
}

function judge(edit: GradeEdit, colors: GroupedColors, truth: GroupedColors, crop: CropShift | null): EvidenceResult {
  const shift = fitShift(colors);
  const defects = nameDefects({ colors, shift, crop }).map(({ defect }) => defect);
  const cube = join(tmpdir(), `chromatheque-${process.pid}.cube`);
  writeFileSync(cube, makeCube(shift, colors, edit.name));
  const fitted = new Uint8Array(truth.a.length);
  for (let i = 0; i < truth.a.length; i += 3) {
    fitted.set(applyShift(shift, [truth.a[i]!, truth.a[i + 1]!, truth.a[i + 2]!]), i);
  }
  const expected = edit.defects?.filter((defect) => crop !== null || !['mirrored', 'squeezed'].includes(defect));
  return {
    shift,
    fitError: edit.color === undefined ? null : medianDifference(fitted, gradeColors(edit.color, truth.a)),
    asIs: medianDifference(truth.a, truth.b),
    afterCube: medianDifference(applyCube(cube, truth.a), truth.b),
    defects,
    isNamedRightly: String(defects) === String(expected),
  };
}

function medianDifference(a: Uint8Array, b: Uint8Array): number {
  const differences: number[] = [];
  for (let i = 0; i < a.length; i += 9) {
    differences.push(deltaE2000(srgb8ToLab(a[i]!, a[i + 1]!, a[i + 2]!), srgb8ToLab(b[i]!, b[i + 1]!, b[i + 2]!)));
  }
  differences.sort((one, other) => one - other);
  return differences[differences.length >> 1] ?? Number.NaN;
}

/** How far the edges of the found rectangles lie from those of the edit, within the film's picture: shares of the sides. */
function measureCropError(
  { rects, defects }: GradeEdit,
  crop: CropShift | null,
  picture: CropShift['a'] | undefined,
): number {
  if (crop === null || picture === undefined) return Number.POSITIVE_INFINITY;
  const whole = [0, 0, 1, 1] as const;
  const [a, b] = rects ?? [whole, whole];
  const edges = ([left, top, width, height]: readonly number[]) => [left!, top!, left! + width!, top! + height!];
  const [shown, bars] = [edges(a), edges([picture.left, picture.top, picture.width, picture.height])];
  const expected = shown.map((edge, side) => (side < 2 ? Math.max(edge, bars[side]!) : Math.min(edge, bars[side]!)));
  const placed = expected.map((edge, side) => {
    const axis = side % 2;
    return b[axis]! + ((edge - a[axis]!) / a[axis + 2]!) * b[axis + 2]!;
  });
  const [left, top, right, bottom] = placed as [number, number, number, number];
  const inOther = defects?.includes('mirrored') ? [1 - right, top, 1 - left, bottom] : placed;
  const measure = (edgesOf: readonly number[], { left, top, width, height }: CropShift['a']): number =>
    Math.max(...edges([left, top, width, height]).map((edge, side) => Math.abs(edge - edgesOf[side]!)));
  return Math.max(measure(expected, crop.a), measure(inOther, crop.b));
}

/** Print one line per result, then the figures. */
export function printGrades(results: readonly GradeResult[]): void {
  console.log(
    `${'film'.padEnd(8)}${'edit'.padEnd(34)}  crop |  pictures: fit  as is   LUT  named | columns: fit   LUT  named`,
  );
  const format = (value: number | null, digits = 2): string =>
    value === null ? '    -' : value.toFixed(digits).padStart(digits + 4);
  for (const { film, edit, cropError, pictures, columns } of results) {
    const line = [
      film.slice(0, 7).padEnd(8) + edit.name.padEnd(32),
      format(100 * cropError),
      ' | ',
      format(pictures.fitError),
      format(pictures.asIs),
      format(pictures.afterCube),
      pictures.isNamedRightly ? ' ok' : ` WRONG ${pictures.defects}`,
      ' | ',
      format(columns.fitError),
      format(columns.afterCube),
      columns.isNamedRightly ? ' ok' : ` WRONG ${columns.defects}`,
    ];
    console.log(line.join(' '));
  }
  for (const isHeldOut of [false, true]) {
    const part = results.filter((result) => result.isHeldOut === isHeldOut);
    if (part.length > 0) printFigures(isHeldOut ? 'held out' : 'chosen with', part);
  }
}

function printFigures(name: string, results: readonly GradeResult[]): void {
  console.log(`\n${name}: ${new Set(results.map(({ film }) => film)).size} films, ${results.length} editions`);
  const share = (values: readonly boolean[]): string => `${values.filter(Boolean).length}/${values.length}`;
  const median = (values: readonly number[]): string =>
    (values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN).toFixed(2);
  const crops = results.map(({ cropError }) => cropError);
  console.log(`crop within 1 %                          ${share(crops.map((error) => error <= 0.01))}`);
  for (const evidence of ['pictures', 'columns'] as const) {
    const isGrade = ({ edit }: GradeResult): boolean => edit.kind === 'affine' || edit.kind === 'curve';
    const fits = results.filter((one) => one[evidence].fitError !== null).map((one) => one[evidence].fitError!);
    const grades = results.filter((one) => isGrade(one) || one.edit.color !== undefined).map((one) => one[evidence]);
    const affine = results.filter(({ edit }) => edit.kind === 'affine').map((one) => one[evidence].afterCube);
    console.log(
      `${evidence}: fit against what was applied    median ${median(fits)}, at most 1.0: ${share(fits.map((fit) => fit <= 1))}`,
    );
    console.log(
      `${evidence}: LUT at least halves the distance ${share(grades.map(({ asIs, afterCube }) => afterCube <= asIs / 2))}`,
    );
    console.log(`${evidence}: LUT at most 1.5, affine          ${share(affine.map((left) => left <= 1.5))}`);
    console.log(
      `${evidence}: defects named rightly            ${share(results.map((one) => one[evidence].isNamedRightly))}`,
    );
  }
}

// Run alone: node build/bench/compare/grades.js [FILMS [EDITS]], each a list of beginnings or parts of
// names, separated by commas.
if (process.argv[1] === import.meta.filename) {
  const [, , films = '', edits = ''] = process.argv;
  printGrades(await measureGrades(films.split(',').filter(Boolean), edits.split(',').filter(Boolean)));
}
