import { LUMA_WEIGHTS, type YcbcrMatrix } from '../color/index.ts';
import { isHdrTransfer } from './color-conversion.ts';
import type { Picture, ResolvedColor } from './picture.ts';

/**
 * Above this size an untagged film is read as BT.709, up to it as BT.601: the boundary between standard and high
 * definition that players use (mpv and libplacebo guess by "width >= 1280 or height > 576").
 */
const HD_WIDTH = 1280;
const SD_MAX_HEIGHT = 576;

/**
 * Fill the gaps in a picture's colour tags with the usual defaults, and say which were filled.
 *
 * A tag that is present is honoured. A matrix that we cannot read (ICtCp, YCgCo, ...) counts as absent, so that the
 * fingerprint says the matrix was assumed rather than show wrong colours silently. HDR exists on the primaries and matrix of BT.2020 alone (ITU-R
 * BT.2100-2, table 2), and where one of these two is said, the other is taken to match; all else goes by size.
 */
export function resolveColor(picture: Pick<Picture, 'width' | 'height' | 'model' | 'tags'>): ResolvedColor {
  const { tags, model } = picture;
  const isHd = picture.width >= HD_WIDTH || picture.height > SD_MAX_HEIGHT;
  const isHdr = tags.transfer !== null && isHdrTransfer(tags.transfer);
  const assumed: ('matrix' | 'range' | 'transfer' | 'primaries')[] = [];

  let matrix: ResolvedColor['matrix'];
  if (model === 'rgb') matrix = 'rgb';
  else if (tags.matrix !== null && isReadable(tags.matrix)) matrix = tags.matrix;
  else {
    if (isHdr || tags.primaries === 'bt2020' || isBt2020(tags.matrix)) matrix = 'bt2020nc';
    else matrix = isHd ? 'bt709' : 'smpte170m';
    // A grey picture has no matrix to guess.
    if (model === 'ycbcr') assumed.push('matrix');
  }
  const range = tags.range ?? (model === 'rgb' ? 'full' : 'limited');
  if (tags.range === null) assumed.push('range');
  const bySize = isHd || model === 'rgb' ? 'bt709' : 'smpte170m';
  const transfer = tags.transfer ?? bySize;
  if (tags.transfer === null) assumed.push('transfer');
  const primaries = tags.primaries ?? (isHdr || isBt2020(tags.matrix) ? 'bt2020' : bySize);
  if (tags.primaries === null) assumed.push('primaries');
  return { matrix, range, transfer, primaries, assumed };
}

/** The constant-luminance variant cannot be read, but is nearer to the other than to BT.709. */
const isBt2020 = (matrix: string | null): boolean => matrix === 'bt2020nc' || matrix === 'bt2020c';

const isReadable = (matrix: string): matrix is YcbcrMatrix => Object.hasOwn(LUMA_WEIGHTS, matrix);
