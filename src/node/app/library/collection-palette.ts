import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type NamedSwatch, namePalette } from '../../../core/export/index.ts';
import {
  collectionPalette,
  type FormatError,
  type PaletteSwatch,
  rankSwatches,
} from '../../../core/fingerprint/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import { layoutGroupCard, type PaletteGroup, sceneToSvg } from '../../../core/poster/index.ts';
import { nearestName } from '../../../core/text/index.ts';
import { findSequence } from '../../film/index.ts';
import { type FilmRecord, LibraryError, listLibrary, readFilmRecords, TITLES_NAME } from '../../library/index.ts';
import { renderPng } from '../../raster/index.ts';
import { isS3Address } from '../../s3/index.ts';
import { listFirst } from '../batch/list-films.ts';
import { keepTitle, loadPosterFonts } from '../outputs/fonts.ts';
import type { FoundPalette } from '../outputs/palette.ts';
import { checkPaletteOptions, type FilmPaletteOptions } from '../outputs/palette-options.ts';
import { CARD_DPI, type PaletteFormat } from '../outputs/palette-render.ts';
import type { Output } from '../outputs/render.ts';
import { readPalettes } from './read-palettes.ts';

/** The colours of a library, and of groups of its films. */
export interface CollectionPalette extends FoundPalette {
  /** Number of films with colours. */
  readonly films: number;
  /** In order of names; null if the films were not grouped. */
  readonly groups: readonly PaletteGroup[] | null;
}

/** How the films of a library are read and grouped. */
export interface CollectionWork {
  /** Table of titles; `titles.csv` of the library when absent. */
  readonly titles?: string | undefined;
  /** Name of a column of the table, or `decade`. */
  readonly groupBy?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for a file that is left out because it is not a fingerprint. */
  readonly onSkip: (path: string, error: FormatError | LibraryError) => void;
}

interface CollectedFilm {
  readonly name: string;
  readonly record: FilmRecord;
  readonly palette: readonly PaletteSwatch[];
}

/** Formats of the colours of groups. */
const GROUP_FORMATS = ['png', 'svg', 'json'] as const;

/**
 * Whether an input of `palette` is a library: a folder that is not a sequence of numbered pictures,
 * or the prefix of a bucket with a slash at its end.
 */
export async function isLibrary(input: string): Promise<boolean> {
  if (isS3Address(input)) return /^s3:\/\/[^/]*$|\/$/i.test(input);
  const isFolder = await stat(input).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return isFolder && (await findSequence(input)) === null;
}

/**
 * Check that the colours of groups can be written to a file.
 *
 * @throws {OptionError} for another format.
 */
export function checkGroupFormat(format: PaletteFormat, path: string): void {
  if (GROUP_FORMATS.some((known) => known === format)) return;
  throw new OptionError('wrong-value', 'output', `expected a .png, .svg or .json file for groups, got ${path}`);
}

/**
 * Find the colours of a library, each film counting the same.
 *
 * @param place a folder of fingerprints, or `s3://BUCKET/PREFIX`.
 * @throws {OptionError} for options out of range, and a column that the table of titles lacks.
 * @throws {LibraryError} for a library that cannot be read, or has no film with colours. {TitlesError}
 *   for a wrong table of titles.
 */
export async function findCollectionPalette(
  place: string,
  options: FilmPaletteOptions,
  work: CollectionWork,
): Promise<CollectionPalette> {
  const { colors, hasColors, rank } = checkPaletteOptions(options);
  const files = await listLibrary(place);
  const records = await readFilmRecords(place, work.titles);
  const column = work.groupBy === undefined ? null : checkColumn(work.groupBy, records.columns);
  const films: CollectedFilm[] = [];
  for await (const { file, record, palette } of readPalettes(files, records, work)) {
    if (palette.length > 0) films.push({ name: file.name, record, palette });
  }
  if (films.length === 0) {
    throw new LibraryError('empty', `${place}: there are no fingerprints (.json, .json.gz) with colours in it`);
  }
  const join = (some: readonly CollectedFilm[]) =>
    rankSwatches(
      collectionPalette(
        some.map(({ palette }) => palette),
        colors,
      ),
      rank,
    );
  const swatches = join(films);
  const grouped = column === null ? null : groupFilms(films, column);
  const groups = grouped && [...grouped].map(([name, some]) => ({ name, films: some.length, swatches: join(some) }));
  const warnings = [
    ...(hasColors && swatches.length < colors ? [`the films have only ${swatches.length} colours`] : []),
    ...(column === null ? [] : noteMissing(films, column)),
  ];
  if (groups?.length === 0) throw new LibraryError('empty', `${place}: no film has a ${column}`);
  return {
    title: nameLibrary(place),
    swatches,
    source: { film: toColumns(films) },
    films: films.length,
    groups,
    warnings,
  };
}

const nameLibrary = (place: string): string =>
  isS3Address(place) ? basename(place.replace(/\/+$/, '')) : basename(resolve(place));

/** The films as columns of a card, in order of years and names. */
function toColumns(films: readonly CollectedFilm[]): { readonly columns: FilmColumns } {
  const yearOf = ({ record }: CollectedFilm) => record.year ?? Number.POSITIVE_INFINITY;
  const sorted = films.toSorted((one, other) => (yearOf(one) === yearOf(other) ? 0 : yearOf(one) - yearOf(other)));
  return { columns: sorted.map(({ palette }, i) => ({ time: i, frameTime: i, swatches: palette })) };
}

type FilmColumns = readonly { time: number; frameTime: number; swatches: readonly PaletteSwatch[] }[];

/** Columns that films cannot be grouped by: they differ for each film. */
const SINGLE = ['file', 'title'];

function checkColumn(asked: string, columns: readonly string[]): string {
  const name = asked.toLowerCase();
  const known = [
    ...columns.filter((column) => !SINGLE.includes(column)),
    ...(columns.includes('year') ? ['decade'] : []),
  ];
  if (known.includes(name)) return name;
  if (known.length === 0) {
    throw new OptionError(
      'wrong-value',
      'groupBy',
      `expected a table of titles with the column ${name}: write ${TITLES_NAME}`,
    );
  }
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  const expected = `a column of the table of titles, ${known.join(', ')}`;
  throw new OptionError('wrong-value', 'groupBy', `expected ${expected}, got ${JSON.stringify(asked)}${hint}`);
}

/** Group films by the values of a column. A film with several values is in several groups. */
function groupFilms(films: readonly CollectedFilm[], column: string): Map<string, CollectedFilm[]> {
  const groups = new Map<string, CollectedFilm[]>();
  for (const film of films) {
    for (const value of listValues(film.record, column)) {
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [film]);
      else group.push(film);
    }
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  return new Map([...groups].sort(([one], [other]) => compare(one, other) || (one < other ? -1 : 1)));
}

function listValues({ year, directors, genres, others }: FilmRecord, column: string): readonly string[] {
  switch (column) {
    case 'year':
      return year === undefined ? [] : [String(year)];
    case 'decade':
      return year === undefined ? [] : [`${Math.floor(year / 10)}0s`];
    case 'director':
      return [...new Set(directors)];
    case 'genre':
      return [...new Set(genres)];
    default:
      return others[column] === undefined ? [] : [others[column]];
  }
}

function noteMissing(films: readonly CollectedFilm[], column: string): string[] {
  const missing = films.filter(({ record }) => listValues(record, column).length === 0).map(({ name }) => name);
  return missing.length === 0 ? [] : [`films without a ${column} are in no group: ${listFirst(missing)}`];
}

/**
 * Render the colours of groups as a card (PNG, SVG) with a row for each, or as JSON.
 *
 * @throws {OptionError} for another format.
 * @throws {RenderError} `too-large` for too many groups for a PNG.
 */
export async function renderGroups(
  title: string,
  groups: readonly PaletteGroup[],
  format: PaletteFormat,
  path: string,
): Promise<Output> {
  checkGroupFormat(format, path);
  if (format === 'json') return { content: groupsToJson(title, groups), warnings: [] };
  const warnings: string[] = [];
  const written: PaletteGroup[] = [];
  const keep = (text: string) => keepTitle(undefined, text, (message) => warnings.push(message));
  for (const group of groups) written.push({ ...group, name: await keep(group.name) });
  const heading = await keep(title);
  const fonts = await loadPosterFonts(undefined, [heading, 'films', ...written.map(({ name }) => name)].join('\n'));
  const scene = layoutGroupCard(heading, written, fonts);
  return { content: format === 'svg' ? sceneToSvg(scene) : await renderPng(scene, { dpi: CARD_DPI }), warnings };
}

function groupsToJson(title: string, groups: readonly PaletteGroup[]): string {
  const lines = groups.map(({ name, films, swatches }) =>
    JSON.stringify({ group: name, films, colors: namePalette(name, swatches).swatches.map(toNamedColor) }),
  );
  const head = `"format": "chromatheque/palettes",\n"version": 1,\n"title": ${JSON.stringify(title)}`;
  return `{\n${head},\n"groups": [\n${lines.join(',\n')}\n]\n}\n`;
}

const toNamedColor = ({ color, name, share }: NamedSwatch) => ({ color, name, share });
