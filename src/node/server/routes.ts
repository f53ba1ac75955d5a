import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { showValue, wrongValue } from '../../core/options/index.ts';
import {
  type FramePlace,
  MAX_BODY_BYTES,
  MAX_PANEL_BYTES,
  MAX_PANEL_FILMS,
  PANEL_SEPARATOR,
  PATHS,
  type PlayAnswer,
  parseDrawingOptions,
  parseJobRequest,
  parsePanelOptions,
  parsePlayRequest,
  parseSessionRequest,
  playPath,
  type Session,
} from '../../core/protocol/index.ts';
import {
  checkFingerprintOptions,
  FONT_NAMES,
  type LocalRenderer,
  OUTPUT_FORMATS,
  type Output,
  PACKAGE,
  PANEL_FORMATS,
  type PanelPictureOptions,
  type PictureOptions,
  readFingerprint,
  renderOutput,
} from '../app/internal.ts';
import { describeFailure } from './http/describe-failure.ts';
import type { Guard } from './http/guard.ts';
import { queryText } from './http/query-text.ts';
import { RequestError } from './http/request-error.ts';
import type { FrameRegistry } from './jobs/frame-registry.ts';
import type { JobRegistry } from './jobs/job-registry.ts';
import { defineLibraryRoutes } from './library/library-routes.ts';
import type { StudioLibrary } from './library/studio-library.ts';
import { createFilmTickets } from './shelf/film-tickets.ts';
import { listShelf } from './shelf/list-shelf.ts';
import type { Root } from './shelf/roots.ts';
import { BYTES, filmTypeOf, sendFile } from './shelf/send-file.ts';
import { confirmShelfFile, findShelfFile, openShelfFile, type ShelfFile } from './shelf/shelf-file.ts';

export interface RouteContext {
  readonly guard: Guard;
  readonly roots: readonly Root[];
  readonly jobs: JobRegistry;
  readonly frames: FrameRegistry;
  readonly library: StudioLibrary;
  readonly renderer: LocalRenderer;
  /** Stop the server after the last answer. */
  quit(): void;
}

/** Maximum bytes of a small body: a path and some options. */
const MAX_SMALL_BODY = 64 * 1024;
/** Maximum queued drawings; the server draws one at a time. */
const MAX_DRAWINGS = 4;
/** Maximum bytes of a fingerprint file: the limit for sending it back to be drawn. */
const MAX_FINGERPRINT_BYTES = MAX_BODY_BYTES;
/**
 * Define the session route, which returns the token, all other routes below /api/, which need it, and
 * the route of films that are played, which needs a ticket.
 */
export function defineRoutes(server: FastifyInstance, context: RouteContext): void {
  const { guard, jobs } = context;

  server.post(PATHS.session, { bodyLimit: MAX_SMALL_BODY }, (request, reply) => {
    guard.checkCaller(request, false);
    const token = guard.admit(parseSessionRequest(request.body).key);
    return reply.send({
      token,
      version: PACKAGE.version,
      formats: OUTPUT_FORMATS,
      panelFormats: PANEL_FORMATS,
    } satisfies Session);
  });

  const tickets = createFilmTickets();
  server.route({
    method: ['GET', 'HEAD'],
    url: playPath(':ticket'),
    async handler(request, reply) {
      guard.checkCaller(request, false);
      const film = tickets.find((request.params as { ticket: string }).ticket);
      if (film === null) throw new RequestError('not-found', 'this address plays no film, or no longer');
      return sendFile(request, reply, film, filmTypeOf(film.name));
    },
  });

  // A separate scope, so that the hook runs for every route in it, with any spelling of the URL.
  server.register(async (api) => {
    api.addHook('onRequest', async (request) => guard.checkCaller(request, true));
    api.get(PATHS.shelf, async () => {
      const shelf = await listShelf(context.roots);
      if (shelf.items.some(({ kind }) => kind === 'film')) context.frames.prepare();
      return shelf;
    });
    for (const kind of ['film', 'still'] as const) {
      api.route({
        method: ['GET', 'HEAD'],
        url: PATHS[kind],
        async handler(request, reply) {
          return sendFile(request, reply, await findOfKind(queryText(request, 'path'), context.roots, kind));
        },
      });
    }
    api.post(PATHS.play, { bodyLimit: MAX_SMALL_BODY }, async (request, reply) => {
      const film = await findOfKind(parsePlayRequest(request.body).path, context.roots, 'film');
      reply.code(201);
      return { ticket: tickets.issue(film) } satisfies PlayAnswer;
    });
    api.get(PATHS.fingerprint, async (request, reply) => {
      reply.type('application/json');
      return readShelfFingerprint(queryText(request, 'path'), context.roots);
    });
    api.post(PATHS.jobs, { bodyLimit: MAX_SMALL_BODY }, async (request, reply) => {
      const { path, options } = parseJobRequest(request.body);
      checkFingerprintOptions(options);
      const file = await findShelfFile(context.roots, path);
      if (file.kind !== 'film')
        throw new RequestError('bad-request', `${file.name} is a ${file.kind}; there is no film to read`);
      reply.code(201);
      // Frames that are looked at come first: they take less than a tenth of a second.
      return { id: jobs.start(file, options, context.frames.settle()).id };
    });
    api.get(`${PATHS.jobs}/:id/events`, (request, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const events = jobs.listen((request.params as { id: string }).id, gone.signal);
      return reply.type('text/event-stream; charset=utf-8').send(Readable.from(events, { objectMode: false }));
    });
    for (const action of ['pause', 'resume'] as const) {
      api.post(`${PATHS.jobs}/:id/${action}`, { bodyLimit: MAX_SMALL_BODY }, (request, reply) => {
        jobs[action]((request.params as { id: string }).id);
        return reply.code(204).send();
      });
    }
    api.get(PATHS.frame, (request, reply) => sendFrame(request, reply, context));
    api.delete(`${PATHS.jobs}/:id`, (request, reply) => {
      jobs.cancel((request.params as { id: string }).id);
      return reply.code(204).send();
    });
    defineLibraryRoutes(api, context.library);
    api.post(PATHS.quit, { bodyLimit: MAX_SMALL_BODY }, (_, reply) => {
      reply.raw.once('close', context.quit);
      return reply.code(202).header('Connection', 'close').send();
    });
    await api.register(async (drawing) => {
      // The process that draws parses the fingerprint.
      drawing.removeContentTypeParser('application/json');
      drawing.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
      drawing.addContentTypeParser('application/gzip', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
      drawing.post(PATHS.panel, { bodyLimit: MAX_PANEL_BYTES }, (request, reply) =>
        drawFilms(request, reply, context.renderer),
      );
      drawing.post(PATHS.render, { bodyLimit: MAX_BODY_BYTES }, (request, reply) =>
        draw(request, reply, context.renderer),
      );
    });
  });
}

/** Find a file of the shelf that has to be of one kind. @throws {RequestError} `not-found`. */
async function findOfKind(path: string, roots: readonly Root[], kind: 'film' | 'still'): Promise<ShelfFile> {
  const file = await findShelfFile(roots, path);
  if (file.kind !== kind) throw new RequestError('not-found', `${file.name} is no ${kind}`);
  return file;
}

async function sendFrame(
  request: FastifyRequest,
  reply: FastifyReply,
  { roots, frames }: RouteContext,
): Promise<FastifyReply> {
  const file = await findOfKind(queryText(request, 'path'), roots, 'film');
  const place = readPlace(request);
  try {
    const jpeg = await frames.read(file, place);
    return reply.type('image/jpeg').send(Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength));
  } catch (error) {
    const { code, message } = describeFailure(error, file);
    throw new RequestError(code, message, { cause: error });
  }
}

/** Read where a frame lies. @throws {RequestError} */
function readPlace(request: FastifyRequest): FramePlace {
  const query = request.query as Readonly<Record<string, unknown>>;
  const unit = 'share' in query ? 'share' : 'seconds';
  const text = queryText(request, unit);
  const value = /^\d{1,7}(?:\.\d{1,12})?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || (unit === 'share' && value > 1)) {
    const expected = unit === 'share' ? 'a number from 0 to 1' : 'seconds from 0 up';
    throw new RequestError('bad-request', `\`${unit}\`: expected ${expected}`);
  }
  return unit === 'share' ? { share: value } : { seconds: value };
}

async function readShelfFingerprint(path: string, roots: readonly Root[]): Promise<string> {
  const file = await findShelfFile(roots, path);
  if (file.kind !== 'fingerprint') throw new RequestError('not-found', `${file.name} is not a fingerprint`);
  const { handle, size } = await openShelfFile(file);
  await handle.close();
  if (size > MAX_FINGERPRINT_BYTES)
    throw new RequestError('too-large', `${file.name} is larger than a fingerprint may be here`);
  try {
    const { content } = await renderOutput(await readFingerprint(file.path), 'json', {});
    await confirmShelfFile(file);
    return content as string;
  } catch (error) {
    const { code, message } = describeFailure(error, file);
    throw new RequestError(code, message, { cause: error });
  }
}

async function draw(request: FastifyRequest, reply: FastifyReply, renderer: LocalRenderer): Promise<FastifyReply> {
  const format = parseFormat(request, OUTPUT_FORMATS);
  const options = parseDrawingOptions(queryText(request, 'options')) as PictureOptions;
  checkFont(options.font);
  const body = takeBody(request, 'the JSON of a fingerprint');
  checkQueue(renderer);
  return sendDrawing(reply, await renderer.render(body, format, options));
}

async function drawFilms(request: FastifyRequest, reply: FastifyReply, renderer: LocalRenderer): Promise<FastifyReply> {
  const format = parseFormat(request, PANEL_FORMATS);
  const options = parsePanelOptions(queryText(request, 'options')) as PanelPictureOptions;
  checkFont(options.font);
  const body = takeBody(request, 'fingerprints compressed with gzip');
  checkQueue(renderer);
  const limits = { films: MAX_PANEL_FILMS, bytes: MAX_FINGERPRINT_BYTES, separator: PANEL_SEPARATOR };
  return sendDrawing(reply, await renderer.renderPanel(body, limits, format, options));
}

function parseFormat<Format extends string>(request: FastifyRequest, formats: readonly Format[]): Format {
  const wanted = queryText(request, 'format');
  const format = formats.find((known) => known === wanted);
  if (format === undefined) throw wrongValue('format', `one of ${formats.join(', ')}`, showValue(wanted));
  return format;
}

/** The command line also accepts paths of font files. A page must not open files of this machine. */
function checkFont(font: string | undefined): void {
  if (font !== undefined && !FONT_NAMES.some((name) => name === font)) {
    throw wrongValue('font', `one of ${FONT_NAMES.join(', ')}`, showValue(font));
  }
}

function takeBody(request: FastifyRequest, expected: string): Buffer {
  if (!Buffer.isBuffer(request.body)) throw new RequestError('bad-request', `\`body\`: expected ${expected}`);
  return request.body;
}

function checkQueue(renderer: LocalRenderer): void {
  if (renderer.pending >= MAX_DRAWINGS)
    throw new RequestError('busy', 'too much is being drawn; try again in a moment');
}

function sendDrawing(reply: FastifyReply, { content, warnings }: Output): FastifyReply {
  if (warnings.length > 0) reply.header('Chromatheque-Warnings', encodeURIComponent(JSON.stringify(warnings)));
  return reply
    .type(BYTES)
    .send(typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}
