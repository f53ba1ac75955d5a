/**
 * Reads, writes and lists objects in S3 and in stores with its protocol, and signs URLs of them.
 *
 * It knows nothing of films or pictures. Credentials, region and endpoint come from the AWS SDK's
 * own sources (environment, profile), never from an address. Errors contain the address only: no
 * key, no signature, no presigned URL, and no text of a server.
 */
export { isS3Address, nameS3Object, type ObjectAddress, parseS3Address } from './s3-address.ts';
export { S3Error, type S3ErrorCode } from './s3-error.ts';
export { type ListedObject, listS3, type S3Listing } from './s3-listing.ts';
export { readS3, readS3Block, type S3Facts, signS3, statS3, writeS3 } from './s3-objects.ts';
