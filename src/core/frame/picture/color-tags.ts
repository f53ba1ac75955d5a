import { COLOR_MATRICES, type ColorMatrix, findTransferFunction, isPrimaries } from '../../color/index.ts';
import { isHdrTransfer } from './color-conversion.ts';
import type { Picture, ResolvedColor } from './picture.ts';

/**
 * Untagged films above this size are read as BT.709, others as BT.601: the boundary between
 * standard and high definition that players use (mpv and libplacebo guess by "width >= 1280 or
 * height > 576").
 */
const HD_WIDTH = 1280;
const SD_MAX_HEIGHT = 576;

/**
 * What the interpretation of colours depends on. `components` state whether chroma is subsampled;
 * without them it is not.
 */
type TaggedPicture = Pick<Picture, 'width' | 'height' | 'model' | 'tags'> & Partial<Pick<Picture, 'components'>>;

/**
 * Fill missing colour tags of a picture with the usual defaults, and list which were filled.
 *
 * A stated tag is used. An unsupported one counts as absent, so that the fingerprint lists it as
 * assumed, and {@link warnOfTags} names it. HDR exists only on the primaries and matrix of BT.2020
 * (ITU-R BT.2100-2, table 2). If primaries or matrix is stated, the other is chosen to match;
 * everything else depends on size.
 */
export function resolveColor(picture: TaggedPicture): ResolvedColor {
  const { model } = picture;
  const {
    matrix: statedMatrix,
    range: statedRange,
    transfer: statedTransfer,
    primaries: statedPrimaries,
  } = readTags(picture);
  const isHd = picture.width >= HD_WIDTH || picture.height > SD_MAX_HEIGHT;
  const isHdr =
    (statedTransfer !== null && isHdrTransfer(statedTransfer)) ||
    (statedTransfer === null && statedMatrix !== null && HDR_MATRICES.includes(statedMatrix));
  const isBt2020 = statedMatrix !== null && BT2020_MATRICES.includes(statedMatrix);
  const assumed: ('matrix' | 'range' | 'transfer' | 'primaries')[] = [];

  let matrix: ColorMatrix;
  if (model === 'rgb') matrix = 'rgb';
  else if (statedMatrix !== null) matrix = statedMatrix;
  else {
    if (isHdr || statedPrimaries === 'bt2020') matrix = 'bt2020nc';
    else matrix = isHd ? 'bt709' : 'smpte170m';
    // A grey picture has no matrix.
    if (model === 'ycbcr') assumed.push('matrix');
  }
  const range = statedRange ?? (model === 'rgb' ? 'full' : 'limited');
  if (statedRange === null) assumed.push('range');
  const bySize = isHd || model === 'rgb' ? 'bt709' : 'smpte170m';
  const transfer = statedTransfer ?? (isHdr ? 'smpte2084' : bySize);
  if (statedTransfer === null) assumed.push('transfer');
  const byMatrix = matrix === 'smpte2085' ? 'smpte428' : isHdr || isBt2020 ? 'bt2020' : bySize;
  const primaries = statedPrimaries ?? byMatrix;
  if (statedPrimaries === null) assumed.push('primaries');
  return { matrix, range, transfer, primaries, assumed };
}

/**
 * Write warnings, as sentences without a period, for stated colour tags that are not supported,
 * with the assumed value.
 */
export function warnOfTags(picture: TaggedPicture): string[] {
  const read = readTags(picture);
  const color = resolveColor(picture);
  return (['matrix', 'transfer', 'primaries'] as const).flatMap((tag) => {
    const stated = picture.tags[tag];
    const isRead = stated === null || read[tag] === stated || (tag === 'matrix' && picture.model !== 'ycbcr');
    if (isRead) return [];
    const what = { matrix: 'matrix is', transfer: 'transfer function is', primaries: 'primaries are' }[tag];
    return [
      `the picture's ${what} tagged ${stated}, which is not supported; ${color[tag]} was assumed, so colours may be wrong`,
    ];
  });
}

/** A picture's tags; unsupported ones are null. */
function readTags({ model, tags, components = [] }: TaggedPicture) {
  const transfer = tags.transfer !== null && findTransferFunction(tags.transfer) !== null ? tags.transfer : null;
  const primaries = tags.primaries !== null && isPrimaries(tags.primaries) ? tags.primaries : null;
  let matrix = COLOR_MATRICES.find((known) => known === tags.matrix) ?? null;
  if (model !== 'ycbcr' && matrix === 'rgb') matrix = null;
  // Planes of green, blue and red have one size (ITU-T H.273, section 8.3, MatrixCoefficients 0).
  if (matrix === 'rgb' && components.some(({ log2X, log2Y }) => log2X + log2Y > 0)) matrix = null;
  // ICtCp and IPT are defined only for HDR curves.
  if (matrix !== null && LMS_MATRICES.includes(matrix) && transfer !== null && !isHdrTransfer(transfer)) matrix = null;
  return { matrix, range: tags.range, transfer, primaries };
}

const LMS_MATRICES: readonly ColorMatrix[] = ['ictcp', 'ipt-c2'];
/** Matrices that exist only in HDR. */
const HDR_MATRICES: readonly ColorMatrix[] = [...LMS_MATRICES, 'smpte2085'];
/** Matrices that exist only with the primaries of BT.2020. */
const BT2020_MATRICES: readonly ColorMatrix[] = [...LMS_MATRICES, 'bt2020nc', 'bt2020c'];
