import type { SmallPicture } from '../../frame/index.ts';

/**
 * Small pictures of A and B that show the same moment: whole pictures with their bars, upright, with
 * square pixels. Sizes of A and B may differ; those of one film are the same in all pairs.
 */
export interface PicturePair {
  readonly a: SmallPicture;
  readonly b: SmallPicture;
}
