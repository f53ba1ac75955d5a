import type { Ratio } from '../../../core/frame/index.ts';

/**
 * Whether a decoded picture is a single field, half as high as the shown frames. FFmpeg joins the
 * fields of other codecs. Its HEVC decoder does not, and marks only such pictures as interlaced
 * (`pic_struct` 1, 2 and 9 to 12; H.265, table D.2).
 */
export const isFieldPicture = (codec: string, isInterlaced: boolean): boolean => codec === 'hevc' && isInterlaced;

/** The pixel aspect for a single field: streams state the aspect in a frame. */
export function stretchField({ num, den }: Ratio): Ratio {
  return num % 2 === 0 ? { num: num / 2, den } : { num, den: 2 * den };
}
