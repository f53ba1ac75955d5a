import { basename } from 'node:path';
import {
  checkTimecode,
  createEditList,
  findEdlWarnings,
  findRateWarnings,
  type SpriteTile,
  shotsToChapters,
  shotsToCsv,
  shotsToEaf,
  shotsToEdl,
  shotsToFcp7Xml,
  shotsToOtio,
  shotsToThumbnails,
  shotsToWebAnnotations,
} from '../../../core/export/index.ts';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { checkOptions, type OptionValues, SHOT_OPTIONS } from '../../../core/options/index.ts';
import { RenderError } from '../../../core/poster/index.ts';
import { renderSprite } from '../../raster/index.ts';
import { chooseFormat, fileExtension } from './file-extension.ts';
import { renderOutput } from './render.ts';

/** Formats of shots, named by file extension. */
export const SHOT_FORMATS = [
  'csv',
  'edl',
  'otio',
  'xml',
  'vtt',
  'thumbnails.vtt',
  'eaf',
  'jsonld',
  'json',
  'json.gz',
] as const;
/** One of {@link SHOT_FORMATS}. */
export type ShotFormat = (typeof SHOT_FORMATS)[number];

/** How files of shots are written: the options of `SHOT_OPTIONS`. */
export interface ShotFileOptions extends OptionValues<typeof SHOT_OPTIONS> {}

/**
 * Check options before any work.
 *
 * @throws {OptionError}
 */
export function checkShotOptions(options: ShotFileOptions): void {
  checkOptions(SHOT_OPTIONS, options);
  if (options.startTimecode !== undefined) checkTimecode('startTimecode', options.startTimecode);
}

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export function shotFormat(path: string): ShotFormat {
  const extension = /\.thumbnails\.vtt$/i.test(path) ? 'thumbnails.vtt' : fileExtension(path);
  return chooseFormat(path, SHOT_FORMATS, { extension });
}

/** A file to write. */
export interface ShotFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** The files of an output: thumbnails have a sprite beside their track. */
export interface ShotFiles {
  /** In the order in which they are to be written. */
  readonly files: readonly ShotFile[];
  readonly warnings: readonly string[];
}

/**
 * Render the shots of a fingerprint as a file, with the file beside it if it needs one.
 *
 * @param path whose extension says the format.
 * @throws {OptionError} for an unknown extension, and for a timecode that does not exist at the rate
 * of the film.
 * @throws {RenderError} `lacks-data` if the shots were not detected, or have no pictures.
 */
export async function renderShots(
  fingerprint: Fingerprint,
  path: string,
  options: ShotFileOptions,
): Promise<ShotFiles> {
  const format = shotFormat(path);
  if (format === 'thumbnails.vtt') return renderThumbnails(fingerprint, path);
  if (format === 'json' || format === 'json.gz') {
    const { content, warnings } = await renderOutput(fingerprint, format, {});
    return { files: [{ path, content }], warnings };
  }
  return {
    files: [{ path, content: writeShots(fingerprint, format, options) }],
    warnings: findWarnings(fingerprint, format, options),
  };
}

function writeShots(
  fingerprint: Fingerprint,
  format: Exclude<ShotFormat, 'thumbnails.vtt' | 'json' | 'json.gz'>,
  options: ShotFileOptions,
): string {
  switch (format) {
    case 'csv':
      return shotsToCsv(fingerprint);
    case 'edl':
      return shotsToEdl(fingerprint, options);
    case 'otio':
      return shotsToOtio(fingerprint, options);
    case 'xml':
      return shotsToFcp7Xml(fingerprint, options);
    case 'vtt':
      return shotsToChapters(fingerprint, options);
    case 'eaf':
      return shotsToEaf(fingerprint);
    case 'jsonld':
      return shotsToWebAnnotations(fingerprint);
  }
}

function findWarnings(fingerprint: Fingerprint, format: ShotFormat, options: ShotFileOptions): string[] {
  if (format !== 'edl' && format !== 'otio' && format !== 'xml') return [];
  const list = createEditList(fingerprint, options);
  return [...findRateWarnings(list), ...(format === 'edl' ? findEdlWarnings(list) : [])];
}

/** The sprite is written first, so that no track names a file that is not there. */
async function renderThumbnails(fingerprint: Fingerprint, path: string): Promise<ShotFiles> {
  const pictures = fingerprint.pictures?.shots ?? [];
  if (pictures.length === 0) {
    throw new RenderError(
      'lacks-data',
      'the fingerprint has no pictures of shots; recreate it from the film with `shots`',
    );
  }
  const { content, places, tileWidth, tileHeight } = await renderSprite(
    pictures.map(({ jpeg }) => Buffer.from(jpeg, 'base64')),
  );
  const tiles = places.map(
    (place, i): SpriteTile => ({ ...place, shot: pictures[i]!.shot, width: tileWidth, height: tileHeight }),
  );
  const sprite = path.replace(/\.vtt$/i, '.jpg');
  const track = shotsToThumbnails(fingerprint, encodeURIComponent(basename(sprite)), tiles);
  return {
    files: [
      { path: sprite, content },
      { path, content: track },
    ],
    warnings: noteMissing(fingerprint.shots!.length, pictures.length),
  };
}

const noteMissing = (shots: number, pictures: number): string[] =>
  pictures === shots ? [] : [`${shots - pictures} of ${shots} shots have no picture: players show none for them`];
