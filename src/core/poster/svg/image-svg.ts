import { formatNumber, toBase64 } from '../../text/index.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { Image } from '../scene/scene.ts';

/**
 * Columns as wide as this, millimetres, are two pixels of a common screen (CSS: 96 to the inch):
 * edges that are kept sharp show. Of narrower ones some would vanish.
 */
const WIDE_COLUMN = 0.5;
/**
 * How far each row of pixels is softened into the next one: standard deviation in rows. Less shows
 * steps, more takes structure away.
 */
const SOFTENING = 0.6;

/**
 * Write a picture as SVG, the file within.
 *
 * @param id that no other mark of the document has.
 */
export function imageToSvg(image: Image, id: string): string {
  const { x, y, width, height } = image.box;
  const file = `data:${image.image.type};base64,${toBase64(image.image.bytes)}`;
  const place = `x="${formatMm(x)}" y="${formatMm(y)}" width="${formatMm(width)}" height="${formatMm(height)}"`;
  const turn = turnOf(image);
  const isSharp = image.isSharpAcross === true && width / image.image.width >= WIDE_COLUMN;
  const look = isSharp ? ` image-rendering="pixelated" filter="url(#${id})"` : '';
  return `${isSharp ? softenRows(image, id) : ''}<image ${place}${turn}${look} preserveAspectRatio="none" href="${file}"/>`;
}

function turnOf({ box, turnDegrees = 0, isMirrored = false }: Image): string {
  const [middleX, middleY] = [formatMm(box.x + box.width / 2), formatMm(box.y + box.height / 2)];
  const turn = turnDegrees === 0 ? '' : `rotate(${formatNumber(turnDegrees, 3)} ${middleX} ${middleY})`;
  const mirror = isMirrored ? `matrix(-1 0 0 1 ${formatMm(2 * box.x + box.width)} 0)` : '';
  return turn + mirror === '' ? '' : ` transform="${turn}${mirror}"`;
}

/**
 * A filter that blurs along columns alone. What it leaves half transparent at the ends has the
 * picture itself below. Not in linear light: browsers filter in 8 bits, and dark colours would
 * become steps.
 */
function softenRows({ box, image }: Image, id: string): string {
  const blur = `<feGaussianBlur stdDeviation="0 ${formatMm((SOFTENING * box.height) / image.height)}" result="soft"/>`;
  const merged = '<feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="soft"/></feMerge>';
  return `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">${blur}${merged}</filter>\n`;
}
