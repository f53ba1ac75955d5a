import { formatNumber, toBase64 } from '../../text/index.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { Image } from '../scene/scene.ts';

/**
 * Columns of at least this width, millimetres, are two pixels on a common screen (CSS: 96 per
 * inch). Their edges stay sharp and visible. If narrower columns were kept sharp, some would
 * disappear.
 */
const WIDE_COLUMN = 0.5;
/**
 * Blur of each row of pixels into the next one: standard deviation in rows. Less shows steps, more
 * removes structure.
 */
const SOFTENING = 0.6;

/**
 * Write a picture as SVG, with the file embedded.
 *
 * @param id unique among the marks of the document.
 * @returns parts that join to the text. The file is one part: the same string for the same bytes.
 */
export function imageToSvg(image: Image, id: string): string[] {
  const { x, y, width, height } = image.box;
  const place = `x="${formatMm(x)}" y="${formatMm(y)}" width="${formatMm(width)}" height="${formatMm(height)}"`;
  const turn = turnOf(image);
  const isSharp = image.isSharpAcross === true && width / image.image.width >= WIDE_COLUMN;
  const look = isSharp ? ` image-rendering="pixelated" filter="url(#${id})"` : '';
  const start = `${isSharp ? softenRows(image, id) : ''}<image ${place}${turn}${look} preserveAspectRatio="none"`;
  return [`${start} href="data:${image.image.type};base64,`, encodeFile(image.image.bytes), '"/>'];
}

const encodeFile = memoizeRecent((bytes: Uint8Array): string => toBase64(bytes));

function turnOf({ box, turnDegrees = 0, isMirrored = false }: Image): string {
  const [middleX, middleY] = [formatMm(box.x + box.width / 2), formatMm(box.y + box.height / 2)];
  const turn = turnDegrees === 0 ? '' : `rotate(${formatNumber(turnDegrees, 3)} ${middleX} ${middleY})`;
  const mirror = isMirrored ? `matrix(-1 0 0 1 ${formatMm(2 * box.x + box.width)} 0)` : '';
  return turn + mirror === '' ? '' : ` transform="${turn}${mirror}"`;
}

/**
 * Create a filter that blurs only along columns. At the ends, where the blur is partly transparent,
 * the picture itself is visible below. The filter does not use linear light: browsers filter in 8
 * bits, and dark colours would show steps.
 */
function softenRows({ box, image }: Image, id: string): string {
  const blur = `<feGaussianBlur stdDeviation="0 ${formatMm((SOFTENING * box.height) / image.height)}" result="soft"/>`;
  const merged = '<feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="soft"/></feMerge>';
  return `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">${blur}${merged}</filter>\n`;
}
