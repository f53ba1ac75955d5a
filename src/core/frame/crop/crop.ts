import type { Picture } from '../picture/picture.ts';

/** A rectangle of a film's stored pixels, before mirroring, rotation and pixel aspect. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  /** >= 1. */
  readonly width: number;
  /** >= 1. */
  readonly height: number;
}

/** One crop for a stretch of film, up to where the next stretch begins. */
export interface CropStretch {
  /** Presentation time in ticks. */
  readonly from: number;
  readonly crop: Crop;
}

/** Which part of a film's pictures is picture, from its first frame to its last. */
export interface CropPlan {
  /** The size of picture it speaks of, stored pixels. */
  readonly width: number;
  readonly height: number;
  /** In order of time, at least one; the first begins with the film, neighbours differ. */
  readonly stretches: readonly CropStretch[];
}

/** Tell whether two crops are the same part of a picture; none is all of it. */
export function isSameCrop(a: Crop | undefined, b: Crop | undefined): boolean {
  return a === b || (a?.x === b?.x && a?.y === b?.y && a?.width === b?.width && a?.height === b?.height);
}

/** Plan one crop for a whole film: everything, unless told otherwise. */
export function planOneCrop(
  width: number,
  height: number,
  from: number,
  crop: Crop = { x: 0, y: 0, width, height },
): CropPlan {
  return { width, height, stretches: [{ from, crop }] };
}

/**
 * Find the crop of a picture by the time it is shown.
 *
 * @returns undefined for a picture of another size than the plan speaks of (a film may change it): that one is not cropped.
 */
export function findCropAt(
  plan: CropPlan,
  picture: Pick<Picture, 'width' | 'height'>,
  ticks: number,
): Crop | undefined {
  if (picture.width !== plan.width || picture.height !== plan.height) return undefined;
  const { stretches } = plan;
  let at = 0;
  while (at + 1 < stretches.length && stretches[at + 1]!.from <= ticks) at++;
  return stretches[at]!.crop;
}
