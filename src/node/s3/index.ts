/**
 * Objects in S3 and in stores that speak its protocol: found, listed, read, written whole, and read by others through presigned URLs.
 *
 * It knows nothing of films or pictures. Credentials, region and endpoint come from where the AWS SDK takes them (environment, profile), never
 * from an address. What it throws names the address alone: no key, no signature, no presigned URL, nor what a server said of them.
 */
export { isS3Address, nameS3Object, type ObjectAddress, parseS3Address } from './s3-address.ts';
export { S3Error, type S3ErrorCode } from './s3-error.ts';
export { listS3, type S3Listing } from './s3-listing.ts';
export { readS3, readS3Block, type S3Facts, signS3, statS3, writeS3 } from './s3-objects.ts';
