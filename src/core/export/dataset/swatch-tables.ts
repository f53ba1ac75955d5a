import { type Lab, parseHex, srgb8ToLab, srgb8ToOklab } from '../../color/index.ts';
import {
  type Column,
  type Fingerprint,
  filmPalette,
  MAX_FILM_COLORS,
  roundTo,
  type Swatch,
} from '../../fingerprint/index.ts';
import {
  type DatasetFilm,
  type DatasetTable,
  defineTable,
  type FieldOf,
  field,
  optionalField,
} from './dataset-table.ts';
import { joinNames, titleOfFilm } from './film-tables.ts';

/** What a swatch is a colour of. */
type SwatchPart = 'film' | 'shot' | 'column';

interface SwatchRow {
  readonly film: DatasetFilm;
  readonly part: SwatchPart;
  /** Number of the shot or the column; 0 for the film. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  readonly swatch: Swatch;
  readonly color: Coordinates;
}

/** Coordinates of a colour. */
interface Coordinates {
  readonly lab: Lab;
  readonly oklab: readonly number[];
}

/** Decimals of coordinates: far below what is visible. */
const LAB_DECIMALS = 4;
const OKLAB_DECIMALS = 5;

const COLOR_FIELDS: readonly FieldOf<SwatchRow>[] = [
  field('rank', 'int32', ({ rank }) => rank),
  field('color', 'string', ({ swatch }) => swatch.color),
  field('share', 'double', ({ swatch }) => swatch.share),
  optionalField('contiguity', 'float', ({ swatch }) => swatch.contiguity),
  field('lab_l', 'float', ({ color }) => color.lab[0]),
  field('lab_a', 'float', ({ color }) => color.lab[1]),
  field('lab_b', 'float', ({ color }) => color.lab[2]),
  field('oklab_l', 'float', ({ color }) => color.oklab[0]!),
  field('oklab_a', 'float', ({ color }) => color.oklab[1]!),
  field('oklab_b', 'float', ({ color }) => color.oklab[2]!),
];

const KEY_FIELDS: readonly FieldOf<SwatchRow>[] = [
  field('part', 'string', ({ part }) => part),
  field('number', 'int32', ({ number }) => number),
];

const FILM_FIELD: FieldOf<SwatchRow> = field('film', 'string', ({ film }) => film.fingerprint.film.id);

/** One row per swatch of a column, a shot or the whole film. */
export const SWATCHES_TABLE: DatasetTable = defineTable<SwatchRow>(
  'swatches',
  [FILM_FIELD, ...KEY_FIELDS, ...COLOR_FIELDS],
  listSwatches,
);

/** Swatches with the facts of their film and their time in it, for a dataset in one file. */
export const COLORS_TABLE: DatasetTable = defineTable<SwatchRow>(
  'colors',
  [
    FILM_FIELD,
    field('title', 'string', ({ film }) => titleOfFilm(film)),
    optionalField('year', 'int32', ({ film }) => film.year),
    optionalField('director', 'string', ({ film }) => joinNames(film.directors)),
    optionalField('genre', 'string', ({ film }) => joinNames(film.genres)),
    ...KEY_FIELDS,
    field('start_time', 'double', ({ from }) => from),
    field('end_time', 'double', ({ to }) => to),
    ...COLOR_FIELDS,
  ],
  listSwatches,
);

/** All swatches of a film: of its palette, then of its shots, then of its columns. */
function listSwatches(film: DatasetFilm): SwatchRow[] {
  const { fingerprint } = film;
  const { sampling, shots = [], columns } = fingerprint;
  const convert = createConverter();
  const rows: SwatchRow[] = [];
  const add = (part: SwatchPart, number: number, range: Range, swatches: readonly Swatch[]) => {
    for (const [i, swatch] of swatches.entries()) {
      rows.push({ film, part, number, ...range, rank: i + 1, swatch, color: convert(swatch.color) });
    }
  };
  add('film', 0, { from: sampling.from, to: sampling.to }, filmPalette(fingerprint, MAX_FILM_COLORS));
  for (const [number, { from, to, swatches }] of shots.entries()) add('shot', number, { from, to }, swatches);
  for (const [number, { swatches }] of columns.entries()) {
    add('column', number, findRange(columns, number, sampling), swatches);
  }
  return rows;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The time that a column stands for: up to the middles between it and its neighbours, seconds. */
function findRange(columns: readonly Column[], number: number, { from, to }: Fingerprint['sampling']): Range {
  const { time } = columns[number]!;
  const before = columns[number - 1]?.time;
  const after = columns[number + 1]?.time;
  return {
    from: before === undefined ? from : roundTo((before + time) / 2, 6),
    to: after === undefined ? to : roundTo((time + after) / 2, 6),
  };
}

/** Create a function that converts colours, and remembers those that a film repeats. */
function createConverter(): (color: string) => Coordinates {
  const known = new Map<string, Coordinates>();
  return (color) => {
    const found = known.get(color);
    if (found !== undefined) return found;
    const codes = parseHex(color);
    const [l, a, b] = srgb8ToLab(...codes);
    const converted: Coordinates = {
      lab: [roundTo(l, LAB_DECIMALS), roundTo(a, LAB_DECIMALS), roundTo(b, LAB_DECIMALS)],
      oklab: Array.from(srgb8ToOklab(Uint8Array.from(codes)), (value) => roundTo(value, OKLAB_DECIMALS)),
    };
    known.set(color, converted);
    return converted;
  };
}
