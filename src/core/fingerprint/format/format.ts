import { SPACE_NAMES } from '../../cluster/index.ts';
import type { Column, Fingerprint } from '../fingerprint.ts';
import { HUE_BINS } from '../measure-pixels.ts';
import { MAX_FILM_COLORS } from '../palette/film-palette.ts';
import { FormatError, RECREATE_HINT } from './format-error.ts';

/** The `format` field of every fingerprint file. */
export const FORMAT_NAME = 'chromatheque/fingerprint';

/** The version of the format that is written, and the newest one that can be read. */
export const FORMAT_VERSION = 1;

/**
 * Write a fingerprint as JSON with one line per column, so that files can be compared by line. Ends
 * with a line break. The same fingerprint gives the same text. See docs/format.md and
 * docs/fingerprint.schema.json.
 */
export function serializeFingerprint(fingerprint: Fingerprint): string {
  const { columns, palette, pictures, ...head } = fingerprint;
  // The head ends with "\n}": the rest is inserted before that.
  const parts = [JSON.stringify(head, null, 2).slice(0, -2)];
  if (palette !== undefined) {
    const colors = palette.colors.map((color) => `      ${JSON.stringify(color)}`).join(',\n');
    parts.push(
      `  "palette": {\n    "colors": [\n${colors}\n    ],\n    "merges": ${JSON.stringify(palette.merges)}\n  }`,
    );
  }
  const lines = columns.map((column) => `    ${JSON.stringify(column)}`).join(',\n');
  parts.push(`  "columns": [\n${lines}\n  ]`);
  if (pictures !== undefined) {
    const thumbnails = pictures.thumbnails.map((thumbnail) => `      ${JSON.stringify(thumbnail)}`).join(',\n');
    parts.push(
      `  "pictures": {\n    "thumbnails": [\n${thumbnails}\n    ],\n    "squeezed": ${JSON.stringify(pictures.squeezed)}\n  }`,
    );
  }
  return `${parts.join(',\n')}\n}\n`;
}

/**
 * Read a fingerprint from untrusted JSON: every field that drawings use is checked.
 *
 * @throws {FormatError}
 */
export function parseFingerprint(text: string): Fingerprint {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (text.includes(`"${FORMAT_NAME}"`)) {
      throw new FormatError('truncated', `the fingerprint is truncated or damaged; ${RECREATE_HINT}`, {
        cause,
      });
    }
    throw new FormatError('not-a-fingerprint', 'not a fingerprint: not JSON', { cause });
  }
  if (!isObject(value) || value.format !== FORMAT_NAME) {
    throw new FormatError('not-a-fingerprint', `not a fingerprint: JSON without "format": "${FORMAT_NAME}"`);
  }
  const { version } = value;
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new FormatError(
      'newer-version',
      `a fingerprint of version ${version}; this program reads up to version ${FORMAT_VERSION}, update the program`,
    );
  }
  checkFingerprint(value);
  return value as unknown as Fingerprint;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isPositive = (value: unknown): boolean => isNumber(value) && value > 0;
const isAmount = (value: unknown): boolean => isNumber(value) && value >= 0;
const isNatural = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isRatio = (value: unknown): boolean => isObject(value) && isPositive(value.num) && isPositive(value.den);
const isColor = (value: unknown): boolean => isText(value) && /^#[0-9a-f]{6}$/.test(value);
const isShare = (value: unknown): boolean => isNumber(value) && value > 0 && value <= 1;

function check(isRight: boolean, where: string, expected: string): void {
  if (!isRight)
    throw new FormatError('not-a-fingerprint', `not a whole fingerprint: \`${where}\`: expected ${expected}`);
}

function checkObject(value: unknown, where: string): JsonObject {
  check(isObject(value), where, 'an object');
  return value as JsonObject;
}

function checkFingerprint(value: JsonObject): void {
  check(value.version === 1, 'version', 'a whole number from 1 up');
  const film = checkObject(value.film, 'film');
  for (const field of ['id', 'name', 'title', 'codec']) check(isText(film[field]), `film.${field}`, 'text');
  for (const field of ['durationSeconds', 'width', 'height']) {
    check(isPositive(film[field]), `film.${field}`, 'a number above 0');
  }
  for (const field of ['pixelAspect', 'frameRate']) check(isRatio(film[field]), `film.${field}`, 'a ratio {num, den}');
  const color = checkObject(film.color, 'film.color');
  for (const field of ['matrix', 'range', 'transfer', 'primaries']) {
    check(isText(color[field]), `film.color.${field}`, 'text');
  }
  if (film.sound !== undefined && film.sound !== null) checkFilmSound(film.sound);
  const sampling = checkObject(value.sampling, 'sampling');
  for (const field of ['from', 'to']) check(isNumber(sampling[field]), `sampling.${field}`, 'a number of seconds');
  if (sampling.crop !== undefined) checkCrop(checkObject(sampling.crop, 'sampling.crop'));
  const clustering = checkObject(value.clustering, 'clustering');
  const { clusters } = clustering;
  check(
    clusters === 'auto' || (isNatural(clusters) && clusters !== 0),
    'clustering.clusters',
    'a whole number or "auto"',
  );
  check((SPACE_NAMES as readonly unknown[]).includes(clustering.space), 'clustering.space', 'oklab, rgb or lab');
  const { algorithm } = clustering;
  check(
    algorithm === undefined || (isNatural(algorithm) && algorithm !== 0),
    'clustering.algorithm',
    'a whole number from 1 up',
  );
  const tool = checkObject(value.tool, 'tool');
  for (const field of ['name', 'version']) check(isText(tool[field]), `tool.${field}`, 'text');

  if (value.palette !== undefined) checkPalette(checkObject(value.palette, 'palette'));

  const { columns, pictures } = value;
  check(Array.isArray(columns) && columns.length > 0, 'columns', 'a list of at least one column');
  for (const [i, column] of (columns as unknown[]).entries()) checkColumn(column, `columns[${i}]`);
  if (pictures !== undefined) checkPictures(checkObject(pictures, 'pictures'), (columns as unknown[]).length);
  check(sampling.samples === (columns as unknown[]).length, 'sampling.samples', 'the number of columns');
}

function checkFilmSound(value: unknown): void {
  const sound = checkObject(value, 'film.sound');
  check(isText(sound.codec), 'film.sound.codec', 'text');
  for (const field of ['channels', 'sampleRate']) {
    check(isPositive(sound[field]), `film.sound.${field}`, 'a number above 0');
  }
}

function checkColumnSound(value: unknown, where: string): void {
  const sound = checkObject(value, where);
  check(isNumber(sound.rms) && sound.rms >= 0, `${where}.rms`, 'a number from 0 up');
  check(isNumber(sound.lufs), `${where}.lufs`, 'a number of LUFS');
}

/** First characters of image files in base64. */
const JPEG_START = '/9j/';
const PNG_START = 'iVBORw0KGgo';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const isFile = (value: unknown, start: string): boolean =>
  typeof value === 'string' && value.startsWith(start) && value.length % 4 === 0 && BASE64.test(value);

function checkPictures({ thumbnails, squeezed }: JsonObject, columns: number): void {
  check(Array.isArray(thumbnails), 'pictures.thumbnails', 'a list');
  let last = -1;
  for (const [i, value] of (thumbnails as unknown[]).entries()) {
    const { column, jpeg } = checkObject(value, `pictures.thumbnails[${i}]`);
    const isPlace = Number.isInteger(column) && (column as number) > last && (column as number) < columns;
    check(isPlace, `pictures.thumbnails[${i}].column`, 'the index of a column, in ascending order');
    check(isFile(jpeg, JPEG_START), `pictures.thumbnails[${i}].jpeg`, 'a JPEG file in base64');
    last = column as number;
  }
  check(isFile(squeezed, PNG_START), 'pictures.squeezed', 'a PNG file in base64');
}

function checkPalette({ colors, merges }: JsonObject): void {
  check(
    Array.isArray(colors) && colors.length > 0 && colors.length <= MAX_FILM_COLORS,
    'palette.colors',
    `a list of 1 to ${MAX_FILM_COLORS} colours`,
  );
  const leaves = colors as unknown[];
  for (const [i, value] of leaves.entries()) {
    const { color, share } = checkObject(value, `palette.colors[${i}]`);
    check(isColor(color), `palette.colors[${i}].color`, 'a colour such as "#1b2c3d"');
    check(isShare(share), `palette.colors[${i}].share`, 'a number above 0, at most 1');
  }
  check(
    Array.isArray(merges) && merges.length === leaves.length - 1,
    'palette.merges',
    'a list of pairs, one fewer than colours',
  );
  // Each colour merges into another once, and takes part in no merge after that.
  const left = new Set<unknown>(leaves.keys());
  for (const [i, pair] of (merges as unknown[]).entries()) {
    const isPair = Array.isArray(pair) && pair.length === 2 && pair[0] !== pair[1] && pair.every((k) => left.has(k));
    check(isPair, `palette.merges[${i}]`, 'two colours that are not merged yet');
    left.delete((pair as unknown[])[1]);
  }
}

function checkMeasures(value: unknown, where: string): void {
  const measures = checkObject(value, where);
  for (const field of ['lightness', 'contrast', 'chroma', 'colorfulness']) {
    check(isAmount(measures[field]), `${where}.${field}`, 'a number from 0 up');
  }
  const { vivid, warm, hues } = measures;
  check(isAmount(vivid) && (vivid as number) <= 1, `${where}.vivid`, 'a share from 0 to 1');
  check(warm === null || (isAmount(warm) && (warm as number) <= 1), `${where}.warm`, 'a share from 0 to 1, or null');
  check(
    Array.isArray(hues) && hues.length === HUE_BINS && hues.every(isAmount),
    `${where}.hues`,
    `a list of ${HUE_BINS} numbers from 0 up`,
  );
}

function checkCrop({ mode, stretches }: JsonObject): void {
  check(['auto', 'none', 'given'].includes(mode as string), 'sampling.crop.mode', 'auto, none or given');
  check(Array.isArray(stretches) && stretches.length > 0, 'sampling.crop.stretches', 'a list of at least one stretch');
  for (const [i, value] of (stretches as unknown[]).entries()) {
    const where = `sampling.crop.stretches[${i}]`;
    const stretch = checkObject(value, where);
    check(isNumber(stretch.from), `${where}.from`, 'a number of seconds');
    for (const side of ['x', 'y']) check(isNatural(stretch[side]), `${where}.${side}`, 'a whole number of pixels');
    for (const side of ['width', 'height']) {
      check(isNatural(stretch[side]) && stretch[side] !== 0, `${where}.${side}`, 'a whole number of pixels above 0');
    }
  }
}

function checkColumn(value: unknown, where: string): void {
  const column = checkObject(value, where);
  check(isNumber(column.time), `${where}.time`, 'a number of seconds');
  check(column.frameTime === null || isNumber(column.frameTime), `${where}.frameTime`, 'a number of seconds, or null');
  const { swatches } = column as unknown as Column;
  check(Array.isArray(swatches), `${where}.swatches`, 'a list');
  if (column.measures !== undefined) checkMeasures(column.measures, `${where}.measures`);
  if (column.sound !== undefined && column.sound !== null) checkColumnSound(column.sound, `${where}.sound`);
  for (const [i, swatch] of swatches.entries()) {
    check(isObject(swatch), `${where}.swatches[${i}]`, 'an object');
    check(isColor(swatch.color), `${where}.swatches[${i}].color`, 'a colour such as "#1b2c3d"');
    check(
      swatch.pixel === undefined || isColor(swatch.pixel),
      `${where}.swatches[${i}].pixel`,
      'a colour such as "#1b2c3d"',
    );
    check(isShare(swatch.share), `${where}.swatches[${i}].share`, 'a number above 0, at most 1');
    const { contiguity } = swatch;
    check(
      contiguity === undefined || (isAmount(contiguity) && contiguity <= 1),
      `${where}.swatches[${i}].contiguity`,
      'a number from 0 to 1',
    );
  }
}
