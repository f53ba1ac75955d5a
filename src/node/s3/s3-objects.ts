import type { GetObjectCommandOutput, S3ServiceException } from '@aws-sdk/client-s3';
import { parseS3Address } from './s3-address.ts';
import { loadS3 } from './s3-client.ts';
import { explainS3Error } from './s3-error.ts';

/** Size and version of an object. */
export interface S3Facts {
  /** Bytes. */
  readonly size: number;
  /** Changes with the object. Stores compute it in different ways. */
  readonly etag: string;
}

/**
 * Validity of a presigned URL in seconds: reading 100 GB at 40 Mbit/s takes less. With temporary
 * credentials it ends when they end.
 */
const SIGNED_SECONDS = 6 * 60 * 60;

/**
 * Presign a URL that is valid for six hours. It is a secret: anyone who has it can read the object.
 * The store is not asked, so the object may not exist.
 *
 * @throws {S3Error} `no-credentials`, `sdk-missing`.
 */
export async function signS3(address: string): Promise<string> {
  return explainErrors(address, async () => {
    const { bucket: Bucket, key: Key } = parseS3Address(address);
    const { client, sdk, presigner } = await loadS3();
    return presigner.getSignedUrl(client, new sdk.GetObjectCommand({ Bucket, Key }), { expiresIn: SIGNED_SECONDS });
  });
}

/**
 * Read the size and version of an object.
 *
 * It requests the first byte instead of using HEAD: the answer to HEAD has no body, so it could not
 * contain an error.
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
    // An empty object has no first byte: status 416 (RFC 9110, section 15.5.17).
    if ((error as Partial<S3ServiceException>).$metadata?.httpStatusCode === 416) return { size: 0, etag: '' };
    throw explainS3Error(address, error);
  }
}

/**
 * Read part of an object.
 *
 * @param position of the first byte, inside the object.
 * @param length in bytes, above 0. Fewer are returned at the end of the object.
 * @throws {S3Error}
 */
export async function readS3Block(address: string, position: number, length: number): Promise<Uint8Array> {
  return explainErrors(address, async () => {
    const answer = await get(address, `bytes=${position}-${position + length - 1}`);
    return answer.Body!.transformToByteArray();
  });
}

/**
 * Read a whole object.
 *
 * @throws {S3Error}
 */
export async function readS3(address: string): Promise<Uint8Array> {
  return explainErrors(address, async () => (await get(address)).Body!.transformToByteArray());
}

/**
 * Write an object. Readers see either all of it or the previous object.
 *
 * @param type its media type.
 * @throws {S3Error}
 */
export async function writeS3(address: string, content: Uint8Array | string, type: string): Promise<void> {
  await explainErrors(address, async () => {
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

async function explainErrors<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainS3Error(address, error);
  }
}
