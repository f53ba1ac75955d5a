import type { ParquetWriter } from 'hyparquet-writer';
import type { DatasetField, DatasetRows, DatasetType } from '../../../core/export/index.ts';

type SchemaElement = ParquetWriter['schema'][number];

const TYPES: Readonly<Record<DatasetType, Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  int32: { type: 'INT32' },
  float: { type: 'FLOAT' },
  double: { type: 'DOUBLE' },
};

/** Rows of a row group: readers skip whole groups, and hold one in memory. */
export const ROW_GROUP = 100_000;

/** The schema of a table in Parquet. */
export const toParquetSchema = (fields: readonly DatasetField[]): SchemaElement[] => [
  { name: 'root', num_children: fields.length },
  ...fields.map(
    ({ name, type, isNullable }): SchemaElement => ({
      name,
      ...TYPES[type],
      repetition_type: isNullable ? 'OPTIONAL' : 'REQUIRED',
    }),
  ),
];

/** The data of a table as the writer of Parquet takes it. */
export const toParquetColumns = (
  fields: readonly DatasetField[],
  { values }: DatasetRows,
): { name: string; data: unknown[] }[] => fields.map(({ name }, i) => ({ name, data: values[i]! as unknown[] }));
