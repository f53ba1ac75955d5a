import { S3Error } from './s3-error.ts';

export interface ObjectAddress {
  readonly bucket: string;
  /** Not percent-encoded. Empty for the bucket itself. */
  readonly key: string;
}

/** Whether a path is the address of an object or a bucket, `s3://BUCKET/KEY`. */
export const isS3Address = (path: string): boolean => /^s3:\/\//i.test(path);

/**
 * Bucket names: those of S3, and longer ones with capitals and underscores, as in other stores and
 * old buckets. A slash, colon or other mark would make the name a host or an ARN.
 */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/;

/**
 * @throws {S3Error} `not-found` for an address without a valid bucket name.
 */
export function parseS3Address(address: string): ObjectAddress {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(address) ?? [];
  if (!BUCKET.test(bucket)) {
    throw new S3Error('not-found', `${address}: has no valid bucket name; expected s3://BUCKET/KEY`);
  }
  return { bucket, key };
}

/** The last part of an object's key, or its bucket if the key is empty. */
export const nameS3Object = (address: string): string => address.split('/').findLast((part) => part !== '')!;
