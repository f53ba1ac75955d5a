import { createRandom, DEFAULT_SEED } from '../../cluster/index.ts';
import type { DistanceMatrix } from '../distance/matrix.ts';

/** Films as points whose distances are about those of a matrix. */
export interface EmbeddedFilms {
  readonly films: number;
  /** From 1 up. */
  readonly axes: number;
  /** Shape (films, axes). The axes are in descending order of variance, each with mean 0. */
  readonly points: Float64Array;
}

/** Iterations of the eigenvectors: later ones move no film on the maps that were measured. */
const ITERATIONS = 60;
/** Lengths below this share of the largest eigenvalue are noise of the arithmetic. */
const NOISE = 1e-9;

/**
 * Place films as points by classical multidimensional scaling: the eigenvectors of the doubly
 * centred squared distances. Axes with a negative eigenvalue are left out: no distances of points
 * have them.
 *
 * Uses only arithmetic that is exact to the last bit, so that all machines find the same points.
 *
 * @param matrix of at least two films.
 * @param axes at most.
 * @see Torgerson 1952, "Multidimensional scaling: I. Theory and method", Psychometrika 17, 401-419;
 *   Golub & Van Loan, Matrix Computations, 4th ed., section 8.2.4 (orthogonal iteration).
 */
export function embedFilms(matrix: DistanceMatrix, axes: number): EmbeddedFilms {
  const films = matrix.length;
  const centred = centreSquares(matrix);
  const vectors = startVectors(films, Math.min(axes, films - 1));
  for (let i = 0; i < ITERATIONS; i++) {
    for (const [k, vector] of vectors.entries()) vectors[k] = multiply(centred, vector);
    orthonormalize(vectors);
  }
  const lengths = vectors.map((vector) => dot(vector, multiply(centred, vector)));
  const least = NOISE * Math.max(...lengths.map(Math.abs));
  const kept = [...vectors.keys()].filter((k) => lengths[k]! > least).sort((i, j) => lengths[j]! - lengths[i]!);
  // Films that are all equal have no axis; they share one point.
  const count = Math.max(1, kept.length);
  const points = new Float64Array(films * count);
  for (const [axis, k] of kept.entries()) {
    const scale = Math.sqrt(lengths[k]!);
    for (let film = 0; film < films; film++) points[film * count + axis] = scale * vectors[k]![film]!;
  }
  return { films, axes: count, points };
}

/** -1/2 of the squared distances, minus the means of rows and columns. Shape (films, films). */
function centreSquares(matrix: DistanceMatrix): Float64Array {
  const n = matrix.length;
  const squares = Float64Array.from({ length: n * n }, (_, i) => -(matrix[Math.floor(i / n)]![i % n]! ** 2) / 2);
  const means = Float64Array.from({ length: n }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < n; column++) sum += squares[row * n + column]!;
    return sum / n;
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / n;
  return squares.map((value, i) => value - means[Math.floor(i / n)]! - means[i % n]! + mean);
}

/** Vectors without a pattern, the same every time. */
function startVectors(films: number, count: number): Float64Array[] {
  const random = createRandom(DEFAULT_SEED);
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length: films }, () => random() - 0.5));
  orthonormalize(vectors);
  return vectors;
}

function multiply(square: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  const product = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (let column = 0; column < n; column++) sum += square[row * n + column]! * vector[column]!;
    product[row] = sum;
  }
  return product;
}

/** Gram-Schmidt. A vector that depends on those before it becomes 0. */
function orthonormalize(vectors: readonly Float64Array[]): void {
  for (const [k, vector] of vectors.entries()) {
    for (const before of vectors.slice(0, k)) subtract(vector, before, dot(vector, before));
    const length = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < vector.length; i++) vector[i] = length === 0 ? 0 : vector[i]! / length;
  }
}

function subtract(vector: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i]! -= factor * other[i]!;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
