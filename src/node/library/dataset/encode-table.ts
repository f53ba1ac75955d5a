import {
  type DatasetField,
  type DatasetRows,
  datasetHeaderToCsv,
  datasetRowsToCsv,
} from '../../../core/export/index.ts';
import { ROW_GROUP, toParquetColumns, toParquetSchema } from './parquet-table.ts';

/** Formats of a dataset, which are also the extensions of its files. */
export const DATASET_FORMATS = ['parquet', 'csv'] as const;
/** One of {@link DATASET_FORMATS}. */
export type DatasetFormat = (typeof DATASET_FORMATS)[number];

/** Encode rows as a whole file. @param program names the writing program in Parquet files. */
export async function encodeTable(
  fields: readonly DatasetField[],
  rows: DatasetRows,
  format: DatasetFormat,
  program: string,
): Promise<Uint8Array | string> {
  if (format === 'csv') return datasetHeaderToCsv(fields) + datasetRowsToCsv(rows);
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: toParquetSchema(fields), createdBy: program });
  if (rows.count > 0) await file.write({ columnData: toParquetColumns(fields, rows), rowGroupSize: ROW_GROUP });
  await file.finish();
  return writer.getBytes();
}
