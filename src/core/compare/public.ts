/**
 * Two films, or two editions of one: alignment, distances and the shift of colours.
 *
 * `chromatheque/compare`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { alignFilms } from './align/align-films.ts';
export type { Alignment, Block, BlockMargin, Stretch } from './align/alignment.ts';
export { CompareError, type CompareErrorCode } from './compare-error.ts';
export { type ComparedColors, type ComparedEvidence, checkComparable, compareFilms } from './compare-films.ts';
export { COMPARISON_FORMAT, COMPARISON_VERSION, type Comparison, type FilmDistance } from './comparison.ts';
export { describeComparison } from './describe/describe.ts';
export { measureCourse } from './distance/course.ts';
export { type DistanceMatrix, measureMatrix } from './distance/matrix.ts';
export { measurePaletteDistance } from './distance/palette.ts';
export { buildTree, type FilmTree, type TreeJoin } from './distance/tree.ts';
export { makeCube } from './shift/cube.ts';
export { applyShift, type Shift } from './shift/shift.ts';
