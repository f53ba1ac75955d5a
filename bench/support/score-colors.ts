import { deltaE2000, type Lab, srgb8ToLab, srgb8ToOklab } from '#core/color/index';
import type { NamedFrame } from './named-frames.ts';

/** CIEDE2000 within which a swatch is the colour that was named. */
const FOUND = 10;
/** CIEDE2000 from every named colour beyond which a swatch is one that no viewer would name. */
const UNNAMED = 12;
/** OKLab chroma above which a pixel is vivid. */
const VIVID_CHROMA = 0.05;
/** Share of vivid pixels below which a frame has no say in `vividFar`. */
const MIN_VIVID = 0.01;
/** Every seventh pixel is measured: 58,560 of a frame of 854 x 480. */
const STEP = 7;

/** What a program finds in a frame: sRGB codes, shape (k, 3). */
export interface FoundColors {
  /** All colours. */
  readonly swatches: Uint8Array;
  /** Up to five, the first by rank. */
  readonly top: Uint8Array;
}

/** How well the colours of a frame were found. */
export interface ColorScore {
  /** Share of the named colours within CIEDE2000 10 of a swatch. */
  readonly named: number;
  /** The same, each named colour counting 1 / rank. */
  readonly recall: number;
  /** The same as `recall`, among the top colours. */
  readonly recallTop: number;
  /** 1 where the first of the top colours is within CIEDE2000 10 of one of the first two named, else 0. */
  readonly first: number;
  /** Share of the top colours that are further than CIEDE2000 12 from every named one. */
  readonly mud: number;
  /** Mean CIEDE2000 of the pixels to their nearest swatch. */
  readonly distortion: number;
  /** Share of the pixels further than CIEDE2000 10 from every swatch. */
  readonly far: number;
  /** The same of the pixels of OKLab chroma above 0.05; null where fewer than 1 in 100 are. */
  readonly vividFar: number | null;
  /** Mean CIELAB chroma of the swatches that pixels go to, over that of the pixels: below 1, colours are washed out. */
  readonly chroma: number;
  /** Swatches. */
  readonly n: number;
}

/** Score the colours found in one frame. */
export function scoreColors({ named, pixels }: NamedFrame, { swatches, top }: FoundColors): ColorScore {
  const labs = toLabs(swatches);
  const topLabs = toLabs(top);
  const weights = named.map((_, i) => 1 / (i + 1));
  const isFound = named.map(({ lab }) => measureNearest(lab, labs) <= FOUND);
  const isFoundTop = named.map(({ lab }) => measureNearest(lab, topLabs) <= FOUND);
  const namedLabs = named.map(({ lab }) => lab);
  return {
    named: mean(isFound.map(Number)),
    recall: sum(weights.filter((_, i) => isFound[i])) / sum(weights),
    recallTop: sum(weights.filter((_, i) => isFoundTop[i])) / sum(weights),
    first: Number(measureNearest(topLabs[0]!, namedLabs.slice(0, 2)) <= FOUND),
    mud: mean(topLabs.map((lab) => Number(measureNearest(lab, namedLabs) > UNNAMED))),
    ...scorePixels(pixels, labs),
    n: labs.length,
  };
}

/** Take the mean over frames; those without a say in a measure are left out of it. */
export function averageScores(scores: readonly ColorScore[]): ColorScore {
  const average = (read: (score: ColorScore) => number | null): number =>
    mean(scores.map(read).filter((value) => value !== null));
  return {
    named: average(({ named }) => named),
    recall: average(({ recall }) => recall),
    recallTop: average(({ recallTop }) => recallTop),
    first: average(({ first }) => first),
    mud: average(({ mud }) => mud),
    distortion: average(({ distortion }) => distortion),
    far: average(({ far }) => far),
    vividFar: average(({ vividFar }) => vividFar),
    chroma: average(({ chroma }) => chroma),
    n: average(({ n }) => n),
  };
}

/** Measure a frame's pixels against the swatches. No label is needed. */
export function scorePixels(
  pixels: Uint8Array,
  labs: readonly Lab[],
): Pick<ColorScore, 'distortion' | 'far' | 'vividFar' | 'chroma'> {
  const counts = countCodes(pixels);
  let [total, distance, far, vivid, vividFar, swatchChroma, pixelChroma] = [0, 0, 0, 0, 0, 0, 0];
  for (const [code, count] of counts) {
    const rgb = Uint8Array.of(code >> 16, (code >> 8) & 255, code & 255);
    const lab = srgb8ToLab(rgb[0]!, rgb[1]!, rgb[2]!);
    const { nearest, least } = findNearest(lab, labs);
    const [, a, b] = srgb8ToOklab(rgb);
    total += count;
    distance += count * least;
    swatchChroma += count * measureChroma(labs[nearest]!);
    pixelChroma += count * measureChroma(lab);
    if (least > FOUND) far += count;
    if (Math.hypot(a!, b!) <= VIVID_CHROMA) continue;
    vivid += count;
    if (least > FOUND) vividFar += count;
  }
  return {
    distortion: distance / total,
    far: far / total,
    vividFar: vivid / total > MIN_VIVID ? vividFar / vivid : null,
    chroma: swatchChroma / Math.max(pixelChroma, 1e-6 * total),
  };
}

/** Count every {@link STEP}th pixel by its code. */
function countCodes(pixels: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels.length; i += 3 * STEP) {
    const code = (pixels[i]! << 16) | (pixels[i + 1]! << 8) | pixels[i + 2]!;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** Convert sRGB codes, shape (k, 3). */
export function toLabs(codes: Uint8Array): Lab[] {
  return Array.from({ length: codes.length / 3 }, (_, i) =>
    srgb8ToLab(codes[3 * i]!, codes[3 * i + 1]!, codes[3 * i + 2]!),
  );
}

const measureChroma = ([, a, b]: Lab): number => Math.hypot(a, b);

const measureNearest = (lab: Lab, others: readonly Lab[]): number => findNearest(lab, others).least;

function findNearest(lab: Lab, others: readonly Lab[]): { nearest: number; least: number } {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, other] of others.entries()) {
    const difference = deltaE2000(lab, other);
    if (difference >= least) continue;
    least = difference;
    nearest = i;
  }
  return { nearest, least };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
