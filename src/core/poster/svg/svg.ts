import { escapeXml, formatNumber } from '../../text/index.ts';
import { memoizeRecent } from '../columns/memoize-recent.ts';
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
  return sceneToSvgParts(scene).join('');
}

/**
 * Write a scene as an SVG file, in parts: what is large, such as thousands of bars, is a part of its
 * own, and the same string as long as the same data are drawn.
 *
 * @returns parts that join to what {@link sceneToSvg} returns.
 */
export function sceneToSvgParts(scene: Scene): string[] {
  const width = formatMm(scene.widthMm);
  const height = formatMm(scene.heightMm);
  const opening = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(scene.title)}</title>`,
    ...(scene.description === '' ? [] : [`<desc>${escapeXml(scene.description)}</desc>`]),
    ...(scene.background === null
      ? []
      : [`<path fill="${escapeXml(scene.background)}" d="M0 0H${width}V${height}H0z"/>`]),
  ];
  const marks = scene.marks.flatMap((mark, place) => [...markToSvg(mark, place), '\n']);
  return [`${opening.join('\n')}\n`, ...marks, '</svg>\n'];
}

/** Write a mark with soft edges as SVG, for renderers that use SVG only for such marks. */
export function softMarkToSvg(mark: Path | Stroke | Group): string {
  if (mark.kind === 'path') return pathToSvg(mark);
  if (mark.kind === 'stroke') return strokeToSvg(mark);
  return `<g>\n${shapesToSvg(mark.marks)}\n</g>`;
}

const shapesToSvg = memoizeRecent((marks: Group['marks']): string => marks.map(softMarkToSvg).join('\n'));

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

/** Write a mark, in parts that join to its text. */
function markToSvg(mark: Mark, place: number): string[] {
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
      return [
        `<rect x="${formatMm(x)}" y="${formatMm(y)}" ${size} fill="${escapeXml(mark.color)}" shape-rendering="crispEdges"/>`,
      ];
    }
    case 'group':
      return ['<g>\n', shapesToSvg(mark.marks), '\n</g>'];
    default:
      return [softMarkToSvg(mark)];
  }
}
