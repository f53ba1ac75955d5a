import { gzipSync } from 'node:zlib';
import { fingerprintToCsv, fingerprintToPage, type PageOptions } from '../export/index.ts';
import { type Fingerprint, serializeFingerprint } from '../fingerprint/index.ts';
import { layoutPoster, RenderError, type Scene, sceneToSvg } from '../poster/index.ts';
import { readBundledFont, renderPng } from '../raster/index.ts';
import { type Font, loadFont } from '../type/index.ts';
import { fileExtension } from './file-extension.ts';
import { checkPictureOptions, type PictureOptions, toPosterOptions } from './picture-options.ts';

/** What a fingerprint can be written as, named as the file's extension. */
export const OUTPUT_FORMATS = ['png', 'svg', 'json', 'json.gz', 'csv', 'html'] as const;
/** One of {@link OUTPUT_FORMATS}. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/**
 * Tell by a file's extension what to write into it.
 *
 * @throws {RangeError} for an extension that stands for nothing.
 */
export function outputFormat(path: string): OutputFormat {
  const extension = fileExtension(path);
  const format = OUTPUT_FORMATS.find((known) => known === extension);
  if (format === undefined) {
    throw new RangeError(
      `\`output\`: expected a file ending in .png, .svg, .json, .json.gz, .csv or .html, got ${path}`,
    );
  }
  return format;
}

/** A fingerprint in some format, and what should be known about it. */
export interface Output {
  readonly content: Uint8Array | string;
  readonly warnings: readonly string[];
}

/**
 * Write a fingerprint as a picture or as data.
 *
 * @throws {RangeError | TypeError} for picture options out of range.
 * @throws {RenderError} when a title that was asked for cannot be written, or the picture is too large.
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
  if (format === 'html') return { content: fingerprintToPage(fingerprint, toPageOptions(options)), warnings: [] };
  const { scene, warnings } = layOut(fingerprint, options, dpi);
  const content = format === 'svg' ? sceneToSvg(scene) : await renderPng(scene, { dpi });
  return { content, warnings };
}

/** Of a poster's options those that a page has too, with the same defaults. */
function toPageOptions({
  title,
  colors = 1,
  rank = 'presence',
  order = 'rank',
  swatch = 'centroid',
}: PictureOptions): PageOptions {
  return { title, colors, rank, order, swatch };
}

/** Byte 9 of a gzip file names the system that wrote it; 255 is none, so that all write the same (RFC 1952, section 2.3.1). */
const GZIP_SYSTEM = 9;
const NO_SYSTEM = 255;

function zip(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 9 });
  bytes[GZIP_SYSTEM] = NO_SYSTEM;
  return bytes;
}

function layOut(
  fingerprint: Fingerprint,
  options: PictureOptions,
  dpi: number,
): { scene: Scene; warnings: readonly string[] } {
  const { title } = fingerprint.film;
  try {
    return { scene: layoutPoster(fingerprint, toPosterOptions(options, title, dpi), bundledFonts()), warnings: [] };
  } catch (error) {
    // A title that nobody asked for must not stand in the way of the picture.
    if (!(error instanceof RenderError) || error.code !== 'font-missing' || options.title !== undefined) throw error;
    const untitled = toPosterOptions({ ...options, title: '' }, '', dpi);
    return {
      scene: layoutPoster(fingerprint, untitled, []),
      warnings: [`${error.message}; drawn without a title, give one with \`title\``],
    };
  }
}

let fonts: readonly Font[] | undefined;

function bundledFonts(): readonly Font[] {
  fonts ??= [loadFont(readBundledFont('light'))];
  return fonts;
}
