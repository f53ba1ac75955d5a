/** How a film is sampled and clustered. */
export interface FingerprintOptions {
  /**
   * Instants sampled, evenly spaced by time.
   *
   * **Minimum**: 1. At most as many as the stretch has frames.
   * @default 3600
   */
  readonly samples?: number | undefined;
  /**
   * Clusters a frame, 1 to 32, or `auto`: as many as the frame has colours.
   *
   * @default 'auto'
   */
  readonly clusters?: number | 'auto' | undefined;
  /**
   * Where sampling begins, seconds on the film's own clock, which starts at 0.
   *
   * @default 0
   */
  readonly from?: number | undefined;
  /**
   * Where sampling ends, seconds. After `from`; the film's end where it lies beyond.
   *
   * @default the film's end
   */
  readonly to?: number | undefined;
  /**
   * Seed of all random choices, an integer from 0 to 4294967295.
   *
   * @default 0
   */
  readonly seed?: number | undefined;
  /**
   * Whether the loudness around each instant is measured.
   *
   * @default true
   */
  readonly loudness?: boolean | undefined;
}

/** Options in range, with nothing left open but where the film ends. */
export interface CheckedFingerprintOptions {
  readonly samples: number;
  /** Whether the caller asked for this number. */
  readonly hasSamples: boolean;
  readonly clusters: number | 'auto';
  readonly from: number;
  readonly to: number | null;
  readonly seed: number;
  readonly loudness: boolean;
}

/** Enough that a poster 3,600 pixels wide has one column a pixel: the number the first such posters used. */
const DEFAULT_SAMPLES = 3600;
const MAX_CLUSTERS = 32;

/**
 * Check options before any work, and fill in the defaults.
 *
 * @throws {RangeError | TypeError} naming the option, what is expected and what was given.
 */
export function checkFingerprintOptions(options: FingerprintOptions): CheckedFingerprintOptions {
  const { samples = DEFAULT_SAMPLES, clusters = 'auto', from = 0, to = null, seed = 0, loudness = true } = options;
  expect(Number.isInteger(samples) && samples >= 1, 'samples', 'an integer from 1 up', samples);
  expect(
    clusters === 'auto' || (Number.isInteger(clusters) && clusters >= 1 && clusters <= MAX_CLUSTERS),
    'clusters',
    `an integer from 1 to ${MAX_CLUSTERS}, or auto`,
    clusters,
  );
  expect(Number.isFinite(from) && from >= 0, 'from', 'seconds from 0 up', from);
  if (to !== null) expect(Number.isFinite(to) && to > from, 'to', `a time after \`from\` (${from} s)`, `${to} s`);
  expect(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff, 'seed', 'an integer from 0 to 4294967295', seed);
  if (typeof loudness !== 'boolean') {
    throw new TypeError(`\`loudness\`: expected true or false, got ${String(loudness)}`);
  }
  return { samples, hasSamples: options.samples !== undefined, clusters, from, to, seed, loudness };
}

function expect(isRight: boolean, option: string, expected: string, got: unknown): void {
  if (!isRight) throw new RangeError(`\`${option}\`: expected ${expected}, got ${String(got)}`);
}
