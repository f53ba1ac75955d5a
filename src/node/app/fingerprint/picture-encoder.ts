import type { SmallPicture } from '../../../core/frame/index.ts';
import type { EncodedThumbnail, PictureEncoder } from '../../../core/pipeline/index.ts';
import { encodeJpeg, encodePng } from '../../raster/index.ts';

/** Encodes the pictures of a fingerprint. */
export const PICTURE_ENCODER: PictureEncoder = { encodeJpeg, encodePng };

/** Encode a thumbnail, to send a file between machines instead of pixels. */
export const encodeThumbnail = async (thumbnail: SmallPicture): Promise<EncodedThumbnail> => ({
  jpeg: await encodeJpeg(thumbnail),
});
