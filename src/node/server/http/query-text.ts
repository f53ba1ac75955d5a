import type { FastifyRequest } from 'fastify';
import { RequestError } from './request-error.ts';

/** Read a query parameter. @throws {RequestError} if it is missing or repeated. */
export function queryText(request: FastifyRequest, name: string): string {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  if (typeof value !== 'string') {
    throw new RequestError('bad-request', `\`${name}\`: expected one text in the address`);
  }
  return value;
}
