/** What a Dolby Vision configuration says (Dolby Vision Streams within the ISO Base Media File Format, section 3.2). */
export interface DolbyVision {
  readonly profile: number;
  /** What its base layer is to a decoder without Dolby Vision: 0 is nothing, 1 HDR10, 2 standard range, 4 HLG, 6 that of Blu-ray. */
  readonly compatibility: number;
}

/** Two layers, of which the base is always HDR10; old muxers write a compatibility of 0 for it. */
const BLU_RAY_PROFILE = 7;

/**
 * Read a configuration record: the content of a `dvcC`, `dvvC` or `dvwC` box.
 *
 * @returns null for one that is too short.
 */
export function readDolbyVision(record: Uint8Array): DolbyVision | null {
  const [, , profileByte, , compatibilityByte] = record;
  if (profileByte === undefined || compatibilityByte === undefined) return null;
  return { profile: profileByte >> 1, compatibility: compatibilityByte >> 4 };
}

/**
 * Warn of a film whose pictures are in IPT and reshaped (profiles 5, 10.0 and 20.0), so that their codes are no colours without its
 * metadata. Other profiles have a base layer that is a film by itself, and is read as one.
 */
export function warnOfDolbyVision(vision: DolbyVision | null): string[] {
  if (vision === null || vision.compatibility !== 0 || vision.profile === BLU_RAY_PROFILE) return [];
  return [
    `the film is Dolby Vision of profile ${vision.profile} without a compatible base layer, which cannot be read here: ` +
      'the colours are not those of the film. Use a version of it in HDR10, HLG or standard range',
  ];
}
