import { explainS3Failure } from '../../film/index.ts';
import { listS3, parseS3Address, readS3, S3Error, statS3, writeS3 } from '../../s3/index.ts';
import { fileExtension } from './file-extension.ts';
import type { PaletteFormat } from './palette-render.ts';
import type { OutputFormat } from './render.ts';
import type { OutputStore } from './store.ts';
import { WriteError } from './write-error.ts';

/** Media types of outputs, by extension. The last two formats have no registered type. */
const TYPES: Readonly<Record<OutputFormat | PaletteFormat | 'parquet', string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  // Not JSON with a content encoding: the file is gzipped and stays gzipped.
  'json.gz': 'application/gzip',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  css: 'text/css; charset=utf-8',
  gpl: 'text/plain; charset=utf-8',
  ase: 'application/octet-stream',
  aco: 'application/octet-stream',
};

/** Users of the library may write other files. */
const typeOf = (path: string): string =>
  (TYPES as Readonly<Record<string, string>>)[fileExtension(path)] ?? 'application/octet-stream';

/** Stores outputs in buckets of S3 and of services with the same protocol. */
export const s3Store: OutputStore = {
  /** List one object, only to detect a missing bucket or wrong credentials. */
  async checkWritable(path) {
    try {
      const { key } = parseS3Address(path);
      if (key === '' || key.endsWith('/')) throw new WriteError(path, 'is a folder');
      await listS3(path, 1);
    } catch (error) {
      // A user who may write is not always allowed to list.
      if (error instanceof S3Error && error.code === 'forbidden') return;
      throw explainWriting(path, error);
    }
  },
  async writeWhole(path, content) {
    try {
      await writeS3(path, content, typeOf(path));
    } catch (error) {
      throw explainWriting(path, error);
    }
  },
  async read(path) {
    try {
      return await readS3(path);
    } catch (error) {
      if (error instanceof S3Error && error.code === 'not-found') return null;
      throw explainS3Failure(error);
    }
  },
  async identify(path) {
    try {
      const { size, etag } = await statS3(path);
      return `${size} ${etag}`;
    } catch (error) {
      if (error instanceof S3Error && error.code === 'not-found') return null;
      throw explainS3Failure(error);
    }
  },
};

/** A missing SDK is explained as when reading; all other errors of S3 become a `WriteError`. */
function explainWriting(path: string, error: unknown): unknown {
  if (!(error instanceof S3Error)) return error;
  if (error.code === 'sdk-missing') return explainS3Failure(error);
  return new WriteError(path, error.message.replace(`${path}: `, ''), { cause: error });
}
