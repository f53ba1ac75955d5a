import { type Fingerprint, roundNumber, roundTo } from '../fingerprint/index.ts';
import type { SmallPicture } from '../frame/index.ts';
import type { Alignment } from './align/alignment.ts';
import { CompareError } from './compare-error.ts';
import {
  COMPARISON_FORMAT,
  COMPARISON_VERSION,
  type ComparedFilm,
  type ComparedMoment,
  type ComparedShot,
  type Comparison,
  type FilmDistance,
  type LibraryNearness,
} from './comparison.ts';
import { timeInB } from './moments/find-block.ts';
import type { Moment } from './moments/moments.ts';
import { pairColumns } from './moments/pair-columns.ts';
import type { ColorPairs } from './shift/color-pairs.ts';
import { pairColumnColors } from './shift/colors/column-colors.ts';
import { type GroupedColors, pairPictureColors } from './shift/colors/picture-colors.ts';
import type { CropShift } from './shift/crop/crop-shift.ts';
import { findCropShift } from './shift/crop/find-crop-shift.ts';
import { nameDefects } from './shift/defects/name-defects.ts';
import { fitShift } from './shift/fit/fit-shift.ts';
import { measureShiftMargin } from './shift/fit/measure-shift-margin.ts';
import { measureDifferences } from './shift/measure-differences.ts';
import type { Shift } from './shift/shift.ts';

/** Pictures of both films at the same moment. */
export interface PicturedMoment extends Moment {
  readonly pictureA: SmallPicture;
  readonly pictureB: SmallPicture;
}

/** What two films are compared by. */
export interface ComparedEvidence {
  readonly alignment: Alignment;
  readonly distance: FilmDistance;
  readonly nearness?: LibraryNearness | undefined;
  /** Pictures of the moments that `planMoments` chose; null to compare the columns. */
  readonly pictures: readonly PicturedMoment[] | null;
}

/** A comparison, and the pairs of colours that its shift was fitted to. */
export interface ComparedColors {
  readonly comparison: Comparison;
  /** Null if there are none. */
  readonly colors: ColorPairs | null;
}

/** Compare two films that were aligned. */
export function compareFilms(
  a: Fingerprint,
  b: Fingerprint,
  { alignment, distance, nearness, pictures }: ComparedEvidence,
  tool: Comparison['tool'],
): ComparedColors {
  const { isSameFilm, speed, speedMargin, blocks, onlyA, onlyB } = alignment;
  const basis = pictures === null ? 'columns' : 'pictures';
  const found = pictures === null ? pairByColumns(alignment, a, b) : pairByPictures(pictures);
  const { crop, colors, moments: places } = found;
  const shift = colors.weights.some((weight) => weight > 0) ? fitWithMargin(colors) : null;
  const frameRates = { a: rateOf(a), b: rateOf(b) };
  const defectsOf = isSameFilm ? nameDefects({ colors, shift, crop, speed, frameRates }) : [];
  const moments = shift === null ? [] : measureMoments(places, colors, shift);
  const shots = a.shots && summarizeShots(a.shots, moments, alignment);
  const comparison: Comparison = {
    format: COMPARISON_FORMAT,
    version: COMPARISON_VERSION,
    tool,
    a: describeFilm(a),
    b: describeFilm(b),
    sameFilm: isSameFilm,
    speed: isSameFilm ? speed : null,
    speedMargin: isSameFilm ? speedMargin : null,
    blocks,
    onlyA,
    onlyB,
    basis,
    crop,
    shift,
    defects: defectsOf.map(({ defect }) => defect),
    defectsOf,
    distance,
    ...(nearness && { nearness }),
    moments,
    ...(shots && { shots }),
  };
  return { comparison, colors: shift === null ? null : colors };
}

function fitWithMargin(colors: GroupedColors): Shift {
  const shift = fitShift(colors);
  const margin = measureShiftMargin(colors, shift);
  return margin === null ? shift : { ...shift, margin };
}

interface PairedColors {
  readonly crop: CropShift | null;
  readonly colors: GroupedColors;
  readonly moments: readonly Moment[];
}

function pairByColumns(alignment: Alignment, a: Fingerprint, b: Fingerprint): PairedColors {
  const moments = pairColumns(alignment, a, b);
  const colors = pairColumnColors(
    moments.map(({ columnA, columnB }) => ({ a: columnA.swatches, b: columnB.swatches })),
  );
  return { crop: null, colors, moments };
}

function pairByPictures(moments: readonly PicturedMoment[]): PairedColors {
  const pairs = moments.map(({ pictureA, pictureB }) => ({ a: pictureA, b: pictureB }));
  const crop = findCropShift(pairs);
  return { crop, colors: pairPictureColors(pairs, crop), moments };
}

function measureMoments(places: readonly Moment[], colors: GroupedColors, shift: Shift): ComparedMoment[] {
  return measureDifferences(colors, shift).flatMap((measured, i) => {
    if (measured === null) return [];
    const { asIs, afterShift, isMismatch } = measured;
    const { a, b } = places[i]!;
    const moment = { a: roundNumber(a), b: roundNumber(b), difference: asIs, unexplained: afterShift };
    return [isMismatch ? { ...moment, isMismatch } : moment];
  });
}

/** Summarize the moments of each shot, where a block shows it. */
function summarizeShots(
  shots: NonNullable<Fingerprint['shots']>,
  moments: readonly ComparedMoment[],
  { blocks }: Alignment,
): ComparedShot[] {
  return shots.flatMap(({ from, to }, shot) => {
    const inside = moments.filter(({ a }) => a >= from && a < to);
    const block = blocks.find(({ a }) => a.from < to && a.to > from);
    if (inside.length === 0 || block === undefined) return [];
    const start = Math.max(from, block.a.from);
    const end = Math.min(to, block.a.to);
    const inB = (time: number) => roundNumber(timeInB(block, time));
    const mean = (values: readonly number[]) =>
      roundTo(values.reduce((sum, value) => sum + value, 0) / values.length, 2);
    return [
      {
        shot,
        a: { from: start, to: end },
        b: { from: inB(start), to: inB(end) },
        difference: mean(inside.map(({ difference }) => difference)),
        unexplained: mean(inside.map(({ unexplained }) => unexplained)),
      },
    ];
  });
}

function describeFilm({ film, sampling, columns, shots }: Fingerprint): ComparedFilm {
  const { id, name, title, durationSeconds, width, height, frameRate } = film;
  const { from, to } = sampling;
  return {
    ...{ id, name, title, durationSeconds, from, to, width, height, frameRate },
    columns: columns.length,
    ...(shots && { shots: shots.length }),
  };
}

const rateOf = ({ film: { frameRate } }: Fingerprint): number => frameRate.num / frameRate.den;

/** Columns with colours that a film needs, to be compared in time. */
const MIN_COLUMNS = 8;

/**
 * Refuse films that cannot be compared: stills, and films of which nearly nothing could be read.
 *
 * @param name of the film, for the message.
 * @throws {CompareError} `too-short`.
 */
export function checkComparable({ columns, sampling }: Fingerprint, name: string): void {
  if (!(sampling.to > sampling.from)) {
    throw new CompareError('too-short', `${name}: its colours have no times: they are all of ${sampling.from} s`);
  }
  const seen = columns.filter(({ swatches }) => swatches.length > 0).length;
  if (seen >= MIN_COLUMNS) return;
  const found = seen === 0 ? 'none' : `only ${seen}`;
  throw new CompareError(
    'too-short',
    `${name}: ${MIN_COLUMNS} frames with colours are needed to compare, it has ${found}`,
  );
}
