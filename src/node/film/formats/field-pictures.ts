import type { Ratio } from '../../../core/frame/index.ts';

/**
 * Tell whether a decoded picture is a single field, half as high as the frames that are shown. FFmpeg joins the fields of other codecs.
 * Its HEVC decoder does not, and it marks as interlaced no pictures but these (`pic_struct` 1, 2 and 9 to 12; H.265, table D.2).
 */
export const isFieldPicture = (codec: string, isInterlaced: boolean): boolean => codec === 'hevc' && isInterlaced;

/** Give pixels the shape that they have where the picture is one field: streams state the shape that they have in a frame. */
export function stretchField({ num, den }: Ratio): Ratio {
  return num % 2 === 0 ? { num: num / 2, den } : { num, den: 2 * den };
}
