import type { Fingerprint } from '../../fingerprint/index.ts';

/** A film of a dataset. */
export interface DatasetFilm {
  readonly fingerprint: Fingerprint;
  /** Path of the fingerprint inside its library, with slashes. */
  readonly file: string;
  /** Title of a catalogue, which replaces that of the fingerprint. */
  readonly title?: string | undefined;
  readonly year?: number | undefined;
  readonly directors: readonly string[];
  readonly genres: readonly string[];
  /** Other facts of a catalogue: text by name. */
  readonly others: Readonly<Record<string, string>>;
}

/** Type of a field: text in UTF-8, a signed integer of 32 bits, a number of 32 or 64 bits. */
export type DatasetType = 'string' | 'int32' | 'float' | 'double';

/** Value of a field. */
export type DatasetValue = string | number | null;

/** A field of a table. */
export interface DatasetField {
  readonly name: string;
  readonly type: DatasetType;
  /** Whether it can be null. */
  readonly isNullable: boolean;
}

/** The rows of one film in a table. */
export interface DatasetRows {
  readonly count: number;
  /** Values of each field, in the order of the fields; `count` each. */
  readonly values: readonly (readonly DatasetValue[])[];
}

/** A table of a dataset. */
export interface DatasetTable {
  readonly name: string;
  /** The first one is `film`, the id of the film. */
  readonly fields: readonly DatasetField[];
  /** Make the rows of a film. */
  readonly read: (film: DatasetFilm) => DatasetRows;
}

/** A field, and how a row gives its value. */
export interface FieldOf<Row> extends DatasetField {
  readonly getValue: (row: Row) => DatasetValue;
}

/** Declare a field that always has a value. */
export const field = <Row>(name: string, type: DatasetType, getValue: (row: Row) => string | number): FieldOf<Row> => ({
  name,
  type,
  isNullable: false,
  getValue,
});

/** Declare a field that can be null. */
export const optionalField = <Row>(
  name: string,
  type: DatasetType,
  getValue: (row: Row) => DatasetValue | undefined,
): FieldOf<Row> => ({ name, type, isNullable: true, getValue: (row) => getValue(row) ?? null });

/** Define a table by its fields, and by the rows that a film has in it. */
export function defineTable<Row>(
  name: string,
  fields: readonly FieldOf<Row>[],
  listRows: (film: DatasetFilm) => readonly Row[],
): DatasetTable {
  return {
    name,
    fields: fields.map(({ getValue: _, ...rest }) => rest),
    read(film) {
      const rows = listRows(film);
      return { count: rows.length, values: fields.map(({ getValue }) => rows.map(getValue)) };
    },
  };
}
