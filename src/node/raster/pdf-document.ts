import type PDFDocument from 'pdfkit';
import type { Box, Scene } from '../../core/poster/index.ts';
import { MM_PER_INCH } from './raster-size.ts';

/** A document of pdfkit, one page that is empty until something is drawn. */
export type PdfDocument = InstanceType<typeof PDFDocument>;

/**
 * What pdfkit 0.20 has and neither documents nor types. This file alone uses it; a test checks that
 * it exists, since any version may rename it.
 */
interface Internals {
  /** Writes a packet of XMP. */
  endMetadata(): void;
  readonly page: {
    readonly dictionary: { readonly data: Record<string, unknown> };
    readonly colorSpaces: Record<string, unknown>;
  };
}

const internalsOf = (document: PdfDocument): Internals => document as unknown as Internals;

/** Points, of which an inch has 72, in a millimetre. */
export const POINTS_PER_MM: number = 72 / MM_PER_INCH;
/** pdfkit derives the id of a file from its information and this date; the date is not written. */
const NO_DATE = new Date(0);

/**
 * Create a document of one page for a scene: its size and boxes, title and description, and sRGB as
 * the space of all colours. The same scene gives the same bytes: no date is written.
 *
 * @param profile the ICC profile of sRGB.
 */
export async function createDocument(scene: Scene, profile: Uint8Array): Promise<PdfDocument> {
  const { default: Document } = await import('pdfkit');
  const document = new Document({
    size: [scene.widthMm * POINTS_PER_MM, scene.heightMm * POINTS_PER_MM],
    margin: 0,
    // There is no text, so no font is embedded.
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
  // The XMP packet repeats the date, and contains the title unescaped.
  internalsOf(document).endMetadata = () => {};
  setBoxes(document, scene);
  setColorSpace(document, profile);
  return document;
}

/** Set the boxes of the page (ISO 32000-1, 14.11.2): from its lower left corner, y up. */
function setBoxes(document: PdfDocument, { widthMm, heightMm, trim }: Scene): void {
  const toPoints = ({ x, y, width, height }: Box): number[] =>
    [x, heightMm - y - height, x + width, heightMm - y].map((mm) => mm * POINTS_PER_MM);
  const { data } = internalsOf(document).page.dictionary;
  data.BleedBox = toPoints({ x: 0, y: 0, width: widthMm, height: heightMm });
  data.TrimBox = toPoints(trim);
}

/**
 * Make sRGB the default colour space of the page (8.6.5.6), and the one that it is blended in
 * (11.4.7).
 */
function setColorSpace(document: PdfDocument, profile: Uint8Array): void {
  const stream = document.ref({ N: 3, Alternate: 'DeviceRGB' });
  stream.end(profile);
  const space = ['ICCBased', stream];
  const { colorSpaces, dictionary } = internalsOf(document).page;
  colorSpaces.DefaultRGB = space;
  dictionary.data.Group = { Type: 'Group', S: 'Transparency', CS: space };
}
