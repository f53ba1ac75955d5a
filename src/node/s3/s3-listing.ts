import { parseS3Address } from './s3-address.ts';
import { loadS3 } from './s3-client.ts';
import { explainS3Error } from './s3-error.ts';
import type { S3Facts } from './s3-objects.ts';

/** An object in a listing. */
export interface ListedObject extends S3Facts {
  readonly name: string;
}

/** The content of a prefix that ends in a slash, like that of a folder. */
export interface S3Listing {
  /** Objects, by their names without the prefix. */
  readonly objects: readonly ListedObject[];
  /** Names of the next part of longer keys, like subfolders; without their slash. */
  readonly folders: readonly string[];
}

/**
 * List the objects and folders directly below a prefix.
 *
 * @param address a bucket, or a key prefix with or without its slash.
 * @param limit number of names to stop after; a page has 1,000.
 * @throws {S3Error}
 */
export async function listS3(address: string, limit: number = Number.POSITIVE_INFINITY): Promise<S3Listing> {
  const objects: ListedObject[] = [];
  const folders: string[] = [];
  try {
    const { bucket: Bucket, key } = parseS3Address(address);
    const Prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
    const { client, sdk } = await loadS3();
    let ContinuationToken: string | undefined;
    do {
      const MaxKeys = Math.min(limit, 1000);
      const page = await client.send(
        new sdk.ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', MaxKeys, ContinuationToken }),
      );
      // The prefix itself may be an object: consoles create one for a new folder.
      for (const { Key = Prefix, Size = 0, ETag = '' } of page.Contents ?? []) {
        if (Key !== Prefix) objects.push({ name: Key.slice(Prefix.length), size: Size, etag: ETag });
      }
      for (const common of page.CommonPrefixes ?? []) folders.push(common.Prefix!.slice(Prefix.length, -1));
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined && objects.length + folders.length < limit);
  } catch (error) {
    throw explainS3Error(address, error);
  }
  return { objects, folders };
}
