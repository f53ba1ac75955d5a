import { roundTo } from '../../../fingerprint/index.ts';
import { pickEvenly } from '../../moments/pick-evenly.ts';
import type { PicturePair } from '../picture-pair.ts';
import { type CropShift, type ShareRect, WHOLE } from './crop-shift.ts';
import { profileEdges } from './edge-profile.ts';
import { type AxisMatch, matchProfiles } from './match-profiles.ts';
import { findPictureArea, type LumaPlane, toLuma } from './picture-area.ts';
import { arrangeProfiles, type ProfilePairs } from './profile-pairs.ts';

/** Pairs that are compared at full length, and of these for the first search. */
const FINE_PAIRS = 32;
const COARSE_PAIRS = 12;
const FINE_SIZE = 128;
const COARSE_SIZE = 64;
/** Agreement of edges that pictures of the same place have. */
const MIN_AGREEMENT = 0.3;
/** Agreement at which mirroring is not tried, and by which a mirrored picture must agree better. */
const SURE = 0.8;
const MIRROR_GAIN = 0.05;
/** Agreement of the first round, which compares whole sides, at which the second one is left out. */
const SURE_ROUND = 0.9;
/** Ends that lie this near the end of the picture (share of the side) are the end. */
const SNAP = 0.006;

/**
 * Find which part of A's picture B shows, and where: crops, bars, stretches and mirroring.
 *
 * It compares where the pictures have edges, which a grade, a loss of colour or an encode leave in
 * place. A logo or some wrong pairs do not matter.
 *
 * @returns null if the pictures do not agree under any crop, or show too little.
 */
export function findCropShift(pairs: readonly PicturePair[]): CropShift | null {
  if (pairs.length === 0) return null;
  const chosen = pickEvenly(pairs, FINE_PAIRS);
  const planesA = chosen.map(({ a }) => toLuma(a));
  const planesB = chosen.map(({ b }) => toLuma(b));
  const pictureA = findPictureArea(planesA);
  const pictureB = findPictureArea(planesB);
  const straight = register(planesA, planesB, pictureA, pictureB);
  const mirroredArea = { ...pictureB, left: 1 - pictureB.left - pictureB.width };
  // A mirrored picture does not agree well with itself, except where it is symmetric.
  const mirrored =
    straight.agreement > SURE ? straight : register(planesA, planesB.map(mirror), pictureA, mirroredArea);
  const isMirrored = mirrored.agreement > straight.agreement + MIRROR_GAIN;
  const { x, y, agreement } = isMirrored ? mirrored : straight;
  if (agreement < MIN_AGREEMENT) return null;
  const areaB = isMirrored ? mirroredArea : pictureB;
  const [left, right] = overlap(x, [pictureA.left, pictureA.width], [areaB.left, areaB.width]);
  const [top, bottom] = overlap(y, [pictureA.top, pictureA.height], [areaB.top, areaB.height]);
  const a = { left, top, width: right - left, height: bottom - top };
  const b = {
    left: x.scale * left + x.offset,
    top: y.scale * top + y.offset,
    width: x.scale * a.width,
    height: y.scale * a.height,
  };
  if (isMirrored) b.left = 1 - b.left - b.width;
  const rectA = roundRect(a, pictureA);
  const rectB = roundRect(b, pictureB);
  const { a: sizeA, b: sizeB } = pairs[0]!;
  const across = (rectB.width * sizeB.width) / (rectA.width * sizeA.width);
  const down = (rectB.height * sizeB.height) / (rectA.height * sizeA.height);
  return {
    a: rectA,
    b: rectB,
    pictureA: roundRect(pictureA, WHOLE),
    pictureB: roundRect(pictureB, WHOLE),
    aspectA: roundTo((pictureA.width * sizeA.width) / (pictureA.height * sizeA.height), 3),
    aspectB: roundTo((pictureB.width * sizeB.width) / (pictureB.height * sizeB.height), 3),
    stretch: roundTo(across / down, 3),
    isMirrored,
    agreement: roundTo(agreement, 2),
  };
}

function mirror({ width, height, data }: LumaPlane): LumaPlane {
  const mirrored = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) mirrored[y * width + x] = data[y * width + width - 1 - x]!;
  }
  return { width, height, data: mirrored };
}

interface Registration {
  readonly x: AxisMatch;
  readonly y: AxisMatch;
  readonly agreement: number;
}

/** Register axis by axis, then again on the part that both show. */
function register(
  planesA: readonly LumaPlane[],
  planesB: readonly LumaPlane[],
  areaA: ShareRect,
  areaB: ShareRect,
): Registration {
  let shownA = areaA;
  let shownB = areaB;
  let x: AxisMatch | null = null;
  let y: AxisMatch | null = null;
  for (let round = 0; round < 2; round++) {
    const partA = { ...areaA, top: shownA.top, height: shownA.height };
    const partB = { ...areaB, top: shownB.top, height: shownB.height };
    x = matchAxis(planesA, planesB, partA, partB, 'x');
    const [left, right] = overlap(x, [areaA.left, areaA.width], [areaB.left, areaB.width]);
    shownA = { ...shownA, left, width: right - left };
    shownB = { ...shownB, left: x.scale * left + x.offset, width: x.scale * (right - left) };
    const stripA = { ...areaA, left: shownA.left, width: shownA.width };
    const stripB = { ...areaB, left: shownB.left, width: shownB.width };
    y = matchAxis(planesA, planesB, stripA, stripB, 'y');
    const [top, bottom] = overlap(y, [areaA.top, areaA.height], [areaB.top, areaB.height]);
    shownA = { ...shownA, top, height: bottom - top };
    shownB = { ...shownB, top: y.scale * top + y.offset, height: y.scale * (bottom - top) };
    if (Math.min(x.score, y.score) > SURE_ROUND) break;
  }
  return { x: x!, y: y!, agreement: Math.min(x!.score, y!.score) };
}

function matchAxis(
  planesA: readonly LumaPlane[],
  planesB: readonly LumaPlane[],
  areaA: ShareRect,
  areaB: ShareRect,
  axis: 'x' | 'y',
): AxisMatch {
  const span = (area: ShareRect): [number, number] =>
    axis === 'x' ? [area.left, area.left + area.width] : [area.top, area.top + area.height];
  const arrange = (size: number, most: number): ProfilePairs => {
    const a = pickEvenly(planesA, most);
    const profile = (plane: LumaPlane, area: ShareRect): Float64Array => profileEdges(plane, area, axis, size);
    return {
      size,
      count: a.length,
      a: arrangeProfiles(
        a.map((plane) => profile(plane, areaA)),
        size,
      ),
      b: arrangeProfiles(
        pickEvenly(planesB, most).map((plane) => profile(plane, areaB)),
        size,
      ),
      spanA: span(areaA),
      spanB: span(areaB),
    };
  };
  return matchProfiles(arrange(COARSE_SIZE, COARSE_PAIRS), arrange(FINE_SIZE, FINE_PAIRS));
}

/** The part of A's side (start, length) that lies in B's too. */
function overlap(
  { scale, offset }: AxisMatch,
  [startA, lengthA]: readonly [number, number],
  [startB, lengthB]: readonly [number, number],
): [from: number, to: number] {
  return [Math.max(startA, (startB - offset) / scale), Math.min(startA + lengthA, (startB + lengthB - offset) / scale)];
}

/** Round, and snap ends to those of the picture. */
function roundRect({ left, top, width, height }: ShareRect, area: ShareRect): ShareRect {
  const snap = (value: number, ...ends: number[]): number => ends.find((end) => Math.abs(value - end) < SNAP) ?? value;
  const x0 = snap(left, area.left, 0);
  const x1 = snap(left + width, area.left + area.width, 1);
  const y0 = snap(top, area.top, 0);
  const y1 = snap(top + height, area.top + area.height, 1);
  return { left: roundTo(x0, 4), top: roundTo(y0, 4), width: roundTo(x1 - x0, 4), height: roundTo(y1 - y0, 4) };
}
