/**
 * A Dolby Vision configuration (Dolby Vision Streams within the ISO Base Media File Format, section
 * 3.2).
 */
export interface DolbyVision {
  readonly profile: number;
  /**
   * What its base layer is for a decoder without Dolby Vision: 0 nothing, 1 HDR10, 2 standard
   * range, 4 HLG, 6 that of Blu-ray.
   */
  readonly compatibility: number;
}

/**
 * A profile of two layers whose base is always HDR10, although old muxers state a compatibility of
 * 0.
 */
const BLU_RAY_PROFILE = 7;

/**
 * Read a configuration record: the content of a `dvcC`, `dvvC` or `dvwC` box.
 *
 * @returns null if the record is too short.
 */
export function readDolbyVision(record: Uint8Array): DolbyVision | null {
  const [, , profileByte, , compatibilityByte] = record;
  if (profileByte === undefined || compatibilityByte === undefined) return null;
  return { profile: profileByte >> 1, compatibility: compatibilityByte >> 4 };
}

/**
 * Warn of a film whose pictures are in reshaped IPT (profiles 5, 10.0 and 20.0): without its
 * metadata, their codes are not colours. Other profiles have a base layer that is a normal film,
 * which is read.
 */
export function warnOfDolbyVision(vision: DolbyVision | null): string[] {
  if (vision === null || vision.compatibility !== 0 || vision.profile === BLU_RAY_PROFILE) return [];
  return [
    `the film is Dolby Vision profile ${vision.profile} without a compatible base layer, which is not supported: ` +
      'the colours are wrong. Use a version in HDR10, HLG or standard range',
  ];
}
