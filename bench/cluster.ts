/**
 * Time the kernels behind a palette on seeded synthetic frames of 14,400 pixels, as `frame/sample` hands them over.
 *
 * Prints, for each kernel, the least and the median milliseconds a frame and a checksum of what it returned, which must not change with speed.
 */
import { createHistogram, createPaletteExtractor, createRandom, kmeans } from 'chromatheque/cluster';
import { srgb8ToOklab } from 'chromatheque/color';

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
