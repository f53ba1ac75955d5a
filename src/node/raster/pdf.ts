import type PDFDocument from 'pdfkit';
import {
  type Box,
  formatMm,
  type Image,
  type Mark,
  type Path,
  RenderError,
  type Scene,
  type Stroke,
} from '../../core/poster/index.ts';
import { readSrgbProfile } from './icc-profile.ts';
import { barsToPdf, fillColor, lineColor, rectToPdf, ringToPdf } from './pdf-marks.ts';
import { pathToPdf } from './pdf-path.ts';
import type { SceneSize } from './raster-size.ts';
import { loadSharp } from './sharp.ts';

/** Points, of which an inch has 72, in a millimetre. */
const POINTS_PER_MM = 72 / 25.4;
/** 14,400 points: ISO 32000-1, annex C.2. */
const MAX_SIDE_MM = 5080;
/** What pdfkit derives a file's id from, besides title and description; no date is written. */
const NO_DATE = new Date(0);

/**
 * Check that a sheet fits on a page.
 *
 * @throws {RenderError} `too-large` above 5080 mm a side.
 */
export function checkPdfSize({ widthMm, heightMm }: SceneSize): void {
  if (widthMm <= MAX_SIDE_MM && heightMm <= MAX_SIDE_MM) return;
  const size = `${Math.round(widthMm)} x ${Math.round(heightMm)} mm`;
  throw new RenderError('too-large', `${size} are more than a page of a PDF may have: ${MAX_SIDE_MM} mm a side`);
}

/**
 * Write a scene as a PDF: one page of vectors, letters as outlines, colours in sRGB by its ICC profile; nothing is painted where the ground is transparent.
 *
 * The page is the whole sheet, bleed included (MediaBox, BleedBox); TrimBox is where it is cut. The same scene gives the same bytes: no dates.
 *
 * @throws {RenderError} `too-large` above 5080 mm a side.
 */
export async function renderPdf(scene: Scene): Promise<Buffer> {
  checkPdfSize(scene);
  const { default: Document } = await import('pdfkit');
  const size: [number, number] = [scene.widthMm * POINTS_PER_MM, scene.heightMm * POINTS_PER_MM];
  const document = new Document({
    size,
    margin: 0,
    // No font of its own: there is no text.
    font: '',
    pdfVersion: '1.7',
    displayTitle: true,
    info: {
      Title: scene.title,
      ...(scene.description !== '' && { Subject: scene.description }),
      Creator: 'Chromatheque',
      CreationDate: NO_DATE,
    },
  });
  delete document.info.CreationDate;
  // The packet has the date again, and quotes the title without escaping it.
  internalsOf(document).endMetadata = () => {};
  const chunks: Uint8Array[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  setBoxes(document, scene);
  setColorSpace(document, await readSrgbProfile());
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

type Document = InstanceType<typeof PDFDocument>;

/** What pdfkit has and its types leave out. */
interface Internals {
  /** Writes a packet of XMP. */
  endMetadata(): void;
  readonly page: {
    readonly dictionary: { readonly data: Record<string, unknown> };
    readonly colorSpaces: Record<string, unknown>;
  };
}

const internalsOf = (document: Document): Internals => document as unknown as Internals;

/** Boxes of a page, ISO 32000-1, 14.11.2: from its lower left corner, y up. */
function setBoxes(document: Document, { widthMm, heightMm, trim }: Scene): void {
  const toPoints = ({ x, y, width, height }: Box): number[] =>
    [x, heightMm - y - height, x + width, heightMm - y].map((mm) => mm * POINTS_PER_MM);
  const { data } = internalsOf(document).page.dictionary;
  data.BleedBox = toPoints({ x: 0, y: 0, width: widthMm, height: heightMm });
  data.TrimBox = toPoints(trim);
}

/** Let all colours of the page be sRGB (8.6.5.6: default colour spaces), and be blended in it (11.4.7). */
function setColorSpace(document: Document, profile: Uint8Array): void {
  const stream = document.ref({ N: 3, Alternate: 'DeviceRGB' });
  stream.end(profile);
  const space = ['ICCBased', stream];
  const { colorSpaces, dictionary } = internalsOf(document).page;
  colorSpaces.DefaultRGB = space;
  dictionary.data.Group = { Type: 'Group', S: 'Transparency', CS: space };
}

function drawMark(document: Document, mark: Mark): void {
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

function drawPath(document: Document, { segments, color, opacity }: Path): void {
  document.save();
  if (opacity < 1) document.fillOpacity(opacity);
  document.addContent(`${fillColor(color)}\n${pathToPdf(segments)}\nf`);
  document.restore();
}

function drawStroke(document: Document, { segments, color, opacity, widthMm, cap, dash }: Stroke): void {
  document.save();
  if (opacity < 1) document.strokeOpacity(opacity);
  // pdfkit refuses the dashes of length 0 that are dots.
  const dashes = dash === undefined ? '' : `[${dash.map(formatMm).join(' ')}] 0 d\n`;
  const line = `${formatMm(widthMm)} w ${cap === 'round' ? 1 : 0} J`;
  document.addContent(`${lineColor(color)}\n${line}\n${dashes}${pathToPdf(segments)}\nS`);
  document.restore();
}

/** Rows of a picture whose columns are bars: PDF readers draw pixels as boxes, and so many are smooth from top to bottom. */
const SMOOTH_ROWS = 720;

async function smoothRows(mark: Image): Promise<Image> {
  const { width } = mark.image;
  const sharp = await loadSharp();
  const file = sharp(mark.image.bytes).resize(width, SMOOTH_ROWS, { fit: 'fill', kernel: 'cubic' });
  const bytes = await file.removeAlpha().png({ compressionLevel: 9 }).toBuffer();
  return { ...mark, image: { bytes, type: 'image/png', width, height: SMOOTH_ROWS } };
}

function drawImage(document: Document, { box, image, turnDegrees = 0, isMirrored = false }: Image): void {
  const { x, y, width, height } = box;
  document.save();
  if (turnDegrees !== 0) document.rotate(turnDegrees, { origin: [x + width / 2, y + height / 2] });
  if (isMirrored) document.transform(-1, 0, 0, 1, 2 * x + width, 0);
  document.image(Buffer.from(image.bytes), x, y, { width, height });
  document.restore();
}
