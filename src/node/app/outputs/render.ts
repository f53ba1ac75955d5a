import { gzipSync } from 'node:zlib';
import { fingerprintToCsv, fingerprintToPage } from '../../../core/export/index.ts';
import { type Fingerprint, serializeFingerprint } from '../../../core/fingerprint/index.ts';
import {
  chooseSheet,
  layoutPoster,
  listImages,
  RenderError,
  type Scene,
  sceneToSvg,
  simulateScene,
} from '../../../core/poster/index.ts';
import {
  checkPdfSize,
  RASTER_FORMATS,
  type RasterFormat,
  renderPdf,
  renderPixels,
  resolveRasterSize,
  simulateImages,
} from '../../raster/index.ts';
import { chooseFormat } from './file-extension.ts';
import { loadPosterFonts } from './fonts.ts';
import { checkPictureOptions, DEFAULT_DPI, type PictureOptions, toPosterOptions } from './picture-options.ts';

/** Formats of a fingerprint, named by file extension. */
export const OUTPUT_FORMATS = [
  'png',
  'jpg',
  'jpeg',
  'webp',
  'avif',
  'svg',
  'pdf',
  'html',
  'json',
  'json.gz',
  'csv',
] as const;
/** One of {@link OUTPUT_FORMATS}. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export const outputFormat = (path: string): OutputFormat => chooseFormat(path, OUTPUT_FORMATS);

/** Whether the content of a format does not depend on how the film is drawn. */
export const isDataFormat = (format: OutputFormat): format is 'json' | 'json.gz' | 'csv' =>
  format === 'json' || format === 'json.gz' || format === 'csv';

function isRaster(format: OutputFormat): format is RasterFormat {
  return (RASTER_FORMATS as readonly string[]).includes(format);
}

/**
 * Check that a picture with these options can be written to a file of this name, before any reading
 * or drawing.
 *
 * @param options already checked by {@link checkPictureOptions}.
 * @throws {OptionError} for an unknown extension, and for a transparent background in a JPEG.
 * @throws {RenderError} `too-large` for a picture larger than the format allows.
 */
export function checkOutput(path: string, options: PictureOptions): void {
  const format = outputFormat(path);
  const { dpi = DEFAULT_DPI } = options;
  const sheet = chooseSheet(toPosterOptions(options, '', dpi));
  if (format === 'pdf') checkPdfSize(sheet);
  else if (isRaster(format)) resolveRasterSize(sheet, format, { dpi });
}

/** The content of an output file, and warnings about it. */
export interface Output {
  readonly content: Uint8Array | string;
  readonly warnings: readonly string[];
}

/**
 * Render a fingerprint as a picture or as data.
 *
 * @throws {OptionError} for picture options out of range.
 * @throws {RenderError} if a requested title cannot be drawn, or the picture is too large.
 */
export async function renderOutput(
  fingerprint: Fingerprint,
  format: OutputFormat,
  options: PictureOptions,
): Promise<Output> {
  if (format === 'json') return { content: serializeFingerprint(fingerprint), warnings: [] };
  if (format === 'json.gz') return { content: zip(serializeFingerprint(fingerprint)), warnings: [] };
  if (format === 'csv') return { content: fingerprintToCsv(fingerprint), warnings: [] };
  const { dpi } = checkPictureOptions(options, fingerprint.clustering.clusters);
  if (format === 'html') return { content: fingerprintToPage(fingerprint, options), warnings: [] };
  const { scene: drawn, warnings } = await layOut(fingerprint, options, dpi);
  const scene = await simulateDrawn(drawn, options);
  return { content: await renderScene(scene, format, options, dpi), warnings };
}

/** Render a scene as a picture file. */
export async function renderScene(
  scene: Scene,
  format: RasterFormat | 'svg' | 'pdf',
  { profile = 'srgb' }: PictureOptions,
  dpi: number,
): Promise<Uint8Array | string> {
  if (format === 'svg') return sceneToSvg(scene);
  return format === 'pdf' ? renderPdf(scene) : renderPixels(scene, format, { dpi, profile });
}

/** Convert a scene to what a colour-blind person sees, if the options ask for it. */
export async function simulateDrawn(scene: Scene, { simulate: deficiency }: PictureOptions): Promise<Scene> {
  if (deficiency === undefined) return scene;
  return simulateScene(scene, deficiency, await simulateImages(listImages(scene), deficiency));
}

/**
 * Byte 9 of a gzip file is the operating system that wrote it; 255 means unknown, so that all
 * systems write the same bytes (RFC 1952, section 2.3.1).
 */
const GZIP_SYSTEM = 9;
const NO_SYSTEM = 255;

function zip(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 9 });
  bytes[GZIP_SYSTEM] = NO_SYSTEM;
  return bytes;
}

async function layOut(
  fingerprint: Fingerprint,
  options: PictureOptions,
  dpi: number,
): Promise<{ scene: Scene; warnings: readonly string[] }> {
  const { title } = fingerprint.film;
  try {
    const fonts = await loadPosterFonts(options.font, `${options.title ?? title}\n${options.subtitle ?? ''}`);
    return { scene: layoutPoster(fingerprint, toPosterOptions(options, title, dpi), fonts), warnings: [] };
  } catch (error) {
    // A title that the caller did not request must not prevent the picture.
    if (!(error instanceof RenderError) || error.code !== 'font-missing' || options.title !== undefined) throw error;
    const untitled = toPosterOptions({ ...options, title: '' }, '', dpi);
    return {
      scene: layoutPoster(fingerprint, untitled, await loadPosterFonts(options.font, '')),
      warnings: [`${error.message}; drawn without a title, give one with \`title\``],
    };
  }
}
