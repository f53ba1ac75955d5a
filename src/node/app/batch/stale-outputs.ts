import { COLOR_ALGORITHM } from '../../../core/cluster/index.ts';
import { SHOT_ALGORITHM } from '../../../core/shots/index.ts';
import { identifyFilm, stampFilm } from '../../film/index.ts';
import { checkFingerprintOptions, type FingerprintOptions } from '../fingerprint/options.ts';
import { isFingerprintFile } from '../outputs/file-extension.ts';
import { isDataFormat, type OutputFormat, outputFormat } from '../outputs/render.ts';
import { PACKAGE } from '../package-info.ts';
import { hashValue } from './hash.ts';
import type { OutputKey, OutputManifest, Reason } from './manifest.ts';

/** An output that must be created. */
export interface DueOutput {
  readonly output: string;
  readonly format: OutputFormat;
  readonly reason: Reason;
  /** What to record in the manifest after the output is written. */
  readonly key: OutputKey;
}

/** The outputs of a film that must be created, and their source. */
export interface DueOutputs {
  readonly due: readonly DueOutput[];
  /**
   * The film, or its fingerprint from an earlier run if that is up to date: then nothing needs
   * decoding.
   */
  readonly source: string;
}

/**
 * Find the outputs of a film that are not up to date.
 *
 * The source is the fingerprint beside them if it was made from the same film, with the same
 * options and by the same version, even if no fingerprint is requested now.
 *
 * @param outputs paths that differ only in their extensions; at least one.
 * @param drawing all options for drawing pictures, including titles.
 * @throws {FilmError} for a film that does not exist or cannot be read.
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
  // Take the stamp first: if the film is written during the run, the stamp differs next time.
  const stamp = await stampFilm(input);
  const film = await identifyFilm(input);
  const { hasSamples: _, ...settled } = checkFingerprintOptions(options);
  const algorithms = { algorithm: COLOR_ALGORITHM, ...(settled.shots && { shotAlgorithm: SHOT_ALGORITHM }) };
  const read = isFingerprintFile(input) ? '' : hashValue({ ...settled, ...algorithms });
  const drawn = hashValue(drawing);
  const version = PACKAGE.version;
  return (format) => ({ film, stamp, version, options: read, drawing: isDataFormat(format) ? '' : drawn });
}
