/**
 * Comparison: two films, or two editions of one. It aligns their times, measures how the colours
 * were shifted and what the pictures lost, and how far apart films are.
 *
 * Pure: it never opens a film; fingerprints and small pictures are passed in.
 */

export { alignFilms } from './align/align-films.ts';
export type { Alignment, Block, BlockMargin, Stretch } from './align/alignment.ts';
export { CompareError, type CompareErrorCode } from './compare-error.ts';
export {
  type ComparedColors,
  type ComparedEvidence,
  checkComparable,
  compareFilms,
  type PicturedMoment,
} from './compare-films.ts';
export {
  COMPARISON_FORMAT,
  COMPARISON_VERSION,
  type ComparedFilm,
  type ComparedMoment,
  type ComparedShot,
  type Comparison,
  type FilmDistance,
  type LibraryNearness,
} from './comparison.ts';
export { type BlockKind, findBlockKinds } from './describe/block-kinds.ts';
export {
  describeComparison,
  formatDifference,
  formatFilmTime,
  formatLength,
  formatStretch,
} from './describe/describe.ts';
export { summarizeComparison } from './describe/summarize.ts';
export { findWorstMoments } from './describe/worst-moments.ts';
export { measureCourse } from './distance/course.ts';
export { type DistanceMatrix, measureMatrix } from './distance/matrix.ts';
export { findNearness } from './distance/nearness.ts';
export {
  type ComparedPalette,
  comparePalettes,
  measurePaletteDistance,
  preparePalette,
  readPalette,
} from './distance/palette.ts';
export { buildTree, type FilmTree, type TreeJoin } from './distance/tree.ts';
export type { EndPictures } from './ends/cells.ts';
export { fillGaps } from './ends/fill-gaps.ts';
export { refineEnds } from './ends/refine-ends.ts';
export { type FilmMap, MAX_MAP_FILMS, mapFilms } from './map/map-films.ts';
export { createMapGrid, type MapGrid, type MapPlace, planMapGrid } from './map/map-grid.ts';
export { findBlock, timeInB } from './moments/find-block.ts';
export { type Moment, planMoments } from './moments/moments.ts';
export { pickEvenly } from './moments/pick-evenly.ts';
export type { ColorPairs } from './shift/color-pairs.ts';
export { type ColumnPair, pairColumnColors } from './shift/colors/column-colors.ts';
export { type GroupedColors, pairPictureColors } from './shift/colors/picture-colors.ts';
export { type CropShift, isSamePicture, type ShareRect } from './shift/crop/crop-shift.ts';
export { findCropShift } from './shift/crop/find-crop-shift.ts';
export { makeCube } from './shift/cube.ts';
export { type Defect, type DefectEvidence, type NamedDefect, nameDefects } from './shift/defects/name-defects.ts';
export { fitShift } from './shift/fit/fit-shift.ts';
export { measureDifferences, type PairDifference } from './shift/measure-differences.ts';
export type { PicturePair } from './shift/picture-pair.ts';
export { applyShift, type DifferenceSummary, type GreyTint, type Shift } from './shift/shift.ts';
