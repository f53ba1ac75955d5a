import type { S3Client } from '@aws-sdk/client-s3';
import { S3Error } from './s3-error.ts';

/** The AWS SDK, as far as it is used, with a client that has its settings from environment and profile. */
export interface S3 {
  readonly client: S3Client;
  readonly sdk: typeof import('@aws-sdk/client-s3');
  readonly presigner: typeof import('@aws-sdk/s3-request-presigner');
}

/** The packages that speak S3: optional dependencies. */
const PACKAGES = '@aws-sdk/client-s3 @aws-sdk/s3-request-presigner';

/** Milliseconds until a connection stands, and without a byte after which a store is given up; the latter as for films over http. */
const CONNECTION_TIMEOUT = 10_000;
const SOCKET_TIMEOUT = 30_000;

/** The region of stores that have none: what they expect to find in a signature. */
const ANY_REGION = 'us-east-1';

let loading: Promise<S3> | undefined;

/**
 * Load the SDK, an optional dependency, and make its client, once.
 *
 * @throws {S3Error} `sdk-missing`, with the line that installs it.
 */
export function loadS3(): Promise<S3> {
  loading ??= load();
  return loading;
}

async function load(): Promise<S3> {
  // It tells on standard error that its later versions want a later Node; the versions that package.json asks for do not.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const [sdk, presigner] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]).catch(() => {
    throw new S3Error('sdk-missing', `what reads s3:// addresses is not installed; run: npm install ${PACKAGES}`);
  });
  // The SDK's own names (docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const common = {
    // Checksums of later years, which not every store knows, stay away where S3 does not demand them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, socketTimeout: SOCKET_TIMEOUT },
    // Other stores have buckets in the path, for few have a name for each in the DNS.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  } as const;
  const client = new sdk.S3Client(common);
  const hasRegion = await client.config.region().then(
    () => true,
    () => false,
  );
  // Without an endpoint a missing region is the user's to name: the SDK says so at the first request.
  if (hasRegion || endpoint === undefined) return { client, sdk, presigner };
  client.destroy();
  return { client: new sdk.S3Client({ ...common, region: ANY_REGION }), sdk, presigner };
}
