import { SPACE_NAMES } from '../../cluster/index.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { MAX_FILM_COLORS } from '../palette/film-palette.ts';
import { checkShots, checkShotThumbnails } from './check-shots.ts';
import { checkMeasures, checkSwatches } from './check-swatches.ts';
import {
  check,
  checkObject,
  isColor,
  isFile,
  isNatural,
  isNumber,
  isObject,
  isPositive,
  isRatio,
  isShare,
  isText,
  JPEG_START,
  type JsonObject,
  PNG_START,
} from './checks.ts';
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
  const { columns, palette, pictures, shots, ...head } = fingerprint;
  // The head ends with "\n}": the rest is inserted before that.
  const parts = [JSON.stringify(head, null, 2).slice(0, -2)];
  if (palette !== undefined) {
    const { colors, merges } = palette;
    parts.push(
      `  "palette": {\n    "colors": ${listLines(colors, '    ')},\n    "merges": ${JSON.stringify(merges)}\n  }`,
    );
  }
  parts.push(`  "columns": ${listLines(columns, '  ')}`);
  if (shots !== undefined) parts.push(`  "shots": ${listLines(shots, '  ')}`);
  if (pictures !== undefined) {
    const fields = [
      `    "thumbnails": ${listLines(pictures.thumbnails, '    ')}`,
      ...(pictures.shots === undefined ? [] : [`    "shots": ${listLines(pictures.shots, '    ')}`]),
      `    "squeezed": ${JSON.stringify(pictures.squeezed)}`,
    ];
    parts.push(`  "pictures": {\n${fields.join(',\n')}\n  }`);
  }
  return `${parts.join(',\n')}\n}\n`;
}

/** Write a list with one item per line. */
const listLines = (items: readonly unknown[], indent: string): string =>
  `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`;

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
  const { shotAlgorithm } = sampling;
  const isVersion = shotAlgorithm === undefined || (isNatural(shotAlgorithm) && shotAlgorithm !== 0);
  check(isVersion, 'sampling.shotAlgorithm', 'a whole number from 1 up');
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

  const { columns, pictures, shots } = value;
  if (shots !== undefined) checkShots(shots);
  check(Array.isArray(columns) && columns.length > 0, 'columns', 'a list of at least one column');
  for (const [i, column] of (columns as unknown[]).entries()) checkColumn(column, `columns[${i}]`);
  if (pictures !== undefined) {
    const shotCount = Array.isArray(shots) ? shots.length : 0;
    checkPictures(checkObject(pictures, 'pictures'), (columns as unknown[]).length, shotCount);
  }
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

function checkPictures({ thumbnails, squeezed, shots }: JsonObject, columns: number, shotCount: number): void {
  if (shots !== undefined) checkShotThumbnails(shots, shotCount);
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
  if (column.measures !== undefined) checkMeasures(column.measures, `${where}.measures`);
  if (column.sound !== undefined && column.sound !== null) checkColumnSound(column.sound, `${where}.sound`);
  checkSwatches(column.swatches, `${where}.swatches`);
}
