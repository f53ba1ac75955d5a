/**
 * Time the kernels behind a palette on seeded synthetic frames of 14,400 pixels, as `frame/sample` hands them over; then hold k-means in RGB
 * against other programs, on frames of real films where those are at hand.
 *
 * Prints, for each kernel, the least and the median milliseconds a frame and a checksum of what it returned, which must not change with speed; for
 * each program milliseconds and the mean squared error a pixel of its seven colours. `npm run bench -- cluster`.
 */
import {
  clusterHistogram,
  createHistogram,
  createPaletteExtractor,
  createRandom,
  kmeans,
  measurePresence,
  rankByPresence,
} from '#core/cluster/index';
import { srgb8ToOklab } from '#core/color/index';
import { readFilmFrames } from './support/film-frames.ts';
import { loadRivals, runSklearn } from './support/rivals.ts';

const FRAMES = 40;
const WIDTH = 160;
const HEIGHT = 90;
const WARM_UPS = 3;
const ROUNDS = 7;

/** Paint a frame of a film that never was: a shaded ground, some discs with a light side, and grain. Some 950 bins of 5 bits, a little more than films fill. */
function paintFrame(seed: number): Uint8Array {
  const random = createRandom(seed);
  const draw = () => [random() * 255, random() * 255, random() * 255];
  const [left, right] = [draw(), draw()];
  const discs = Array.from({ length: 6 }, () => ({ x: random(), y: random(), radius: 0.3 * random(), color: draw() }));
  const pixels = new Uint8Array(3 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const x = (i % WIDTH) / WIDTH;
    const y = Math.floor(i / WIDTH) / HEIGHT;
    const disc = discs.find((d) => (x - d.x) * (x - d.x) + (y - d.y) * (y - d.y) < d.radius * d.radius);
    for (let channel = 0; channel < 3; channel++) {
      const ground = 0.6 * (left[channel]! * (1 - x) + right[channel]! * x);
      const value = disc ? disc.color[channel]! * (0.6 + 0.4 * (x - disc.x + disc.radius)) : ground * (0.7 + 0.3 * y);
      pixels[3 * i + channel] = Math.max(0, Math.min(255, Math.round(value + 16 * (random() + random() - 1))));
    }
  }
  return pixels;
}

/** FNV-1a over the bytes of typed arrays, http://www.isthe.com/chongo/tech/comp/fnv/. */
function checksum(hash: number, array: Uint8Array | Float32Array | Float64Array): number {
  let mixed = hash;
  for (const byte of new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) {
    mixed = Math.imul(mixed ^ byte, 0x01000193) >>> 0;
  }
  return mixed;
}

const frames = Array.from({ length: FRAMES }, (_, i) => paintFrame(i + 1));
const countColors = createHistogram();
const histograms = frames.map((frame) => {
  const { colors, weights } = countColors(frame);
  return { colors: colors.slice(), weights: weights.slice() };
});
const scratch = new Float32Array(3 * WIDTH * HEIGHT);
const extractSeven = createPaletteExtractor({ clusters: 7 });
const extractAuto = createPaletteExtractor();
const palettes = frames.map((frame) => extractAuto(frame));

type Result = readonly (Uint8Array | Float32Array | Float64Array)[];
const kernels: Record<string, (i: number) => Result> = {
  srgb8ToOklab: (i) => [srgb8ToOklab(frames[i]!, scratch)],
  histogram: (i) => {
    const { colors, weights } = countColors(frames[i]!);
    return [colors, weights];
  },
  'kmeans 7': (i) => {
    const { centroids, shares } = kmeans(histograms[i]!.colors, histograms[i]!.weights, { clusters: 7 });
    return [centroids, shares];
  },
  'palette 7': (i) => Object.values(extractSeven(frames[i]!)),
  'palette auto': (i) => Object.values(extractAuto(frames[i]!)),
  'rank presence': (i) => [Uint8Array.from(rankByPresence(measurePresence(palettes[i]!)))],
};

console.log(`${FRAMES} frames of ${WIDTH * HEIGHT} pixels`);
console.log('kernel          min ms  median ms  checksum');
for (const [name, kernel] of Object.entries(kernels)) {
  for (let i = 0; i < WARM_UPS * FRAMES; i++) kernel(i % FRAMES);
  const times: number[] = [];
  let hash = 0x811c9dc5;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < FRAMES; i++) {
      const start = performance.now();
      const result = kernel(i);
      times.push(performance.now() - start);
      if (round === 0) for (const array of result) hash = checksum(hash, array);
    }
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)]!;
  console.log(
    [
      name.padEnd(14),
      times[0]!.toFixed(3).padStart(7),
      median.toFixed(3).padStart(10),
      hash.toString(16).padStart(9),
    ].join(' '),
  );
}

// ---- Against others: seven colours in RGB.

const CLUSTERS = 7;
const SKLEARN_RESTARTS = 10;
/** Every so many pixels of a frame of 480 x 270 make the default sample of 14,400. */
const THINNING = 9;

/** Mean squared error a pixel, in codes, where each takes the nearest colour. */
function measureError(pixels: Uint8Array, colors: readonly (readonly number[])[]): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    let least = Number.POSITIVE_INFINITY;
    for (const color of colors) {
      const r = pixels[i]! - color[0]!;
      const g = pixels[i + 1]! - color[1]!;
      const b = pixels[i + 2]! - color[2]!;
      least = Math.min(least, r * r + g * g + b * b);
    }
    sum += least;
  }
  return (3 * sum) / pixels.length;
}

function thin(pixels: Uint8Array): Uint8Array {
  const few = new Uint8Array(3 * Math.floor(pixels.length / 3 / THINNING));
  for (let i = 0; i < few.length; i += 3) few.set(pixels.subarray(THINNING * i, THINNING * i + 3), i);
  return few;
}

interface Score {
  readonly ms: number;
  readonly mse: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The fastest of some rounds for each frame, and the error of what it found. */
function score(
  all: readonly Uint8Array[],
  rounds: number,
  find: (i: number) => readonly (readonly number[])[],
): Score[] {
  for (let i = 0; i < Math.min(rounds, 3) * all.length; i++) find(i % all.length);
  return all.map((pixels, i) => {
    let ms = Number.POSITIVE_INFINITY;
    let colors: readonly (readonly number[])[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      colors = find(i);
      ms = Math.min(ms, performance.now() - start);
    }
    return { ms, mse: measureError(pixels, colors) };
  });
}

function scoreOurs(all: readonly Uint8Array[], seed: number): Score[] {
  const countColors = createHistogram({ space: 'rgb' });
  return score(all, 7, (i) => {
    const { centroids, shares } = clusterHistogram(countColors(all[i]!), CLUSTERS, seed);
    return Array.from(shares, (_, c) => [...centroids.subarray(3 * c, 3 * c + 3)].map((value) => 255 * value));
  });
}

function print(name: string, scores: readonly Score[], reference: readonly Score[] | undefined): void {
  const ratios = reference?.map(({ mse }, i) => scores[i]!.mse / mse);
  const ratio = ratios === undefined ? '-' : `${mean(ratios).toFixed(4)} (worst ${Math.max(...ratios).toFixed(4)})`;
  const slowest = Math.max(...scores.map(({ ms }) => ms)).toFixed(2);
  const cells = [
    mean(scores.map(({ ms }) => ms)).toFixed(2),
    slowest,
    mean(scores.map(({ mse }) => mse)).toFixed(1),
  ].map((cell) => cell.padStart(9));
  console.log(`${name.padEnd(28)}${cells.join('')}  ${ratio}`);
}

const filmFrames = (await readFilmFrames(4)).map(({ pixels }) => pixels);
const wholes = filmFrames.length > 0 ? filmFrames : frames.slice(0, 8);
const size = (wholes[0]!.length / 3).toLocaleString('en');
console.log(
  filmFrames.length > 0
    ? `\n${wholes.length} frames of real films, about ${size} of their own pixels each, 7 colours in RGB`
    : `\nreal films are not at hand (../shared/media): ${wholes.length} synthetic frames of ${size} pixels, 7 colours in RGB`,
);
const sklearn = runSklearn(wholes, CLUSTERS, SKLEARN_RESTARTS);
const reference = typeof sklearn === 'string' ? undefined : sklearn;
console.log(`${'program'.padEnd(28)}  mean ms   most ms       MSE  MSE against scikit-learn's`);
if (reference === undefined) console.log(`scikit-learn: ${sklearn}`);
else print(`scikit-learn, ${SKLEARN_RESTARTS} restarts`, reference, reference);
for (const seed of [0, 1, 2]) print(`chromatheque, seed ${seed}`, scoreOurs(wholes, seed), reference);
for (const [name, rival] of await loadRivals()) {
  if (typeof rival === 'string') {
    console.log(`${name}: ${rival}`);
    continue;
  }
  const prepared = wholes.map((pixels) => rival.prepare(pixels));
  print(
    name,
    score(wholes, name === 'ml-kmeans' ? 1 : 3, (i) => rival.find(prepared[i], CLUSTERS)),
    reference,
  );
}
const samples = wholes.map(thin);
const thinned = scoreOurs(samples, 0);
console.log(
  `chromatheque, ${(samples[0]!.length / 3).toLocaleString('en')} pixels: ${mean(thinned.map(({ ms }) => ms)).toFixed(2)} ms a frame`,
);
