import { FilmError, type FilmErrorCode } from '../../../core/frame/index.ts';
import { parseS3Address, readS3Block, S3Error, type S3ErrorCode, statS3 } from '../../s3/index.ts';
import { hashBlocks } from './film-blocks.ts';

/**
 * Identify a film in a bucket by its content, like {@link identifyFilm} a local one: the same film
 * has the same identity.
 *
 * @throws {FilmError}
 */
export async function identifyObject(address: string): Promise<string> {
  try {
    const { key } = parseS3Address(address);
    if (key === '' || key.endsWith('/')) {
      throw new FilmError('unreadable', `${address}: is a folder; name the films in it`);
    }
    const { size } = await statS3(address);
    if (size === 0) throw new FilmError('unreadable', `${address}: is empty`);
    return await hashBlocks(size, async (position, length) => {
      const block = await readS3Block(address, position, length);
      if (block.length === length) return block;
      const reason = `the store returned ${block.length} bytes instead of ${length}`;
      throw new FilmError('unreadable', `${address}: ${reason}`);
    });
  } catch (error) {
    throw explainS3Failure(error);
  }
}

const CODES: Readonly<Record<S3ErrorCode, FilmErrorCode>> = {
  'not-found': 'not-found',
  'no-credentials': 'unreadable',
  forbidden: 'unreadable',
  unreachable: 'unreadable',
  'sdk-missing': 'backend-missing',
};

/** Convert a store's error to a `FilmError`. Other errors are returned unchanged. */
export function explainS3Failure(error: unknown): unknown {
  return error instanceof S3Error ? new FilmError(CODES[error.code], error.message, { cause: error }) : error;
}
