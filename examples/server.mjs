// Draws posters of the fingerprints in a folder: node server.mjs folder 8080, and then
// http://127.0.0.1:8080/night.svg?layout=ring&colors=3
import { join } from 'node:path';
import { ChromathequeError, OptionError, readFingerprint, render } from 'chromatheque';
import fastify from 'fastify';

const [folder, port = '8080'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node server.mjs FOLDER [PORT]');

const server = fastify();

// The name has no dot and no slash, so that it stays in the folder.
server.get('/:name(^[\\w-]+).svg', async ({ params, query }, reply) => {
  const { layout, colors } = query;
  const film = await readFingerprint(join(folder, `${params.name}.json`));
  const options = { layout, colors: colors === undefined ? undefined : Number(colors) };
  return reply.type('image/svg+xml').send(await render(film, { format: 'svg', ...options }));
});

// A wrong option is the caller's mistake, a missing file is not: the code tells them apart.
server.setErrorHandler((error, _request, reply) => {
  if (!(error instanceof ChromathequeError)) return reply.status(500).send({ error: 'internal' });
  const status = error instanceof OptionError ? 400 : error.code === 'not-found' ? 404 : 422;
  return reply.status(status).send({ error: error.code, message: error.message });
});

console.log(await server.listen({ host: '127.0.0.1', port: Number(port) }));
