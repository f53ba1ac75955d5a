import type { S3ServiceException } from '@aws-sdk/client-s3';
import { ChromathequeError } from '../../core/options/index.ts';

/**
 * Why a request failed:
 * - `not-found`: the object or the bucket does not exist;
 * - `no-credentials`: there are none, or the store rejects them;
 * - `forbidden`: the store accepts the credentials, but they do not permit the request;
 * - `unreachable`: the store does not answer, or with an error, or the bucket is in another region;
 * - `sdk-missing`: the AWS SDK, an optional peer dependency, is not installed.
 */
export type S3ErrorCode = 'not-found' | 'no-credentials' | 'forbidden' | 'unreachable' | 'sdk-missing';

/**
 * An object cannot be read or written. The message contains its address and says what to do.
 *
 * There is no `cause`: the SDK's errors contain the signed request, and the store's answer may
 * repeat it.
 */
export class S3Error extends ChromathequeError<S3ErrorCode> {
  override readonly name = 'S3Error';
}

const CREDENTIALS = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE';

/** By error code: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
const ANSWERS: Readonly<Record<string, readonly [S3ErrorCode, string]>> = {
  NoSuchKey: ['not-found', 'no such object'],
  NotFound: ['not-found', 'no such object'],
  NoSuchBucket: ['not-found', 'no such bucket'],
  AccessDenied: ['forbidden', 'the credentials do not permit it'],
  InvalidAccessKeyId: ['no-credentials', `the store does not know the access key; check ${CREDENTIALS}`],
  SignatureDoesNotMatch: [
    'no-credentials',
    `the secret access key does not belong to the access key; check ${CREDENTIALS}`,
  ],
  ExpiredToken: ['no-credentials', 'the credentials have expired; get new ones'],
  InvalidToken: ['no-credentials', 'the session token is not valid; get new credentials'],
  RequestTimeTooSkewed: ['no-credentials', "this machine's clock differs too much from the store's"],
  CredentialsProviderError: ['no-credentials', `no credentials found; set ${CREDENTIALS}`],
};

/** Answers for a bucket in another region. */
const REGIONS = ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException', '301'];

/** Convert an error of the SDK. */
export function explainS3Error(address: string, error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  const {
    name = '',
    message = '',
    code,
    $metadata,
    $response,
  } = error as Partial<S3ServiceException & { code: string }>;
  const answer = ANSWERS[name];
  if (answer !== undefined) return new S3Error(answer[0], `${address}: ${answer[1]}`);
  if (message === 'Region is missing') {
    return new S3Error('unreachable', `${address}: no region is set; set AWS_REGION`);
  }
  const status = $metadata?.httpStatusCode;
  if (REGIONS.includes(name) || status === 301) {
    const region = $response?.headers['x-amz-bucket-region'];
    const which = region === undefined ? 'another region' : `the region ${region}`;
    return new S3Error('unreachable', `${address}: the bucket is in ${which}; set AWS_REGION to it`);
  }
  if (status === 404) return new S3Error('not-found', `${address}: no such object`);
  if (status === 401 || status === 403) {
    return new S3Error('forbidden', `${address}: the credentials do not permit it (${name})`);
  }
  const reason = status === undefined ? `does not answer (${code ?? name})` : `answers ${status} (${name})`;
  return new S3Error('unreachable', `${address}: the store ${reason}`);
}
