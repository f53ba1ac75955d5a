import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_LIBRARY_RESULTS, PATHS, parseLibrarySearch } from '../../../core/protocol/index.ts';
import { queryText } from '../http/query-text.ts';
import { RequestError } from '../http/request-error.ts';
import type { StudioLibrary } from './studio-library.ts';

/** Maximum bytes of a search: some colours, each with those of a name. */
const MAX_SEARCH_BODY = 64 * 1024;

/** Define the routes of the library, in the scope of those that need the token. */
export function defineLibraryRoutes(api: FastifyInstance, library: StudioLibrary): void {
  api.get(PATHS.library, async () => library.open());
  api.get(PATHS.librarySegment, (request, reply) => {
    const bytes = library.pack(queryCount(request, 'from'), queryCount(request, 'to'));
    return reply.type('application/octet-stream').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
  api.post(PATHS.librarySearch, { bodyLimit: MAX_SEARCH_BODY }, async (request) =>
    library.search(parseLibrarySearch(request.body)),
  );
  api.get(PATHS.librarySimilar, async (request) => {
    const limit = queryCount(request, 'limit');
    if (limit < 1 || limit > MAX_LIBRARY_RESULTS) {
      throw new RequestError('bad-request', `\`limit\`: expected an integer from 1 to ${MAX_LIBRARY_RESULTS}`);
    }
    return library.findSimilar(queryCount(request, 'film'), limit);
  });
}

/** Read a query parameter that is an integer from 0 up. @throws {RequestError} */
function queryCount(request: FastifyRequest, name: string): number {
  const text = queryText(request, name);
  if (!/^\d{1,9}$/.test(text)) throw new RequestError('bad-request', `\`${name}\`: expected an integer from 0 up`);
  return Number(text);
}
