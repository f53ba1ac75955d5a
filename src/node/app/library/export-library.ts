import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { COLORS_TABLE, DATASET_TABLES, type DatasetFilm, type DatasetTable } from '../../../core/export/index.ts';
import type { FormatError } from '../../../core/fingerprint/index.ts';
import {
  createTableFile,
  type DatasetEntries,
  encodeTable,
  type FilmRecord,
  type FilmRecords,
  LibraryError,
  type LibraryFile,
  listLibrary,
  parseDatasetManifest,
  type ReadFilm,
  readFilmRecords,
  readFingerprints,
  writeDatasetManifest,
} from '../../library/index.ts';
import { isS3Address } from '../../s3/index.ts';
import { hashValue } from '../batch/hash.ts';
import { listFirst } from '../batch/list-films.ts';
import { joinOutput, storeOf } from '../outputs/store.ts';
import { WriteError } from '../outputs/write-error.ts';
import { PACKAGE } from '../package-info.ts';
import type { ExportPlan } from './export-options.ts';

/** What is done when a library is exported. */
export interface ExportWork {
  /** Table of titles; `titles.csv` of the library when absent. */
  readonly titles?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for a file that is left out because it is not a fingerprint. */
  readonly onSkip: (path: string, error: FormatError | LibraryError) => void;
  readonly onWarn: (message: string) => void;
}

/** What was exported. */
export interface ExportResult {
  /** Films whose rows were written. */
  readonly written: number;
  /** Films of the folder that have not changed. */
  readonly unchanged: number;
}

/** Changes when tables change: all films are then exported again. */
const DATASET_VERSION = 1;
const PROGRAM = `${PACKAGE.name} version ${PACKAGE.version}`;

/**
 * Export the colours of a library as tables for databases and statistics: a folder with the tables
 * `films`, `shots`, `columns` and `swatches`, each with a folder per film, or a file with all
 * swatches. Films are read one at a time.
 *
 * In a folder, films that have not changed since the last export are kept, and films that are no
 * longer in the library too. docs/dataset.md describes all fields.
 *
 * @param place a folder of fingerprints, or `s3://BUCKET/PREFIX`.
 * @throws {LibraryError} for a library that is empty or cannot be read. {TitlesError} for a wrong table of titles.
 *   {WriteError}.
 */
export async function exportLibrary(place: string, plan: ExportPlan, work: ExportWork): Promise<ExportResult> {
  const files = await listLibrary(place);
  if (files.length === 0)
    throw new LibraryError('empty', `${place}: there are no fingerprints (.json, .json.gz) in it`);
  const records = await readFilmRecords(place, work.titles);
  const result = plan.isFile
    ? await exportFile(files, records, plan, work)
    : await exportFolder(files, records, plan, work);
  const unused = records.listUnused();
  if (unused.length > 0)
    work.onWarn(`rows of the table of titles whose file is none of the films: ${listFirst(unused)}`);
  return result;
}

/** Read films one after another; of several fingerprints of one film only the first. */
async function* readFilms(
  files: Iterable<LibraryFile>,
  exported: Map<string, string>,
  { signal, onSkip, onWarn }: ExportWork,
): AsyncGenerator<ReadFilm> {
  for await (const film of readFingerprints(files, ({ path }, error) => onSkip(path, error))) {
    signal?.throwIfAborted();
    const { id } = film.fingerprint.film;
    const before = exported.get(id);
    if (before === undefined) {
      exported.set(id, film.file.name);
      yield film;
    } else onWarn(`${film.file.name} is left out: it is a fingerprint of the same film as ${before}`);
  }
}

function toDatasetFilm({ file, fingerprint }: ReadFilm, record: FilmRecord): DatasetFilm {
  return { fingerprint, file: file.name, ...record };
}

async function exportFile(
  files: readonly LibraryFile[],
  records: FilmRecords,
  { output, format }: ExportPlan,
  work: ExportWork,
): Promise<ExportResult> {
  await storeOf(output).checkWritable(output);
  return await reportWriting(output, async () => {
    await mkdir(dirname(output), { recursive: true });
    const table = await createTableFile(output, COLORS_TABLE.fields, format, PROGRAM);
    let written = 0;
    try {
      for await (const film of readFilms(files, new Map(), work)) {
        const record = records.find(film.file, film.fingerprint);
        await table.append(COLORS_TABLE.read(toDatasetFilm(film, record)));
        written++;
      }
      await table.finish();
    } catch (error) {
      await table.discard();
      throw error;
    }
    return { written, unchanged: 0 };
  });
}

async function exportFolder(
  files: readonly LibraryFile[],
  records: FilmRecords,
  { output, format }: ExportPlan,
  work: ExportWork,
): Promise<ExportResult> {
  const store = storeOf(output);
  const manifest = joinOutput(output, `.chromatheque-${format}.json`);
  const entries = parseDatasetManifest(await store.read(manifest));
  const exported = new Map<string, string>();
  const due = dropUnchanged(files, records, entries, exported);
  const unchanged = exported.size;
  let written = 0;
  try {
    for await (const film of readFilms(due, exported, work)) {
      const { id, name } = film.fingerprint.film;
      const record = records.find(film.file, film.fingerprint);
      for (const table of DATASET_TABLES) {
        const path = joinOutput(output, `${table.name}/film=${id}/data.${format}`);
        const { fields, rows } = withoutFilm(table, toDatasetFilm(film, record));
        const content = await encodeTable(fields, rows, format, PROGRAM);
        await reportWriting(path, async () => {
          if (!isS3Address(path)) await mkdir(dirname(path), { recursive: true });
          await store.writeWhole(path, content);
        });
      }
      const { file } = film;
      entries.set(id, { file: file.name, size: file.size, stamp: file.stamp, name, facts: hashFacts(record) });
      written++;
    }
  } finally {
    // What an interrupted export has written does not have to be written again.
    if (written > 0) await store.writeWhole(manifest, writeDatasetManifest(entries));
  }
  const others = [...entries.keys()].filter((id) => !exported.has(id));
  if (others.length > 0) {
    work.onWarn(`films of the dataset that are not in the library, and are kept: ${listFirst(others)}`);
  }
  return { written, unchanged };
}

/** Leave out files that are exported already, and note their films. */
function dropUnchanged(
  files: readonly LibraryFile[],
  records: FilmRecords,
  entries: DatasetEntries,
  exported: Map<string, string>,
): LibraryFile[] {
  const byFile = new Map([...entries].map(([id, entry]) => [entry.file, { id, ...entry }]));
  return files.filter((file) => {
    const entry = byFile.get(file.name);
    if (entry === undefined || entry.size !== file.size || entry.stamp !== file.stamp) return true;
    if (entry.facts !== hashFacts(records.find(file, { film: entry }))) return true;
    exported.set(entry.id, file.name);
    return false;
  });
}

const hashFacts = (record: FilmRecord): string =>
  hashValue({ record, dataset: DATASET_VERSION, version: PACKAGE.version });

/**
 * Leave out the field `film`, which is in the path of the file: readers of partitioned data take it
 * from there, and some refuse files that have it too.
 */
function withoutFilm({ fields, read }: DatasetTable, film: DatasetFilm) {
  const { count, values } = read(film);
  return { fields: fields.slice(1), rows: { count, values: values.slice(1) } };
}

/** Report an error of the file system as one of writing. */
async function reportWriting<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (cause) {
    const isSystem = cause instanceof Error && 'syscall' in cause && 'code' in cause;
    if (!isSystem) throw cause;
    throw new WriteError(path, `cannot be written (${String(cause.code)})`, { cause });
  }
}
