import { extname } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatCount } from '../../app/internal.ts';
import { parseByteRange } from '../http/byte-range.ts';
import { RequestError } from '../http/request-error.ts';
import { openShelfFile, type ShelfFile } from './shelf-file.ts';

/** Bytes per read of a film or a still. */
const READ_BYTES = 256 * 1024;

/** A type that no browser shows as a page or replaces by a guess. */
export const BYTES = 'application/octet-stream';

/** Media types of films (IANA), for players that do not detect them by content. */
const FILM_TYPES: Readonly<Record<string, string>> = {
  '.m4v': 'video/mp4',
  '.mkv': 'video/matroska',
  '.mov': 'video/quicktime',
  '.mp4': 'video/mp4',
  '.ogv': 'video/ogg',
  '.webm': 'video/webm',
};

/** The media type of a film for a player. */
export const filmTypeOf = (name: string): string => FILM_TYPES[extname(name).toLowerCase()] ?? BYTES;

/**
 * Send the bytes of a file, whole or by range.
 *
 * @throws {RequestError} `not-found`, `bad-range`.
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: ShelfFile,
  type: string = BYTES,
): Promise<FastifyReply> {
  const { handle, size } = await openShelfFile(file);
  const range = parseByteRange(request.headers.range, size);
  reply.type(type).header('Accept-Ranges', 'bytes');
  if (range === 'unsatisfiable' || request.method === 'HEAD' || size === 0) await handle.close();
  if (range === 'unsatisfiable') {
    reply.header('Content-Range', `bytes */${size}`);
    throw new RequestError('bad-range', `${file.name} has ${formatCount(size, 'byte')}`);
  }
  const { first, last } = range ?? { first: 0, last: size - 1 };
  if (range !== null) reply.code(206).header('Content-Range', `bytes ${first}-${last}/${size}`);
  reply.header('Content-Length', last - first + 1);
  if (request.method === 'HEAD' || size === 0) return reply.send('');
  // The stream closes the file when it ends, or when the client disconnects.
  return reply.send(handle.createReadStream({ start: first, end: last, highWaterMark: READ_BYTES }));
}
