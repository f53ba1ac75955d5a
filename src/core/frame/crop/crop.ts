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

/** The crop of a time range, which ends where the next one begins. */
export interface CropStretch {
  /** Presentation time in ticks. */
  readonly from: number;
  readonly crop: Crop;
}

/** The crops of a film, from its first frame to its last. */
export interface CropPlan {
  /** The picture size that the plan applies to, stored pixels. */
  readonly width: number;
  readonly height: number;
  /** In order of time, at least one. The first begins with the film; neighbours differ. */
  readonly stretches: readonly CropStretch[];
}

/** Whether two crops are equal; undefined is the whole picture. */
export function isSameCrop(a: Crop | undefined, b: Crop | undefined): boolean {
  return a === b || (a?.x === b?.x && a?.y === b?.y && a?.width === b?.width && a?.height === b?.height);
}

/** Plan one crop for a whole film; by default the whole picture. */
export function planOneCrop(
  width: number,
  height: number,
  from: number,
  crop: Crop = { x: 0, y: 0, width, height },
): CropPlan {
  return { width, height, stretches: [{ from, crop }] };
}

/**
 * Find the crop of a picture by its presentation time.
 *
 * @returns undefined for a picture of another size than the plan's (a film may change it): do not
 * crop it.
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
