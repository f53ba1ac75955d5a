/**
 * The entry of every worker that reads films, one file, so that a page has to serve only one: it is a
 * film worker, unless its name says that a film worker started it for spans.
 */
import { serveFilm } from './film-worker.ts';
import { serveSpans } from './span-worker.ts';

const SPAN_WORKER = 'chromatheque-spans';

if (self.name === SPAN_WORKER) serveSpans();
else serveFilm(() => new Worker(self.location.href, { type: 'module', name: SPAN_WORKER }));
