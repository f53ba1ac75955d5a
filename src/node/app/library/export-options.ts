import { OptionError } from '../../../core/options/index.ts';
import { nearestName } from '../../../core/text/index.ts';
import { DATASET_FORMATS, type DatasetFormat } from '../../library/index.ts';
import { isS3Address } from '../../s3/index.ts';
import { fileExtension } from '../outputs/file-extension.ts';

/** Where and how a dataset is written. */
export interface ExportPlan {
  readonly output: string;
  readonly format: DatasetFormat;
  /** Whether the output is one file of colours, not a folder of tables. */
  readonly isFile: boolean;
}

/**
 * Plan where a dataset is written, before any work: a file if the output ends in `.parquet` or
 * `.csv`, else a folder.
 *
 * @param format of a folder; `parquet` when absent.
 * @throws {OptionError} for an unknown format, one that the output's name contradicts, and a file in
 *   a bucket.
 */
export function planExport(output: string, format?: string): ExportPlan {
  const asked = format === undefined ? undefined : checkFormat(format);
  const extension = fileExtension(output);
  const named = DATASET_FORMATS.find((known) => known === extension);
  if (named !== undefined && asked !== undefined && asked !== named) {
    throw new OptionError('wrong-value', 'format', `expected ${named} for ${output}, got ${asked}`);
  }
  if (named === undefined && extension !== '' && !output.endsWith('/')) {
    const expected =
      'a file ending in .parquet or .csv, or a folder (a name without extension, or with a slash at its end)';
    throw new OptionError('wrong-value', 'output', `expected ${expected}, got ${output}`);
  }
  if (named !== undefined && isS3Address(output)) {
    throw new OptionError(
      'wrong-value',
      'output',
      `expected a folder in a bucket, such as s3://BUCKET/colors, got ${output}`,
    );
  }
  return { output, format: named ?? asked ?? 'parquet', isFile: named !== undefined };
}

function checkFormat(format: string): DatasetFormat {
  const known = DATASET_FORMATS.find((name) => name === format);
  if (known !== undefined) return known;
  const nearest = nearestName(format, DATASET_FORMATS);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new OptionError('wrong-value', 'format', `expected parquet or csv, got ${JSON.stringify(format)}${hint}`);
}
