import type { S3Client } from '@aws-sdk/client-s3';
import { S3Error } from './s3-error.ts';

/** The parts of the AWS SDK in use, and a client with the settings of environment and profile. */
export interface S3 {
  readonly client: S3Client;
  readonly sdk: typeof import('@aws-sdk/client-s3');
  readonly presigner: typeof import('@aws-sdk/s3-request-presigner');
}

/** Optional dependencies. */
const PACKAGES = '@aws-sdk/client-s3 @aws-sdk/s3-request-presigner';

/** Milliseconds until a connection must be open. */
const CONNECTION_TIMEOUT = 10_000;
/** Milliseconds without data after which a request fails; as for films over http. */
const SOCKET_TIMEOUT = 30_000;

/** The region that stores without regions expect in a signature. */
const ANY_REGION = 'us-east-1';

let loading: Promise<S3> | undefined;

/**
 * Load the SDK, an optional peer dependency, and create its client, once.
 *
 * @throws {S3Error} `sdk-missing`, with the command that installs it.
 */
export function loadS3(): Promise<S3> {
  loading ??= load();
  return loading;
}

async function load(): Promise<S3> {
  // Suppress the SDK's warning on stderr that later versions need a later Node. The range in
  // package.json excludes those versions.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const [sdk, presigner] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]).catch(() => {
    throw new S3Error('sdk-missing', `s3:// addresses need two packages; run: npm install ${PACKAGES}`);
  });
  // The SDK's own variables (docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const common = {
    // Some stores do not support the newer checksums, so send them only where S3 requires them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, socketTimeout: SOCKET_TIMEOUT },
    // Few other stores have a DNS name per bucket, so the bucket is part of the path.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  } as const;
  const client = new sdk.S3Client(common);
  const hasRegion = await client.config.region().then(
    () => true,
    () => false,
  );
  // Without an endpoint the user must set the region: the first request of the SDK reports it.
  if (hasRegion || endpoint === undefined) return { client, sdk, presigner };
  client.destroy();
  return { client: new sdk.S3Client({ ...common, region: ANY_REGION }), sdk, presigner };
}
