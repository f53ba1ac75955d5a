import { parseS3Address } from './s3-address.ts';
import { loadS3 } from './s3-client.ts';
import { explainS3Error } from './s3-error.ts';

/** What lies directly below a prefix that ends in a slash, as in a folder. */
export interface S3Listing {
  /** Names of objects: what follows the prefix. */
  readonly names: readonly string[];
  /** Names of what would be folders, without their slash. */
  readonly folders: readonly string[];
}

/**
 * List what lies directly below a prefix, page after page.
 *
 * @param address a bucket, or a prefix of keys with or without its slash.
 * @param most names to stop after; a page holds 1,000.
 * @throws {S3Error}
 */
export async function listS3(address: string, most: number = Number.POSITIVE_INFINITY): Promise<S3Listing> {
  const names: string[] = [];
  const folders: string[] = [];
  try {
    const { bucket: Bucket, key } = parseS3Address(address);
    const Prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
    const { client, sdk } = await loadS3();
    let ContinuationToken: string | undefined;
    do {
      const MaxKeys = Math.min(most, 1000);
      const page = await client.send(
        new sdk.ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', MaxKeys, ContinuationToken }),
      );
      // The prefix itself may be an object: consoles make one where someone makes a folder.
      for (const { Key = Prefix } of page.Contents ?? []) if (Key !== Prefix) names.push(Key.slice(Prefix.length));
      for (const common of page.CommonPrefixes ?? []) folders.push(common.Prefix!.slice(Prefix.length, -1));
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined && names.length + folders.length < most);
  } catch (error) {
    throw explainS3Error(address, error);
  }
  return { names, folders };
}
