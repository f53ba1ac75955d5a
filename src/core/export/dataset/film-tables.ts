import type { Column, Measures, Shot } from '../../fingerprint/index.ts';
import {
  type DatasetFilm,
  type DatasetTable,
  defineTable,
  type FieldOf,
  field,
  optionalField,
} from './dataset-table.ts';

/** Join a list of names as in the table of titles; null if there are none. */
export const joinNames = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join('; '));

/** Title of a film, of the catalogue if it has one. */
export const titleOfFilm = ({ title, fingerprint }: DatasetFilm): string => title ?? fingerprint.film.title;

/** One row per film. */
export const FILMS_TABLE: DatasetTable = defineTable<DatasetFilm>(
  'films',
  [
    field('film', 'string', ({ fingerprint }) => fingerprint.film.id),
    field('file', 'string', ({ file }) => file),
    field('name', 'string', ({ fingerprint }) => fingerprint.film.name),
    field('title', 'string', titleOfFilm),
    optionalField('year', 'int32', ({ year }) => year),
    optionalField('director', 'string', ({ directors }) => joinNames(directors)),
    optionalField('genre', 'string', ({ genres }) => joinNames(genres)),
    optionalField('more', 'string', ({ others }) => (Object.keys(others).length === 0 ? null : JSON.stringify(others))),
    field('duration', 'double', ({ fingerprint }) => fingerprint.film.durationSeconds),
    field('sampled_from', 'double', ({ fingerprint }) => fingerprint.sampling.from),
    field('sampled_to', 'double', ({ fingerprint }) => fingerprint.sampling.to),
    field('width', 'int32', ({ fingerprint }) => fingerprint.film.width),
    field('height', 'int32', ({ fingerprint }) => fingerprint.film.height),
    field('frame_rate', 'double', ({ fingerprint: { film } }) => film.frameRate.num / film.frameRate.den),
    field('column_count', 'int32', ({ fingerprint }) => fingerprint.columns.length),
    field('missing_count', 'int32', ({ fingerprint }) => fingerprint.sampling.missing),
    optionalField('shot_count', 'int32', ({ fingerprint }) => fingerprint.shots?.length),
    field('algorithm', 'int32', ({ fingerprint }) => fingerprint.clustering.algorithm ?? 1),
  ],
  (film) => [film],
);

const MEASURES = ['lightness', 'contrast', 'chroma', 'colorfulness', 'vivid', 'warm'] as const;

const measureFields = <Row extends { readonly measures?: Measures | undefined }>(): FieldOf<Row>[] =>
  MEASURES.map((name) => optionalField(name, 'float', ({ measures }) => measures?.[name]));

type ShotRow = Shot & { readonly film: string; readonly number: number };

/** One row per shot; none if the shots of a film were not detected. */
export const SHOTS_TABLE: DatasetTable = defineTable<ShotRow>(
  'shots',
  [
    field('film', 'string', ({ film }) => film),
    field('number', 'int32', ({ number }) => number),
    field('start_time', 'double', ({ from }) => from),
    field('end_time', 'double', ({ to }) => to),
    field('start_frame', 'int32', ({ fromFrame }) => fromFrame),
    field('end_frame', 'int32', ({ toFrame }) => toFrame),
    optionalField('transition', 'string', ({ transition }) => transition?.kind),
    field('scene', 'int32', ({ scene }) => scene),
    optionalField('frame_time', 'double', ({ frameTime }) => frameTime),
    ...measureFields<ShotRow>(),
  ],
  ({ fingerprint: { film, shots = [] } }) => shots.map((shot, number) => ({ ...shot, film: film.id, number })),
);

type ColumnRow = Column & { readonly film: string; readonly number: number; readonly shot: number | null };

/** One row per column, also of those whose frame could not be decoded. */
export const COLUMNS_TABLE: DatasetTable = defineTable<ColumnRow>(
  'columns',
  [
    field('film', 'string', ({ film }) => film),
    field('number', 'int32', ({ number }) => number),
    field('time', 'double', ({ time }) => time),
    optionalField('frame_time', 'double', ({ frameTime }) => frameTime),
    optionalField('shot', 'int32', ({ shot }) => shot),
    ...measureFields<ColumnRow>(),
    optionalField('rms', 'double', ({ sound }) => sound?.rms),
    optionalField('lufs', 'double', ({ sound }) => sound?.lufs),
  ],
  ({ fingerprint: { film, columns, shots = [] } }) => {
    const starts = shots.map(({ from }) => from);
    return columns.map((column, number) => ({
      ...column,
      film: film.id,
      number,
      shot: findShot(starts, column.frameTime ?? column.time),
    }));
  },
);

/** Number of the last shot that starts at or before a time; null if there is none. */
function findShot(starts: readonly number[], time: number): number | null {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low - 1;
}
