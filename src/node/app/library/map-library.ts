import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import {
  type ComparedPalette,
  type DistanceMatrix,
  MAX_MAP_FILMS,
  type MapGrid,
  mapFilms,
  preparePalette,
} from '../../../core/compare/index.ts';
import { type MapPageFilm, mapToPage } from '../../../core/export/index.ts';
import type { FilmFacts, FormatError, PaletteSwatch } from '../../../core/fingerprint/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import {
  type Bars,
  chooseMapGrid,
  drawMapBars,
  layoutMap,
  type MapPlan,
  planMap,
  RenderError,
} from '../../../core/poster/index.ts';
import { formatClock } from '../../../core/text/index.ts';
import { type FilmRecord, LibraryError, type LibraryFile, listLibrary, readFilmRecords } from '../../library/index.ts';
import { isS3Address } from '../../s3/index.ts';
import { chooseFormat } from '../outputs/file-extension.ts';
import { keepTitle, loadPosterFonts } from '../outputs/fonts.ts';
import { checkPictureOptions, type PictureOptions, toPosterOptions } from '../outputs/picture-options.ts';
import { type Output, renderScene, simulateDrawn } from '../outputs/render.ts';
import { PACKAGE } from '../package-info.ts';
import { readPalettes } from './read-palettes.ts';

/** Formats of a map, named by file extension. */
export const MAP_FORMATS = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'svg', 'pdf', 'html'] as const;
/** One of {@link MAP_FORMATS}. */
export type MapFormat = (typeof MAP_FORMATS)[number];

/** Options of pictures that do not apply to a map. */
const REFUSED = ['layout', 'titleStyle', 'by', 'rotate', 'caps', 'arc', 'gap', 'bleed', 'safeArea'] as const;

/** A film of a map. */
export interface MappedFilm {
  readonly file: LibraryFile;
  readonly film: FilmFacts;
  readonly record: FilmRecord;
  /** Of the table of titles, else of the fingerprint. */
  readonly title: string;
  readonly palette: readonly PaletteSwatch[];
  readonly bars: Bars;
}

/** Films of a library, laid out by their colours. */
export interface LibraryMap {
  /** In the order of the grid's cells. */
  readonly films: readonly MappedFilm[];
  readonly grid: MapGrid;
  /** Palette distances of the films, in the same order. */
  readonly matrix: DistanceMatrix;
  readonly plan: MapPlan;
  readonly dpi: number;
}

/** How a library is read for a map. */
export interface MapWork {
  /** Table of titles; `titles.csv` of the library when absent. */
  readonly titles?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for a file that is left out because it is not a fingerprint. */
  readonly onSkip: (path: string, error: FormatError | LibraryError) => void;
  readonly onWarn: (file: string, message: string) => void;
}

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export const mapFormat = (path: string): MapFormat => chooseFormat(path, MAP_FORMATS);

/**
 * Check options before any film is read.
 *
 * @throws {OptionError} that names the option.
 */
export function checkMapOptions(options: PictureOptions): { dpi: number } {
  for (const name of REFUSED) {
    if (options[name] !== undefined) throw new OptionError('wrong-value', name, 'expected nothing for a map');
  }
  return checkPictureOptions(options, 'auto');
}

/**
 * Read the films of a library one at a time and lay them out by their colours. Only palettes and
 * bars stay in memory.
 *
 * @param place a folder of fingerprints, or `s3://BUCKET/PREFIX`.
 * @throws {OptionError} as {@link checkMapOptions}.
 * @throws {LibraryError} for a library that cannot be read, or has fewer than two films with colours.
 *   {TitlesError} for a wrong table of titles. {RenderError} `too-large` for more than 1,000 films.
 */
export async function mapLibrary(place: string, options: PictureOptions, work: MapWork): Promise<LibraryMap> {
  const { dpi } = checkMapOptions(options);
  const files = await listLibrary(place);
  if (files.length < 2) throw tooFew(place);
  if (files.length > MAX_MAP_FILMS) {
    const problem = `has ${files.length} fingerprints; a map shows at most ${MAX_MAP_FILMS}, such as those of a subfolder`;
    throw new RenderError('too-large', `${place}: ${problem}`);
  }
  const records = await readFilmRecords(place, work.titles);
  const plan = planMap(toPosterOptions(options, '', dpi), files.length);
  const films: MappedFilm[] = [];
  const palettes: ComparedPalette[] = [];
  for await (const { file, fingerprint, record, palette } of readPalettes(files, records, work)) {
    if (palette.length === 0) {
      work.onWarn(file.path, 'is left out: the film has no colours');
      continue;
    }
    const { film } = fingerprint;
    films.push({
      file,
      film,
      record,
      title: record.title ?? film.title,
      palette,
      bars: drawMapBars(fingerprint, plan),
    });
    palettes.push(preparePalette(palette));
  }
  if (films.length < 2) throw tooFew(place);
  const grid = chooseMapGrid(plan, films.length);
  const { filmOf, matrix } = mapFilms(palettes, grid);
  return {
    films: filmOf.map((film) => films[film]!),
    grid,
    matrix: filmOf.map((one) => filmOf.map((other) => matrix[one]![other]!)),
    plan,
    dpi,
  };
}

const tooFew = (place: string) => new LibraryError('empty', `${place}: a map needs at least two films with colours`);

/**
 * Render a map as the content of a file.
 *
 * @param output path of the file, whose extension says the format. A page links to the pages of films
 *   that are beside their fingerprints, `film.html` beside `film.json`.
 * @param options as `mapLibrary` had them.
 * @throws {OptionError} for an unknown extension.
 * @throws {RenderError} for a title of the map that cannot be drawn, and `too-large` if the films do
 *   not fit.
 */
export async function renderMap(map: LibraryMap, output: string, options: PictureOptions): Promise<Output> {
  const { films, grid, plan, dpi } = map;
  const format = mapFormat(output);
  if (format === 'html')
    return { content: mapToPage(toPageFilms(map, output), grid, plan.title, PACKAGE), warnings: [] };
  const warnings: string[] = [];
  const drawn = [];
  for (const { title, record, bars } of films) {
    const kept = await keepTitle(options.font, title, (message) => warnings.push(message));
    drawn.push({ title: kept, note: record.year === undefined ? '' : String(record.year), bars });
  }
  const written = [plan.title, plan.subtitle, ...drawn.flatMap(({ title, note }) => [title, note])].join('\n');
  const scene = layoutMap(drawn, grid, plan, await loadPosterFonts(options.font, written));
  return { content: await renderScene(await simulateDrawn(scene, options), format, options, dpi), warnings };
}

/** Colours and similar films that the page shows of a film. */
const PAGE_COLORS = 8;
const PAGE_NEAREST = 5;

function toPageFilms({ films, matrix }: LibraryMap, output: string): MapPageFilm[] {
  return films.map(({ file, film, record, title, palette, bars }, i) => {
    const { year, directors, genres } = record;
    const others = [...films.keys()].filter((j) => j !== i);
    return {
      title,
      note: year === undefined ? '' : String(year),
      facts: [
        ...(year === undefined ? [] : [String(year)]),
        ...directors,
        ...genres,
        formatClock(film.durationSeconds, { rounding: 'nearest' }),
      ],
      palette: palette.slice(0, PAGE_COLORS),
      bars,
      href: findPage(file, output),
      nearest: others.sort((one, other) => matrix[i]![one]! - matrix[i]![other]! || one - other).slice(0, PAGE_NEAREST),
    };
  });
}

/** Find the page beside a fingerprint, as an address relative to the map. */
function findPage({ path }: LibraryFile, output: string): string | null {
  if (isS3Address(path) || isS3Address(output)) return null;
  const page = path.replace(/\.json(?:\.gz)?$/i, '.html');
  if (!existsSync(page)) return null;
  return relative(dirname(resolve(output)), resolve(page))
    .split(sep)
    .map(encodeURIComponent)
    .join('/');
}
