import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import {
  type DatasetField,
  type DatasetRows,
  type DatasetValue,
  datasetHeaderToCsv,
  datasetRowsToCsv,
} from '../../../core/export/index.ts';
import type { DatasetFormat } from './encode-table.ts';
import { toParquetColumns, toParquetSchema } from './parquet-table.ts';

/** A table that is written to a file film by film. */
export interface TableFile {
  /** Append the rows of a film. */
  append(rows: DatasetRows): Promise<void>;
  /** Finish the file under its own name. */
  finish(): Promise<void>;
  /** Delete what was written. */
  discard(): Promise<void>;
}

/**
 * Create a table in a file of this machine. Until it is finished it has another name, so that no
 * process reads half of it, and an older file stays.
 *
 * @param program names the writing program in Parquet files.
 * @throws errors of the file system, as `append` and `finish` do.
 */
export async function createTableFile(
  path: string,
  fields: readonly DatasetField[],
  format: DatasetFormat,
  program: string,
): Promise<TableFile> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.part`;
  const table = format === 'csv' ? await createCsv(aside, fields) : await createParquet(aside, fields, program);
  return {
    append: table.append,
    async finish() {
      await table.finish();
      await rename(aside, path);
    },
    async discard() {
      await table.close();
      await rm(aside, { force: true });
    },
  };
}

interface PartFile {
  append(rows: DatasetRows): Promise<void>;
  finish(): Promise<void>;
  /** Close the file, which may be finished. */
  close(): Promise<void>;
}

async function createCsv(path: string, fields: readonly DatasetField[]): Promise<PartFile> {
  const file = await open(path, 'wx');
  await file.write(datasetHeaderToCsv(fields));
  return {
    async append(rows) {
      await file.write(datasetRowsToCsv(rows));
    },
    finish: () => file.close(),
    close: () => file.close().catch(() => {}),
  };
}

/**
 * Rows of a row group at least. One for each small film would make the end of a file large; more rows
 * take more memory.
 */
const MIN_ROW_GROUP = 20_000;

async function createParquet(path: string, fields: readonly DatasetField[], program: string): Promise<PartFile> {
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  const file = new ParquetWriter({ writer: fileWriter(path), schema: toParquetSchema(fields), createdBy: program });
  let gathered: DatasetValue[][] = fields.map(() => []);
  let count = 0;
  const writeGroup = async () => {
    if (count > 0) {
      await file.write({ columnData: toParquetColumns(fields, { count, values: gathered }), rowGroupSize: count });
    }
    gathered = fields.map(() => []);
    count = 0;
  };
  return {
    async append(rows) {
      for (const [i, values] of rows.values.entries()) for (const value of values) gathered[i]!.push(value);
      count += rows.count;
      if (count >= MIN_ROW_GROUP) await writeGroup();
    },
    async finish() {
      await writeGroup();
      await file.finish();
    },
    async close() {},
  };
}
