import { barsToSvg } from './bars-svg.ts';
import { toBase64 } from './base64.ts';
import { formatMm, formatNumber } from './numbers.ts';
import type { Image, Mark, Path, Scene } from './scene.ts';

/**
 * Write a scene as an SVG file: sized in millimetres, no fonts, no scripts, nothing outside itself.
 *
 * @returns one document that ends in a line break; the same scene gives the same text.
 */
export function sceneToSvg(scene: Scene): string {
  const width = formatMm(scene.widthMm);
  const height = formatMm(scene.heightMm);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(scene.title)}</title>`,
    `<path fill="${escapeXml(scene.background)}" d="M0 0H${width}V${height}H0z"/>`,
    ...scene.marks.map(markToSvg),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Write a path as an SVG element, for renderers that take SVG for outlines alone. */
export function pathToSvg(path: Path): string {
  const opacity = path.opacity === 1 ? '' : ` fill-opacity="${formatNumber(path.opacity, 3)}"`;
  return `<path fill="${escapeXml(path.color)}"${opacity} d="${path.data}"/>`;
}

function markToSvg(mark: Mark): string {
  if (mark.kind === 'bars') return barsToSvg(mark);
  if (mark.kind === 'path') return pathToSvg(mark);
  if (mark.kind === 'image') return imageToSvg(mark);
  const { x, y, width, height } = mark.box;
  const size = `width="${formatMm(width)}" height="${formatMm(height)}"`;
  return `<rect x="${formatMm(x)}" y="${formatMm(y)}" ${size} fill="${escapeXml(mark.color)}" shape-rendering="crispEdges"/>`;
}

function imageToSvg({ box, image }: Image): string {
  const place = `x="${formatMm(box.x)}" y="${formatMm(box.y)}" width="${formatMm(box.width)}" height="${formatMm(box.height)}"`;
  return `<image ${place} preserveAspectRatio="none" href="data:${image.type};base64,${toBase64(image.bytes)}"/>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that XML 1.0 has no way to write: section 2.2 of the recommendation. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** Make any text safe inside an element or a quoted attribute. */
export function escapeXml(text: string): string {
  return text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}
