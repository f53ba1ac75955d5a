import type { Fingerprint } from '../../../core/fingerprint/index.ts';

/** A thumbnail outside a moment shows it if it is this near, seconds. */
const MAX_SECONDS_APART = 1;

/**
 * Find a frame of a moment among the thumbnails of a fingerprint: that of its shot, or of the column
 * nearest to its middle.
 *
 * @returns a JPEG file, base64; null if none shows the moment.
 */
export function findFrame(
  { shots, columns, pictures }: Fingerprint,
  { from, to }: { readonly from: number; readonly to: number },
): string | null {
  const middle = (from + to) / 2;
  const shot = shots?.findIndex((each) => middle >= each.from && middle < each.to);
  const ofShot = pictures?.shots?.find((thumbnail) => thumbnail.shot === shot);
  if (ofShot !== undefined) return ofShot.jpeg;
  let least = (to - from) / 2 + MAX_SECONDS_APART;
  let jpeg: string | null = null;
  for (const thumbnail of pictures?.thumbnails ?? []) {
    const time = columns[thumbnail.column]?.frameTime;
    if (time === null || time === undefined || Math.abs(time - middle) > least) continue;
    least = Math.abs(time - middle);
    jpeg = thumbnail.jpeg;
  }
  return jpeg;
}
