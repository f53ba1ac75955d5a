import type { GetObjectCommandOutput, S3ServiceException } from '@aws-sdk/client-s3';
import { parseS3Address } from './s3-address.ts';
import { loadS3 } from './s3-client.ts';
import { explainS3Error } from './s3-error.ts';

/** What a store says of an object without giving all of it. */
export interface S3Facts {
  /** Bytes. */
  readonly size: number;
  /** Changes whenever the object does; what it is made of is the store's affair. */
  readonly etag: string;
}

/**
 * Seconds for which a presigned URL is good: a pass over 100 GB at 40 Mbit/s takes less. With credentials that end sooner it ends with them.
 */
const SIGNED_SECONDS = 6 * 60 * 60;

/**
 * Presign a URL that gives an object to whoever has it, for six hours: a secret. It is made here, the store is not asked, so that it may lead nowhere.
 *
 * @throws {S3Error} `no-credentials`, `sdk-missing`.
 */
export async function signS3(address: string): Promise<string> {
  return explaining(address, async () => {
    const { bucket: Bucket, key: Key } = parseS3Address(address);
    const { client, sdk, presigner } = await loadS3();
    return presigner.getSignedUrl(client, new sdk.GetObjectCommand({ Bucket, Key }), { expiresIn: SIGNED_SECONDS });
  });
}

/**
 * Look at an object.
 *
 * By its first byte, not by HEAD: what is wrong a store says in the body of its answer, and to HEAD there is none.
 *
 * @throws {S3Error}
 */
export async function statS3(address: string): Promise<S3Facts> {
  try {
    const answer = await get(address, 'bytes=0-0');
    await answer.Body?.transformToByteArray();
    const size = Number(/\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1] ?? answer.ContentLength);
    return { size, etag: answer.ETag ?? '' };
  } catch (error) {
    // An empty object has no first byte (RFC 9110, section 15.5.17).
    if ((error as Partial<S3ServiceException>).$metadata?.httpStatusCode === 416) return { size: 0, etag: '' };
    throw explainS3Error(address, error);
  }
}

/**
 * Read part of an object.
 *
 * @param position of the first byte; inside the object.
 * @param length bytes, above 0; fewer come at the end.
 * @throws {S3Error}
 */
export async function readS3Block(address: string, position: number, length: number): Promise<Uint8Array> {
  return explaining(address, async () => {
    const answer = await get(address, `bytes=${position}-${position + length - 1}`);
    return answer.Body!.transformToByteArray();
  });
}

/**
 * Read an object whole.
 *
 * @throws {S3Error}
 */
export async function readS3(address: string): Promise<Uint8Array> {
  return explaining(address, async () => (await get(address)).Body!.transformToByteArray());
}

/**
 * Write an object whole: a store shows all of it or what was there before.
 *
 * @param type its media type.
 * @throws {S3Error}
 */
export async function writeS3(address: string, content: Uint8Array | string, type: string): Promise<void> {
  await explaining(address, async () => {
    const { bucket: Bucket, key: Key } = parseS3Address(address);
    const { client, sdk } = await loadS3();
    await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: content, ContentType: type }));
  });
}

async function get(address: string, range?: string): Promise<GetObjectCommandOutput> {
  const { bucket: Bucket, key: Key } = parseS3Address(address);
  const { client, sdk } = await loadS3();
  return client.send(new sdk.GetObjectCommand({ Bucket, Key, ...(range !== undefined && { Range: range }) }));
}

async function explaining<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainS3Error(address, error);
  }
}
