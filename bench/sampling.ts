/**
 * Hold ways of sampling a picture against all of its pixels, on frames of films: the mean colour, the palette, and how well seven clusters found in the
 * sample serve all pixels. `npm run bench -- sampling`; docs/decisions/0041-sample-points-in-short-rows.md has the results.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clusterHistogram, createHistogram, createPaletteExtractor, type Histogram } from '#core/cluster/index';
import { deltaE2000, linearToSrgb8, type Rgb8, SRGB8_TO_LINEAR, srgb8ToLab } from '#core/color/index';
import { createPixelSampler, makeSampleGrid, type Picture } from '#core/frame/index';
import { BIG_BUCK_BUNNY } from './support/bench-films.ts';
import { SHARED, visitPictures } from './support/film-frames.ts';

const FILMS = [
  BIG_BUCK_BUNNY,
  ...['agent327_480p.mp4', 'sintel_trailer_full_480x204_noaudio.mp4', 'one-by-one-person-detection.mp4'].map((name) =>
    join(SHARED, 'media', name),
  ),
];
const FRAMES_A_FILM = 8;
const CLUSTERS = 7;
/** A side of this gives every pixel of the tile once: 120 x 120 are the sampler's 14,400. */
const TILE = 120;

interface Image {
  readonly width: number;
  readonly height: number;
  /** Shape (width * height, 3). */
  readonly pixels: Uint8Array;
}

function readAll(picture: Picture): Image {
  const { width, height } = picture;
  const samplePixels = createPixelSampler();
  const pixels = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y += TILE) {
    for (let x = 0; x < width; x += TILE) {
      const crop = { x, y, width: Math.min(TILE, width - x), height: Math.min(TILE, height - y) };
      const { xs, ys } = makeSampleGrid(width, height, crop);
      const read = samplePixels(picture, crop);
      for (let i = 0; i < xs.length; i++) pixels.set(read.subarray(3 * i, 3 * i + 3), 3 * (ys[i]! * width + xs[i]!));
    }
  }
  return { width, height, pixels };
}

function pick({ width, pixels }: Image, points: readonly (readonly [number, number])[]): Uint8Array {
  const picked = new Uint8Array(3 * points.length);
  for (const [i, [x, y]] of points.entries()) {
    const at = 3 * (y * width + x);
    picked.set(pixels.subarray(at, at + 3), 3 * i);
  }
  return picked;
}

type Cell = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

function cells({ width, height }: Image, across: number): Cell[] {
  const down = Math.round((across * height) / width);
  return Array.from({ length: across * down }, (_, i) => {
    const [column, row] = [i % across, Math.floor(i / across)];
    return {
      left: Math.floor((column * width) / across),
      right: Math.floor(((column + 1) * width) / across),
      top: Math.floor((row * height) / down),
      bottom: Math.floor(((row + 1) * height) / down),
    };
  });
}

/** Knuth's multiplicative hash, which is enough to scatter points. */
const scatter = (n: number, below: number): number =>
  Math.floor(((Math.imul(n + 1, 0x9e3779b1) >>> 8) / 2 ** 24) * below);

const jittered = (image: Image, across: number): Uint8Array =>
  pick(
    image,
    cells(image, across).map(({ left, right, top, bottom }, i) => [
      left + scatter(2 * i, right - left),
      top + scatter(2 * i + 1, bottom - top),
    ]),
  );

const lattice = (image: Image, across: number): Uint8Array =>
  pick(
    image,
    cells(image, across).map(({ left, right, top, bottom }) => [(left + right) >> 1, (top + bottom) >> 1]),
  );

function scaled(
  image: Image,
  across: number,
  decode: (code: number) => number,
  encode: (mean: number) => number,
): Uint8Array {
  const areas = cells(image, across);
  const out = new Uint8Array(3 * areas.length);
  for (const [i, { left, right, top, bottom }] of areas.entries()) {
    for (let channel = 0; channel < 3; channel++) {
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) sum += decode(image.pixels[3 * (y * image.width + x) + channel]!);
      }
      out[3 * i + channel] = encode(sum / ((right - left) * (bottom - top)));
    }
  }
  return out;
}

const light = (code: number) => SRGB8_TO_LINEAR[code]!;
const ways: Record<string, (image: Image, picture: Picture) => Uint8Array> = {
  'ours: points in short rows': (_, picture) => createPixelSampler()(picture).slice(),
  'each point at a height of its own': (image) => jittered(image, 160),
  'the same, a quarter as many': (image) => jittered(image, 80),
  'the same, four times as many': (image) => jittered(image, 320),
  'middles of cells': (image) => lattice(image, 160),
  'scaled to 160 across in gamma light': (image) => scaled(image, 160, (code) => code, Math.round),
  'scaled to 160 across in linear light': (image) => scaled(image, 160, light, linearToSrgb8),
};

const extract = createPaletteExtractor();
const extractMean = createPaletteExtractor({ clusters: 1 });
const labs = (colors: Uint8Array) =>
  Array.from({ length: colors.length / 3 }, (_, i) =>
    srgb8ToLab(...([...colors.subarray(3 * i, 3 * i + 3)] as unknown as Rgb8)),
  );

/** Mean squared distance of a picture's bins to the nearest of some centroids. */
function inertiaOf({ colors, weights }: Histogram, centroids: Float64Array): number {
  let [sum, total] = [0, 0];
  for (const [i, weight] of weights.entries()) {
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centroids.length; c += 3) {
      const distance = [0, 1, 2].reduce((d, axis) => d + (colors[3 * i + axis]! - centroids[c + axis]!) ** 2, 0);
      if (distance < least) least = distance;
    }
    sum += weight * least;
    total += weight;
  }
  return sum / total;
}

const countSample = createHistogram();
const countAll = createHistogram();
const results = Object.fromEntries(
  Object.keys(ways).map((name) => [name, { mean: [], palette: [], inertia: [] }]),
) as Record<string, Record<'mean' | 'palette' | 'inertia', number[]>>;
const sampleMs: number[] = [];
let frames = 0;
for (const path of FILMS.filter((film) => existsSync(film))) {
  const samplePixels = createPixelSampler();
  await visitPictures(path, FRAMES_A_FILM, (picture) => {
    const start = performance.now();
    samplePixels(picture);
    sampleMs.push(performance.now() - start);
    const image = readAll(picture);
    frames++;
    const whole = { mean: labs(extractMean(image.pixels).colors), palette: extract(image.pixels) };
    const wholeLabs = labs(whole.palette.colors);
    const bins = countAll(image.pixels);
    const least = inertiaOf(bins, clusterHistogram(bins, CLUSTERS, 1).centroids);
    for (const [name, way] of Object.entries(ways)) {
      const sample = way(image, picture);
      results[name]!.mean.push(deltaE2000(whole.mean[0]!, labs(extractMean(sample).colors)[0]!));
      const found = labs(extract(sample).colors);
      const missed = wholeLabs.map(
        (lab, i) => whole.palette.shares[i]! * Math.min(...found.map((other) => deltaE2000(lab, other))),
      );
      results[name]!.palette.push(missed.reduce((a, b) => a + b, 0));
      const { centroids } = clusterHistogram(countSample(sample), CLUSTERS, 1);
      if (least > 0) results[name]!.inertia.push(inertiaOf(bins, centroids) / least - 1);
    }
  });
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
console.log(
  `${frames} frames; against all pixels: CIEDE2000 of the mean colour (mean, worst), of the palette's colours to the nearest`,
);
console.log(`(by share; mean, worst), inertia of ${CLUSTERS} clusters over all pixels (mean more)`);
for (const [name, { mean: means, palette, inertia }] of Object.entries(results)) {
  const figures = [mean(means), Math.max(...means), mean(palette), Math.max(...palette)].map((x) =>
    x.toFixed(2).padStart(6),
  );
  console.log(`${name.padEnd(38)} ${figures.join(' ')} ${(100 * mean(inertia)).toFixed(2).padStart(6)} %`);
}
sampleMs.sort((a, b) => a - b);
console.log(`ours takes ${sampleMs[sampleMs.length >> 1]!.toFixed(2)} ms (median), from frames just decoded`);
