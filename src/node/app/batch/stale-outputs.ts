import { COLOR_ALGORITHM } from '../../../core/cluster/index.ts';
import { identifyFilm, stampFilm } from '../../film/index.ts';
import { checkFingerprintOptions, type FingerprintOptions } from '../fingerprint/options.ts';
import { isFingerprintFile } from '../outputs/file-extension.ts';
import { isDataFormat, type OutputFormat, outputFormat } from '../outputs/render.ts';
import { PACKAGE } from '../package-info.ts';
import { hashValue } from './hash.ts';
import type { OutputKey, OutputManifest, Reason } from './manifest.ts';

/** An output that is to be made. */
export interface DueOutput {
  readonly output: string;
  readonly format: OutputFormat;
  readonly reason: Reason;
  /** What it is then noted with in the index. */
  readonly key: OutputKey;
}

/** What is to be made of a film, and of what. */
export interface DueOutputs {
  readonly due: readonly DueOutput[];
  /** The film, or its fingerprint from an earlier run where that is up to date: then nothing needs decoding. */
  readonly source: string;
}

/**
 * Find out which outputs of a film are not up to date.
 *
 * A fingerprint beside them is drawn from if it was made of this very film, with these options and by this version, whether or not one is asked for now.
 *
 * @param outputs of one name, which differ in their extensions; at least one.
 * @param drawing all options that pictures are drawn by, titles included.
 * @throws {FilmError} for a film that is not there or cannot be read.
 */
export async function findDueOutputs(
  index: OutputManifest,
  input: string,
  outputs: readonly string[],
  options: FingerprintOptions,
  drawing: object,
): Promise<DueOutputs> {
  const keyOf = await describeOutputs(input, options, drawing);
  const due: DueOutput[] = [];
  for (const output of outputs) {
    const format = outputFormat(output);
    const key = keyOf(format);
    const reason = await index.check(output, key);
    if (reason !== null) due.push({ output, format, reason, key });
  }
  const stem = outputs[0]!.slice(0, -outputFormat(outputs[0]!).length);
  for (const format of ['json', 'json.gz'] as const) {
    const path = `${stem}${format}`;
    if ((await index.check(path, keyOf(format))) === null) return { due, source: path };
  }
  return { due, source: input };
}

async function describeOutputs(
  input: string,
  options: FingerprintOptions,
  drawing: object,
): Promise<(format: OutputFormat) => OutputKey> {
  // First: a film that is written meanwhile has another stamp next time.
  const stamp = await stampFilm(input);
  const film = await identifyFilm(input);
  const { hasSamples: _, ...settled } = checkFingerprintOptions(options);
  const read = isFingerprintFile(input) ? '' : hashValue({ ...settled, algorithm: COLOR_ALGORITHM });
  const drawn = hashValue(drawing);
  const version = PACKAGE.version;
  return (format) => ({ film, stamp, version, options: read, drawing: isDataFormat(format) ? '' : drawn });
}
