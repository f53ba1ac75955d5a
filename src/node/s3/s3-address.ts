import { S3Error } from './s3-error.ts';

/** Where an object lies. */
export interface ObjectAddress {
  readonly bucket: string;
  /** As it is, not percent-encoded; empty for the bucket itself. */
  readonly key: string;
}

/** Tell whether a path is the address of an object or of a bucket, `s3://BUCKET/KEY`. */
export const isS3Address = (path: string): boolean => /^s3:\/\//i.test(path);

/**
 * Names of buckets: those of S3, and the longer ones with capitals and underscores that other stores and old buckets have. No slash, colon or
 * other mark that would make of a name a host or an ARN.
 */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/;

/**
 * Take an address apart.
 *
 * @throws {S3Error} `not-found` for one that names no bucket.
 */
export function parseS3Address(address: string): ObjectAddress {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(address) ?? [];
  if (!BUCKET.test(bucket)) {
    throw new S3Error('not-found', `${address}: names no bucket; expected s3://BUCKET/KEY`);
  }
  return { bucket, key };
}

/** Name an object: the last part of its key, or its bucket where the key has none. */
export const nameS3Object = (address: string): string => address.split('/').findLast((part) => part !== '')!;
