import { escapeXml, formatNumber } from '../../text/index.ts';
import { formatMm } from '../scene/format-mm.ts';
import type { Group, Mark, Path, Scene, Stroke } from '../scene/scene.ts';
import { barsToSvg } from './bars-svg.ts';
import { imageToSvg } from './image-svg.ts';
import { writePathData } from './path-svg.ts';
import { ringToSvg } from './ring-svg.ts';

/**
 * Write a scene as an SVG file: sized in millimetres, without fonts, scripts or external
 * references.
 *
 * @returns one document that ends in a line break; the same scene gives the same text.
 */
export function sceneToSvg(scene: Scene): string {
  const width = formatMm(scene.widthMm);
  const height = formatMm(scene.heightMm);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(scene.title)}</title>`,
    ...(scene.description === '' ? [] : [`<desc>${escapeXml(scene.description)}</desc>`]),
    ...(scene.background === null
      ? []
      : [`<path fill="${escapeXml(scene.background)}" d="M0 0H${width}V${height}H0z"/>`]),
    ...scene.marks.map(markToSvg),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Write a mark with soft edges as SVG, for renderers that use SVG only for such marks. */
export function softMarkToSvg(mark: Path | Stroke | Group): string {
  if (mark.kind === 'path') return pathToSvg(mark);
  if (mark.kind === 'stroke') return strokeToSvg(mark);
  return `<g>\n${mark.marks.map(softMarkToSvg).join('\n')}\n</g>`;
}

function pathToSvg(path: Path): string {
  const opacity = path.opacity === 1 ? '' : ` fill-opacity="${formatNumber(path.opacity, 3)}"`;
  return `<path fill="${escapeXml(path.color)}"${opacity} d="${writePathData(path.segments)}"/>`;
}

function strokeToSvg({ color, opacity, widthMm, cap, dash, segments }: Stroke): string {
  const ink = `stroke="${escapeXml(color)}"${opacity === 1 ? '' : ` stroke-opacity="${formatNumber(opacity, 3)}"`}`;
  const ends = cap === 'butt' ? '' : ' stroke-linecap="round"';
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash.map(formatMm).join(' ')}"`;
  return `<path fill="none" ${ink} stroke-width="${formatMm(widthMm)}"${ends}${dashes} d="${writePathData(segments)}"/>`;
}

function markToSvg(mark: Mark, place: number): string {
  switch (mark.kind) {
    case 'bars':
      return barsToSvg(mark);
    case 'ring':
      return ringToSvg(mark, `ring-${place}`);
    case 'image':
      return imageToSvg(mark, `image-${place}`);
    case 'rect': {
      const { x, y, width, height } = mark.box;
      const size = `width="${formatMm(width)}" height="${formatMm(height)}"`;
      return `<rect x="${formatMm(x)}" y="${formatMm(y)}" ${size} fill="${escapeXml(mark.color)}" shape-rendering="crispEdges"/>`;
    }
    default:
      return softMarkToSvg(mark);
  }
}
