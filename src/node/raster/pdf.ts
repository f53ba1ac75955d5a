import {
  formatMm,
  type Image,
  type Mark,
  type Path,
  RenderError,
  type Scene,
  type Stroke,
} from '../../core/poster/index.ts';
import { readSrgbProfile } from './icc-profile.ts';
import { createDocument, type PdfDocument, POINTS_PER_MM } from './pdf-document.ts';
import { barsToPdf, fillColor, lineColor, rectToPdf, ringToPdf } from './pdf-marks.ts';
import { pathToPdf } from './pdf-path.ts';
import type { SceneSize } from './raster-size.ts';
import { loadSharp } from './sharp.ts';

/** 14,400 points: ISO 32000-1, annex C.2. */
const MAX_SIDE_MM = 5080;

/**
 * Check that a sheet fits on a page.
 *
 * @throws {RenderError} `too-large` above 5080 mm per side.
 */
export function checkPdfSize({ widthMm, heightMm }: SceneSize): void {
  if (widthMm <= MAX_SIDE_MM && heightMm <= MAX_SIDE_MM) return;
  const size = `${Math.round(widthMm)} x ${Math.round(heightMm)} mm`;
  throw new RenderError('too-large', `${size} are more than a page of a PDF may have: ${MAX_SIDE_MM} mm a side`);
}

/**
 * Write a scene as a PDF: one page of vectors, text as outlines, colours in sRGB by its ICC
 * profile. A transparent background paints nothing.
 *
 * The page is the whole sheet, bleed included (MediaBox, BleedBox); TrimBox is where it is cut. The
 * same scene gives the same bytes: no dates.
 *
 * @throws {RenderError} `too-large` above 5080 mm per side.
 */
export async function renderPdf(scene: Scene): Promise<Buffer> {
  checkPdfSize(scene);
  const document = await createDocument(scene, await readSrgbProfile());
  const chunks: Uint8Array[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.scale(POINTS_PER_MM);
  if (scene.background !== null) {
    const box = { x: 0, y: 0, width: scene.widthMm, height: scene.heightMm };
    document.addContent(rectToPdf({ box, color: scene.background }));
  }
  for (const mark of scene.marks) {
    drawMark(document, mark.kind === 'image' && mark.isSharpAcross ? await smoothRows(mark) : mark);
  }
  document.end();
  return written;
}

function drawMark(document: PdfDocument, mark: Mark): void {
  switch (mark.kind) {
    case 'rect':
      document.addContent(rectToPdf(mark));
      break;
    case 'bars':
      document.addContent(barsToPdf(mark));
      break;
    case 'ring':
      document.addContent(ringToPdf(mark));
      break;
    case 'path':
      drawPath(document, mark);
      break;
    case 'stroke':
      drawStroke(document, mark);
      break;
    case 'group':
      for (const shape of mark.marks) drawMark(document, shape);
      break;
    case 'image':
      drawImage(document, mark);
  }
}

function drawPath(document: PdfDocument, { segments, color, opacity }: Path): void {
  document.save();
  if (opacity < 1) document.fillOpacity(opacity);
  document.addContent(`${fillColor(color)}\n${pathToPdf(segments)}\nf`);
  document.restore();
}

function drawStroke(document: PdfDocument, { segments, color, opacity, widthMm, cap, dash }: Stroke): void {
  document.save();
  if (opacity < 1) document.strokeOpacity(opacity);
  // pdfkit rejects dashes of length 0, which draw dots.
  const dashes = dash === undefined ? '' : `[${dash.map(formatMm).join(' ')}] 0 d\n`;
  const line = `${formatMm(widthMm)} w ${cap === 'round' ? 1 : 0} J`;
  document.addContent(`${lineColor(color)}\n${line}\n${dashes}${pathToPdf(segments)}\nS`);
  document.restore();
}

/**
 * Rows of a picture whose columns are bars. PDF readers draw pixels as boxes; this many look smooth
 * from top to bottom.
 */
const SMOOTH_ROWS = 720;

async function smoothRows(mark: Image): Promise<Image> {
  const { width } = mark.image;
  const sharp = await loadSharp();
  const file = sharp(mark.image.bytes).resize(width, SMOOTH_ROWS, { fit: 'fill', kernel: 'cubic' });
  const bytes = await file.removeAlpha().png({ compressionLevel: 9 }).toBuffer();
  return { ...mark, image: { bytes, type: 'image/png', width, height: SMOOTH_ROWS } };
}

function drawImage(document: PdfDocument, { box, image, turnDegrees = 0, isMirrored = false }: Image): void {
  const { x, y, width, height } = box;
  document.save();
  if (turnDegrees !== 0) document.rotate(turnDegrees, { origin: [x + width / 2, y + height / 2] });
  if (isMirrored) document.transform(-1, 0, 0, 1, 2 * x + width, 0);
  document.image(Buffer.from(image.bytes), x, y, { width, height });
  document.restore();
}
