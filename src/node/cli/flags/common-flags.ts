import { type Command, Option as Flag } from 'commander';
import { UsageError } from '../exit-code.ts';
import { parseList } from './parse-option-text.ts';
import { HEADINGS } from './table-options.ts';

/**
 * Environment variable with the address of the queue, so that no list of processes shows a
 * password.
 */
const QUEUE_VARIABLE = 'CHROMATHEQUE_QUEUE';

/**
 * The variable of the AWS SDK, which child processes inherit.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
const S3_VARIABLE = 'AWS_ENDPOINT_URL_S3';

/** Formats and defaults in the help of output flags. */
export interface OutputHelp {
  /** Of `--output`. */
  readonly files: string;
  /** Of `--out-dir`; without it, the command has neither `--out-dir` nor `--format`. */
  readonly folder?: string;
  /** Of `--format`. */
  readonly formats?: string;
}

/** Add `--output`, and `--out-dir` with `--format`. */
export function addOutputFlags(command: Command, { files, folder, formats }: OutputHelp): Command {
  command.addOption(new Flag('-o, --output <file>', files).argParser(gather));
  if (folder === undefined) return command;
  command.addOption(new Flag('--out-dir <dir>', folder));
  return command.addOption(new Flag('--format <list>', formats).argParser(parseList));
}

/** Collect the values of a repeatable flag. */
export const gather = (text: string, before: readonly string[] = []): string[] => [...before, text];

/** Add `--quiet` and `--progress`. */
export function addReportFlags(command: Command): Command {
  command.addOption(new Flag('--quiet', 'show no progress').conflicts('progress'));
  return command.addOption(new Flag('--progress <form>', 'json: one JSON object per line on stderr').choices(['json']));
}

/** Add `--no-color`. */
export const addColorFlag = (command: Command): Command =>
  command.addOption(new Flag('--no-color', 'print no coloured blocks; NO_COLOR has the same effect'));

/** Add `--queue`. */
export const addQueueFlag = (command: Command): Command =>
  command.addOption(
    new Flag(
      '--queue <url>',
      `Redis that holds the queue: redis://HOST or rediss://HOST (default: $${QUEUE_VARIABLE})`,
    ),
  );

/** Find the queue that the command line or the environment names. */
export const findQueue = (queue: string | undefined): string | undefined =>
  queue ?? (process.env[QUEUE_VARIABLE] || undefined);

/**
 * Find the queue that the command line or the environment names.
 *
 * @throws {UsageError} if neither does.
 */
export function resolveQueue(queue: string | undefined): string {
  const found = findQueue(queue);
  if (found !== undefined) return found;
  throw new UsageError(`--queue: name the queue, such as redis://127.0.0.1, or set ${QUEUE_VARIABLE}`);
}

/** Add `--s3-endpoint`. */
export const addS3Flag = (command: Command): Command =>
  command.addOption(
    new Flag('--s3-endpoint <url>', `store that s3:// addresses are in, if not Amazon's (default: $${S3_VARIABLE})`)
      .argParser(parseEndpoint)
      .helpGroup(HEADINGS.expert),
  );

/**
 * Make this process and its children look for s3:// addresses in the store that a command names.
 */
export function useS3Endpoint(command: Command): void {
  const { s3Endpoint } = command.opts<{ s3Endpoint?: string }>();
  if (s3Endpoint !== undefined) process.env[S3_VARIABLE] = s3Endpoint;
}

function parseEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (isPlain && /^https?:$/.test(url.protocol)) return text;
  // The message does not repeat the text: it may contain a secret.
  throw new UsageError('--s3-endpoint: expected an http or https URL without user, password or query');
}
