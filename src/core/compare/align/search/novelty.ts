import { COURSE_FEATURES, type Course } from '../course.ts';

/**
 * Columns on either side whose mean is subtracted. On the editions benchmark strangers reach
 * 42 with 12, 116 with 40 and 60 with 6; editions of one cut score 360 and more.
 */
const RADIUS = 12;
/** Deviations beyond which a value is clipped, so that no single cut decides. */
const CLIP = 2;
/** Least deviation of a feature that carries anything: less is noise of encoding and rounding. */
const MIN_DEVIATION = [0.004, 0.004, 0.002, 0.002] as const;
/** Weights: lightness and contrast survive every grade, colour does not survive black and white. */
const WEIGHTS = [1, 0.5, 0.5, 0.5] as const;

/**
 * How columns differ from those around them, in units of the film's own deviation: free of the
 * grade, and zero where nothing happens, so that flat stretches match nothing.
 */
export interface Novelty {
  readonly step: number;
  readonly count: number;
  /** One array per feature; null if the film has hardly any variation in it. Times sqrt(weight). */
  readonly features: readonly (Float32Array | null)[];
}

/** The novelty of a film as it is compared to another: its features side by side. */
export interface PackedNovelty {
  readonly step: number;
  readonly count: number;
  /** Shape (count, COURSE_FEATURES). A feature that one of both films lacks is 0. */
  readonly values: Float32Array;
  /** Sum of squares of each column, shape (count,). */
  readonly squares: Float32Array;
}

/** Two films that are searched for what they have in common. */
export interface NoveltyPair {
  readonly a: PackedNovelty;
  readonly b: PackedNovelty;
}

/** Pack the features that both films have. */
export function pairNovelty(a: Novelty, b: Novelty): NoveltyPair {
  const isShared = a.features.map((values, f) => values !== null && b.features[f] !== null);
  return { a: pack(a, isShared), b: pack(b, isShared) };
}

function pack({ features, count, step }: Novelty, isShared: readonly boolean[]): PackedNovelty {
  const values = new Float32Array(COURSE_FEATURES * count);
  const squares = new Float32Array(count);
  for (const [f, feature] of features.entries()) {
    if (feature === null || !isShared[f]) continue;
    for (let i = 0; i < count; i++) {
      const value = feature[i]!;
      values[COURSE_FEATURES * i + f] = value;
      squares[i]! += value * value;
    }
  }
  return { step, count, values, squares };
}

export function measureNovelty(course: Course): Novelty {
  const features = Array.from({ length: COURSE_FEATURES }, (_, f) => measureFeature(course, f));
  return { step: course.step, count: course.count, features };
}

function measureFeature({ features, isKnown, count }: Course, f: number): Float32Array | null {
  const values = features[f]!;
  const sums = new Float64Array(count + 1);
  const knowns = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    sums[i + 1] = sums[i]! + values[i]! * isKnown[i]!;
    knowns[i + 1] = knowns[i]! + isKnown[i]!;
  }
  const novelty = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    if (isKnown[i] === 0) continue;
    const from = Math.max(0, i - RADIUS);
    const to = Math.min(count, i + RADIUS + 1);
    novelty[i] = values[i]! - (sums[to]! - sums[from]!) / (knowns[to]! - knowns[from]!);
  }
  const scale = findScale(novelty);
  if (scale < MIN_DEVIATION[f]!) return null;
  const weight = Math.sqrt(WEIGHTS[f]!);
  return novelty.map((value) => weight * Math.max(-CLIP, Math.min(CLIP, value / scale)));
}

/** Between the deviation and the usual size of values: a few flashes do not silence the rest. */
function findScale(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  const sizes = values.map(Math.abs).sort();
  return (Math.sqrt(squares / values.length) + 1.4826 * sizes[sizes.length >> 1]!) / 2;
}
