import { type Crop, type CropPlan, type CropStretch, isSameCrop, planOneCrop } from './crop.ts';
import type { LetterboxBars } from './letterbox-measure.ts';
import { isSameTint } from './letterbox-tint.ts';

/** What a look at one frame told. */
export interface LetterboxSample {
  /** Presentation time in ticks. */
  readonly ticks: number;
  /** Null: too dark to tell, or not decoded, or not looked at. */
  readonly bars: LetterboxBars | null;
}

type Edges = Omit<LetterboxBars, 'isSharp' | 'isDark' | 'tinted'>;

/** Bars that a film has, and what it costs to change to them or from them. */
interface Format extends Edges {
  readonly changeCost: number;
}

/** The format of pictures without bars. */
const WHOLE: Format = { left: 0, top: 0, right: 0, bottom: 0, changeCost: 0 };

/** Measures that differ by less than this share of the side, or 2 pixels, agree: noise moves an edge by a pixel or two. */
const AGREE_SHARE = 0.005;
const AGREE_PIXELS = 2;

/**
 * Two opposite bars that together take less than this share of their side are left in: overscan of tape, not a format; nothing is
 * won by cutting it. The nearest true formats, 1.85:1 in 16:9, differ by 4 %.
 */
const MIN_BARS = 0.02;

/**
 * The least that a crop may leave of the area. Upright 9:16 inside 16:9 leaves 32 %, 2.39:1 inside 4:3 inside 16:9 42 %; what would
 * leave less is a dark picture, not a format.
 */
const MIN_AREA = 0.3;

/** Opposite bars that differ by less than this share of the side are symmetric, as all bars are that belong to a format. */
const SYMMETRY = 0.02;

/** Looks that must agree on symmetric bars before they are believed. */
const MIN_LOOKS = 3;

/** Lopsided bars (a tape's edge, room made for subtitles) are believed when so many looks agree, and half of all that tell. */
const MIN_LOOKS_LOPSIDED = 8;
const MIN_SHARE_LOPSIDED = 0.5;

/**
 * Bars that are not black are believed when so many looks agree on them and on their colour, and so many times as many as see picture in
 * their place: flat backgrounds and walls are straight and of one colour too, but not throughout a film.
 */
const MIN_TINTED_LOOKS = 6;
const MIN_TINTED_RATIO = 3;

/** Formats of one film, beside the whole picture. More than IMAX, scope and an insert does no film show. */
const MAX_FORMATS = 6;

/**
 * What a change from the whole picture to a format and back costs each time, in looks that agree with the format: bars that a whole
 * film has need 3 looks, bars between pictures without any need 6. A dark scene must not pass for a change of format.
 */
const CHANGE_COST = 2.5;

/**
 * The same for a format that many looks anywhere in the film agree on: it is one that the film has, so that two looks in a row are
 * enough to return to it. Films change between scope and IMAX for scenes of a minute.
 */
const PROVEN_LOOKS = 6;
const PROVEN_CHANGE_COST = 0.75;

/** What it costs to cut off picture: more than all changes that could avoid it. */
const SWALLOW_COST = 1e6;

/**
 * Decide which part of a film's pictures is picture, from looks at many frames of it.
 *
 * Formats are what several sharp, symmetric measures agree on. Each stretch has the narrowest format that cuts off nothing of any frame in
 * it (a union of picture areas, never an intersection), by the cheapest path through all looks (Viterbi 1967), where a change of
 * format costs something. Where it changes between looks that do not tell, the wider format holds.
 *
 * @param looks in order of time, one for each key frame; those not looked at too, as null.
 * @param from  the film's first presentation time, ticks.
 * @returns crops to the pixel, odd edges too; the whole picture where nothing is sure.
 *   O(looks^2) at worst.
 */
export function planCrop(looks: readonly LetterboxSample[], width: number, height: number, from: number): CropPlan {
  const size = { width, height };
  const read = readTints(looks, size);
  const telling = read.filter((look): look is LetterboxSample & { bars: LetterboxBars } => look.bars !== null);
  const formats = [WHOLE, ...findFormats(telling, size)];
  if (formats.length === 1) return planOneCrop(width, height, from);

  const path = assign(telling, formats, size);
  const crops = formats.map((format, f) => {
    const own = telling.filter((_, i) => path[i] === f).map(({ bars }) => bars);
    return toCrop(join([format, ...own]), size);
  });
  return { width, height, stretches: cutStretches(read, path, crops, from) };
}

type Size = Pick<Crop, 'width' | 'height'>;

const slack = (side: number): number => Math.max(AGREE_PIXELS, side * AGREE_SHARE);

/** The picture area that holds all of several: the thinnest bar on each side. */
function join(edges: readonly Edges[]): Edges {
  const least = (side: keyof Edges) => edges.reduce((bar, next) => Math.min(bar, next[side]), Number.POSITIVE_INFINITY);
  return { left: least('left'), top: least('top'), right: least('right'), bottom: least('bottom') };
}

/** Tell whether a format cuts off something of a picture. */
function swallows(format: Edges, bars: Edges, { width, height }: Size): boolean {
  return (
    Math.max(format.left - bars.left, format.right - bars.right) > slack(width) ||
    Math.max(format.top - bars.top, format.bottom - bars.bottom) > slack(height)
  );
}

const agrees = (format: Edges, bars: Edges, size: Size): boolean =>
  !swallows(format, bars, size) && !swallows(bars, format, size);

/** Take the measures of bars that are not black where the film has such bars, else those of black ones. */
function readTints(looks: readonly LetterboxSample[], size: Size): readonly LetterboxSample[] {
  const sharp = looks.flatMap(({ bars }) => {
    const { color, bars: tinted } = bars?.tinted ?? {};
    const isBar = tinted?.isSharp && isPlausible(tinted, size) && isSymmetric(tinted, size);
    return isBar ? [{ color: color!, bars: tinted }] : [];
  });
  let best: typeof sharp = [];
  for (const one of sharp) {
    const friends = sharp.filter((other) => isSameTint(one.color, other.color) && agrees(one.bars, other.bars, size));
    if (friends.length > best.length) best = friends;
  }
  const black = looks.map((look): LetterboxSample => (look.bars?.isDark ? { ...look, bars: null } : look));
  if (best.length < MIN_TINTED_LOOKS) return black;
  const { color } = best[0]!;
  const format = join(best.map(({ bars }) => bars));
  const read = looks.map((look, i): LetterboxSample => {
    const tinted = look.bars?.tinted;
    return tinted && isSameTint(tinted.color, color) ? { ...look, bars: tinted.bars } : black[i]!;
  });
  const against = read.filter(({ bars }) => bars !== null && swallows(format, bars, size)).length;
  return best.length >= MIN_TINTED_RATIO * against ? read : black;
}

/** Find what bars several looks agree on, the most frequent first. */
function findFormats(telling: readonly { bars: LetterboxBars }[], size: Size): Format[] {
  const formats: Format[] = [];
  let left = telling.map(({ bars }) => bars).filter((bars) => bars.isSharp && isPlausible(bars, size));
  while (formats.length < MAX_FORMATS) {
    let best: LetterboxBars[] = [];
    for (const bars of left) {
      const friends = left.filter((other) => agrees(bars, other, size));
      if (friends.length > best.length) best = friends;
    }
    if (best.length < MIN_LOOKS) break;
    const changeCost = best.length >= PROVEN_LOOKS ? PROVEN_CHANGE_COST : CHANGE_COST;
    const format = { ...join(best), changeCost };
    const leastLopsided = Math.max(MIN_LOOKS_LOPSIDED, MIN_SHARE_LOPSIDED * telling.length);
    if (isSymmetric(format, size) || best.length >= leastLopsided) formats.push(format);
    const taken = new Set(best);
    left = left.filter((bars) => !taken.has(bars));
  }
  return formats;
}

/** Leave out what is no bar, and what would leave too little. */
function isPlausible(bars: Edges, size: Size): boolean {
  const { width, height } = toCrop(bars, size);
  const area = width * height;
  return area < size.width * size.height && area >= MIN_AREA * size.width * size.height;
}

function isSymmetric({ left, top, right, bottom }: Edges, { width, height }: Size): boolean {
  return Math.abs(left - right) <= SYMMETRY * width && Math.abs(top - bottom) <= SYMMETRY * height;
}

/** Give each look its format: the cheapest path through all of them. */
function assign(telling: readonly { bars: LetterboxBars }[], formats: readonly Format[], size: Size): number[] {
  // Before the film the picture was whole.
  let costs: number[] = formats.map(({ changeCost }) => changeCost);
  const origins: number[][] = [];
  for (const { bars } of telling) {
    const ways = formats.map((format, f) => {
      // Staying comes first: of equal ways it is taken.
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
  for (let i = telling.length - 1; i >= 0; i--) {
    path[i] = at;
    at = origins[i]![at]!;
  }
  return path;
}

function lookCost(format: Format, bars: LetterboxBars, size: Size): number {
  if (swallows(format, bars, size)) return SWALLOW_COST;
  return format !== WHOLE && bars.isSharp && agrees(format, bars, size) ? -1 : 0;
}

/** Tell whether a picture has no bars that would be cut. */
export function reachesEdges(bars: LetterboxBars, { width, height }: Size): boolean {
  const crop = toCrop(bars, { width, height });
  return crop.width === width && crop.height === height && bars.tinted === undefined;
}

/** Cut a picture to its edges. Bars too thin to matter are left in. */
function toCrop({ left, top, right, bottom }: Edges, { width, height }: Size): Crop {
  const [x, endX] = left + right < MIN_BARS * width ? [0, width] : [left, width - right];
  const [y, endY] = top + bottom < MIN_BARS * height ? [0, height] : [top, height - bottom];
  return { x, y, width: Math.max(1, endX - x), height: Math.max(1, endY - y) };
}

/** Join looks of the same crop into stretches. */
function cutStretches(
  looks: readonly LetterboxSample[],
  path: readonly number[],
  crops: readonly Crop[],
  from: number,
): CropStretch[] {
  const stretches: CropStretch[] = [];
  const begin = (ticks: number, crop: Crop) => {
    if (!isSameCrop(stretches.at(-1)?.crop, crop))
      stretches.push({ from: stretches.length === 0 ? from : ticks, crop });
  };
  let told = 0;
  let silent: number | undefined;
  for (const { ticks, bars } of looks) {
    if (bars === null) {
      silent ??= ticks;
      continue;
    }
    const crop = crops[path[told++]!]!;
    const before = stretches.at(-1)?.crop;
    // Nobody knows where in the dark between two looks the format changed: the wider one holds there.
    if (silent !== undefined && before !== undefined && !contains(before, crop)) {
      begin(silent, contains(crop, before) ? crop : crops[0]!);
    }
    silent = undefined;
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
