import { type Command, Option } from 'commander';
import { UsageError } from '../exit-code.ts';

/** The AWS SDK's own name for it, which child processes inherit (docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html). */
const VARIABLE = 'AWS_ENDPOINT_URL_S3';

/** The option that says which store s3:// addresses lie in; one for each command, which puts it under a heading of its own. */
export const S3_ENDPOINT = (): Option =>
  new Option(
    '--s3-endpoint <url>',
    `the store that s3:// addresses lie in, where it is not Amazon's (default: $${VARIABLE})`,
  ).argParser(parseEndpoint);

/** Let this process and its children look for s3:// addresses where the option of a command says. */
export function useS3Endpoint(command: Command): void {
  const { s3Endpoint } = command.opts<{ s3Endpoint?: string }>();
  if (s3Endpoint !== undefined) process.env[VARIABLE] = s3Endpoint;
}

function parseEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (isPlain && /^https?:$/.test(url.protocol)) return text;
  // Not repeated: it may have a secret in it.
  throw new UsageError('--s3-endpoint: expected an http or https URL without user, password or query');
}
