import { type Crop, type CropPlan, type CropStretch, isSameCrop, planOneCrop } from './crop.ts';
import type { LetterboxBars } from './letterbox-measure.ts';
import { isSameTint } from './letterbox-tint.ts';

/** The bars measured in one frame. */
export interface LetterboxSample {
  /** Presentation time in ticks. */
  readonly ticks: number;
  /** Null: too dark to measure, not decoded, or not sampled. */
  readonly bars: LetterboxBars | null;
}

type Edges = Omit<LetterboxBars, 'isSharp' | 'isDark' | 'tinted'>;

/** A format of the film: its bars, and the cost of a change to or from it. */
interface Format extends Edges {
  readonly changeCost: number;
}

/** The format of pictures without bars. */
const WHOLE: Format = { left: 0, top: 0, right: 0, bottom: 0, changeCost: 0 };

/**
 * Measures that differ by less than this share of the side, or 2 pixels, agree: noise moves an edge
 * by a pixel or two.
 */
const AGREE_SHARE = 0.005;
const AGREE_PIXELS = 2;

/**
 * Two opposite bars that together take less than this share of their side are not cropped: they are
 * overscan of tape, not a format. The closest real formats, 1.85:1 in 16:9, differ by 4 %.
 */
const MIN_BARS = 0.02;

/**
 * Minimum share of the area that a crop leaves. Upright 9:16 inside 16:9 leaves 32 %, 2.39:1 inside
 * 4:3 inside 16:9 leaves 42 %. Less means a dark picture, not a format.
 */
const MIN_AREA = 0.3;

/**
 * Opposite bars that differ by less than this share of the side are symmetric, like the bars of
 * every format.
 */
const SYMMETRY = 0.02;

/** Number of samples that must agree on symmetric bars. */
const MIN_SAMPLES = 3;

/**
 * Number of samples that must agree on asymmetric bars (a tape's edge, room for subtitles), and at
 * least half of all measured ones.
 */
const MIN_SAMPLES_ASYMMETRIC = 8;
const MIN_SHARE_ASYMMETRIC = 0.5;

/**
 * Number of samples that must agree on bars of another colour and on that colour, and their minimum
 * ratio to the samples with picture in that place. Flat backgrounds and walls are straight and of
 * one colour too, but not throughout a film.
 */
const MIN_TINTED_SAMPLES = 6;
const MIN_TINTED_RATIO = 3;

/**
 * Maximum number of formats besides the whole picture. No film shows more than IMAX, scope and an
 * insert.
 */
const MAX_FORMATS = 6;

/**
 * Cost of each change between the whole picture and a format, in samples that agree with the
 * format: bars of a whole film need 3 samples, bars between pictures without bars need 6. A dark
 * scene must not count as a change of format.
 */
const CHANGE_COST = 2.5;

/**
 * The same for a format that many samples anywhere in the film agree on. It is an established
 * format, so two samples in a row are enough to return to it. Films change between scope and IMAX
 * for scenes of a minute.
 */
const PROVEN_SAMPLES = 6;
const PROVEN_CHANGE_COST = 0.75;

/** Cost of cutting off picture: more than all changes that could avoid it. */
const SWALLOW_COST = 1e6;

/**
 * Plan the crops of a film from the bars measured in many of its frames.
 *
 * A format is a set of bars that several sharp, symmetric measurements agree on. Each time range
 * has the narrowest format that cuts off nothing of any frame in it (a union of picture areas,
 * never an intersection). It is found as the cheapest path through all samples (Viterbi 1967),
 * where each change of format has a cost. If the format changes between samples without a
 * measurement, the wider format applies there.
 *
 * @param samples in order of time, one per key frame; those not sampled have null bars.
 * @param from  the film's first presentation time, ticks.
 * @returns crops to the pixel, odd edges too; the whole picture where nothing is certain.
 *   O(samples^2) at worst.
 */
export function planCrop(samples: readonly LetterboxSample[], width: number, height: number, from: number): CropPlan {
  const size = { width, height };
  const read = readTints(samples, size);
  const measured = read.filter((sample): sample is LetterboxSample & { bars: LetterboxBars } => sample.bars !== null);
  const formats = [WHOLE, ...findFormats(measured, size)];
  if (formats.length === 1) return planOneCrop(width, height, from);

  const path = assign(measured, formats, size);
  const crops = formats.map((format, f) => {
    const own = measured.filter((_, i) => path[i] === f).map(({ bars }) => bars);
    return toCrop(join([format, ...own]), size);
  });
  return { width, height, stretches: cutStretches(read, path, crops, from) };
}

type Size = Pick<Crop, 'width' | 'height'>;

const slack = (side: number): number => Math.max(AGREE_PIXELS, side * AGREE_SHARE);

/** The union of picture areas: the thinnest bar on each side. */
function join(edges: readonly Edges[]): Edges {
  const least = (side: keyof Edges) => edges.reduce((bar, next) => Math.min(bar, next[side]), Number.POSITIVE_INFINITY);
  return { left: least('left'), top: least('top'), right: least('right'), bottom: least('bottom') };
}

/** Whether a format cuts off part of a picture. */
function swallows(format: Edges, bars: Edges, { width, height }: Size): boolean {
  return (
    Math.max(format.left - bars.left, format.right - bars.right) > slack(width) ||
    Math.max(format.top - bars.top, format.bottom - bars.bottom) > slack(height)
  );
}

const agrees = (format: Edges, bars: Edges, size: Size): boolean =>
  !swallows(format, bars, size) && !swallows(bars, format, size);

/**
 * Choose the measurements of coloured bars if the film has such bars, otherwise those of black
 * bars.
 */
function readTints(samples: readonly LetterboxSample[], size: Size): readonly LetterboxSample[] {
  const sharp = samples.flatMap(({ bars }) => {
    const { color, bars: tinted } = bars?.tinted ?? {};
    const isBar = tinted?.isSharp && isPlausible(tinted, size) && isSymmetric(tinted, size);
    return isBar ? [{ color: color!, bars: tinted }] : [];
  });
  let best: typeof sharp = [];
  for (const one of sharp) {
    const friends = sharp.filter((other) => isSameTint(one.color, other.color) && agrees(one.bars, other.bars, size));
    if (friends.length > best.length) best = friends;
  }
  const black = samples.map((sample): LetterboxSample => (sample.bars?.isDark ? { ...sample, bars: null } : sample));
  if (best.length < MIN_TINTED_SAMPLES) return black;
  const { color } = best[0]!;
  const format = join(best.map(({ bars }) => bars));
  const read = samples.map((sample, i): LetterboxSample => {
    const tinted = sample.bars?.tinted;
    return tinted && isSameTint(tinted.color, color) ? { ...sample, bars: tinted.bars } : black[i]!;
  });
  const against = read.filter(({ bars }) => bars !== null && swallows(format, bars, size)).length;
  return best.length >= MIN_TINTED_RATIO * against ? read : black;
}

/** Find what bars several samples agree on, the most frequent first. */
function findFormats(measured: readonly { bars: LetterboxBars }[], size: Size): Format[] {
  const formats: Format[] = [];
  let left = measured.map(({ bars }) => bars).filter((bars) => bars.isSharp && isPlausible(bars, size));
  while (formats.length < MAX_FORMATS) {
    let best: LetterboxBars[] = [];
    for (const bars of left) {
      const friends = left.filter((other) => agrees(bars, other, size));
      if (friends.length > best.length) best = friends;
    }
    if (best.length < MIN_SAMPLES) break;
    const changeCost = best.length >= PROVEN_SAMPLES ? PROVEN_CHANGE_COST : CHANGE_COST;
    const format = { ...join(best), changeCost };
    const minAsymmetric = Math.max(MIN_SAMPLES_ASYMMETRIC, MIN_SHARE_ASYMMETRIC * measured.length);
    if (isSymmetric(format, size) || best.length >= minAsymmetric) formats.push(format);
    const taken = new Set(best);
    left = left.filter((bars) => !taken.has(bars));
  }
  return formats;
}

/** Remove bars that are too thin, and crops that would leave too little. */
function isPlausible(bars: Edges, size: Size): boolean {
  const { width, height } = toCrop(bars, size);
  const area = width * height;
  return area < size.width * size.height && area >= MIN_AREA * size.width * size.height;
}

function isSymmetric({ left, top, right, bottom }: Edges, { width, height }: Size): boolean {
  return Math.abs(left - right) <= SYMMETRY * width && Math.abs(top - bottom) <= SYMMETRY * height;
}

/** Assign a format to each sample: the cheapest path through all of them. */
function assign(measured: readonly { bars: LetterboxBars }[], formats: readonly Format[], size: Size): number[] {
  // The path starts with the whole picture.
  let costs: number[] = formats.map(({ changeCost }) => changeCost);
  const origins: number[][] = [];
  for (const { bars } of measured) {
    const ways = formats.map((format, f) => {
      // Staying comes first, so that it wins among equal costs.
      let best = { origin: f, cost: costs[f]! };
      for (const [g, other] of formats.entries()) {
        const cost = costs[g]! + Math.max(format.changeCost, other.changeCost);
        if (g !== f && cost < best.cost) best = { origin: g, cost };
      }
      return best;
    });
    costs = formats.map((format, f) => ways[f]!.cost + lookCost(format, bars, size));
    origins.push(ways.map(({ origin }) => origin));
  }
  const path: number[] = [];
  let at = costs.indexOf(Math.min(...costs));
  for (let i = measured.length - 1; i >= 0; i--) {
    path[i] = at;
    at = origins[i]![at]!;
  }
  return path;
}

function lookCost(format: Format, bars: LetterboxBars, size: Size): number {
  if (swallows(format, bars, size)) return SWALLOW_COST;
  return format !== WHOLE && bars.isSharp && agrees(format, bars, size) ? -1 : 0;
}

/** Whether a picture has no bars that would be cropped. */
export function reachesEdges(bars: LetterboxBars, { width, height }: Size): boolean {
  const crop = toCrop(bars, { width, height });
  return crop.width === width && crop.height === height && bars.tinted === undefined;
}

/** Crop a picture to its edges, except for bars too thin to matter. */
function toCrop({ left, top, right, bottom }: Edges, { width, height }: Size): Crop {
  const [x, endX] = left + right < MIN_BARS * width ? [0, width] : [left, width - right];
  const [y, endY] = top + bottom < MIN_BARS * height ? [0, height] : [top, height - bottom];
  return { x, y, width: Math.max(1, endX - x), height: Math.max(1, endY - y) };
}

/** Join samples of the same crop into stretches. */
function cutStretches(
  samples: readonly LetterboxSample[],
  path: readonly number[],
  crops: readonly Crop[],
  from: number,
): CropStretch[] {
  const stretches: CropStretch[] = [];
  const begin = (ticks: number, crop: Crop) => {
    if (!isSameCrop(stretches.at(-1)?.crop, crop))
      stretches.push({ from: stretches.length === 0 ? from : ticks, crop });
  };
  let next = 0;
  let gapStart: number | undefined;
  for (const { ticks, bars } of samples) {
    if (bars === null) {
      gapStart ??= ticks;
      continue;
    }
    const crop = crops[path[next++]!]!;
    const before = stretches.at(-1)?.crop;
    // The format changed at an unknown time between two measurements: the wider one applies there.
    if (gapStart !== undefined && before !== undefined && !contains(before, crop)) {
      begin(gapStart, contains(crop, before) ? crop : crops[0]!);
    }
    gapStart = undefined;
    begin(ticks, crop);
  }
  return stretches;
}

function contains(outer: Crop, inner: Crop): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
