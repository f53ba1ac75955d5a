import type { Column, Fingerprint } from '#core/fingerprint/index';

/** Palettes of imagined scenes: heaviest colour first, as a film would have them. */
const SCENES: readonly (readonly string[])[] = [
  ['#0d1420', '#1c2b3f', '#5b6f86', '#9aa7b0', '#c9a25e'],
  ['#6f9cc4', '#384a3b', '#a9c6da', '#5d7f58', '#d8d0ba'],
  ['#3a2418', '#6e4630', '#b07b54', '#d9b48f', '#120c09'],
  ['#7c1d1a', '#b83a26', '#2a0b0c', '#e0874f', '#4c4440'],
  ['#15201c', '#2f4a3c', '#6f8a5c', '#b6b98a', '#0a0d0c'],
  ['#a98455', '#6d5136', '#d8c39a', '#3d2f25', '#20140f'],
  ['#11152b', '#2b2f66', '#5a4f9a', '#a47fb8', '#e3a6a1'],
  ['#1f1a17', '#4a3b30', '#8a6f57', '#2d5f6e', '#c7b8a4'],
  ['#7d8b95', '#b4bfc6', '#4b5660', '#2c333a', '#a05a3c'],
  ['#d97b1e', '#f0b34a', '#8c4312', '#3b1d10', '#f6e1ae'],
];

/** A small linear congruential generator (Numerical Recipes, 3rd ed., section 7.1): the same numbers everywhere. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Invent the fingerprint of a film: scenes of varied length, a palette each, shots that cut between its colours, light that wavers.
 *
 * @param colors swatches a column has.
 */
export function syntheticFingerprint(columns: number, { colors = 5, seed = 7 } = {}): Fingerprint {
  const random = seeded(seed);
  const made: Column[] = [];
  while (made.length < columns) {
    const scene = SCENES[Math.floor(random() * SCENES.length)]!;
    const length = Math.max(2, Math.round((random() ** 3 * columns) / 7));
    let shot = scene;
    for (let i = 0; i < length && made.length < columns; i++) {
      if (random() < 0.5) shot = random() < 0.55 ? scene : [...scene].sort(() => random() - 0.5);
      const light = 0.75 + 0.35 * random();
      const swatches = shot
        .slice(0, colors)
        .map((color, k) => ({ color: scaled(color, light), share: shares(colors)[k]! }));
      made.push({ time: made.length + 0.5, frameTime: made.length + 0.48, swatches });
    }
  }
  return fingerprintOf(made);
}

/** Wrap columns into a whole fingerprint. */
export function fingerprintOf(columns: readonly Column[]): Fingerprint {
  const samples = columns.length;
  return {
    format: 'chromatheque/fingerprint',
    version: 1,
    film: {
      id: '0'.repeat(32),
      name: 'imagined.mkv',
      title: 'Imagined',
      durationSeconds: samples,
      width: 1920,
      height: 1080,
      pixelAspect: { num: 1, den: 1 },
      rotationDegrees: 0,
      frameRate: { num: 24, den: 1 },
      codec: 'h264',
      color: { matrix: 'bt709', range: 'limited', transfer: 'bt709', primaries: 'bt709', assumed: [] },
    },
    sampling: {
      samples,
      mode: 'exact',
      from: 0,
      to: samples,
      missing: columns.filter((column) => column.swatches.length === 0).length,
      crop: { mode: 'auto', stretches: [{ from: 0, x: 0, y: 140, width: 1920, height: 800 }] },
      backend: { name: 'imagined', version: '1' },
    },
    clustering: { clusters: 5, space: 'oklab', seed: 1 },
    tool: { name: 'chromatheque', version: '0.0.0' },
    columns,
  };
}

/** Make a column that shows the given colours, heaviest first. */
export function columnOf(time: number, ...colors: readonly string[]): Column {
  const swatches = colors.map((color, k) => ({ color, share: shares(colors.length)[k]! }));
  return { time, frameTime: colors.length === 0 ? null : time, swatches };
}

function shares(count: number): number[] {
  const weights = Array.from({ length: count }, (_, k) => 0.5 ** k);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function scaled(color: string, factor: number): string {
  const value = Number.parseInt(color.slice(1), 16);
  const channels = [value >> 16, (value >> 8) & 255, value & 255];
  return `#${channels
    .map((c) =>
      Math.min(255, Math.round(c * factor))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
