import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { PictureOptions } from '../../app/internal.ts';
import type { FilmRequest, RequestOutcome } from '../../queue/index.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { openFilmAccount } from '../reporters/summary.ts';
import type { Assignment } from './output-plan.ts';
import { type FilmRunOptions, isOutcome, openDueFilms, type StaleFilm } from './stale-film.ts';

/** Files whose sizes are read at once. */
const AT_ONCE = 64;

/** A request, and the film's outputs that are not up to date. */
interface StaleFilmRequest extends FilmRequest {
  readonly due: StaleFilm;
}

/**
 * Process films by the workers of a queue. Films that fail do not stop the others. What needs no
 * decoding is drawn in this process.
 *
 * @returns the exit code; that of the first failure.
 */
export async function runFilmsOnQueue(
  url: string,
  assignments: readonly Assignment[],
  options: FilmRunOptions,
  terminal: Terminal,
  report: Reporter,
): Promise<number> {
  const [app, queue] = await Promise.all([import('../../app/internal.ts'), import('../../queue/index.ts')]);
  const films = await openDueFilms(options, terminal, report);
  const account = await openFilmAccount(terminal, report, options.outDir !== undefined);
  const priorities = queue.assignPriorities(await readSizes(assignments.map(({ input }) => input)));

  async function* createRequests(): AsyncGenerator<StaleFilmRequest> {
    for (const [i, assignment] of assignments.entries()) {
      const { input } = assignment;
      const prepared = await account.attempt(input, async () => {
        const due = await films.prepare(assignment, (error) => account.complain(input, error));
        if (isOutcome(due)) return due;
        if (app.isFingerprintFile(due.source)) return films.make(due, await app.readFingerprint(due.source));
        return createRequest(due, priorities[i]!);
      });
      if (prepared === null) continue;
      if (isOutcome(prepared)) account.add(prepared);
      else yield prepared;
    }
  }

  async function createRequest(due: StaleFilm, priority: number): Promise<StaleFilmRequest> {
    return {
      due,
      film: toAddress(due.input),
      // The manifest of outputs has read both already.
      stamp: due.outputs[0]?.key?.stamp ?? (await app.stampFilm(due.input)),
      id: due.outputs[0]?.key?.film ?? (await app.identifyFilm(due.input)),
      options: options.film,
      outputs: due.outputs.map(({ output }) => toAddress(output)),
      drawing: addressFont(due.drawing),
      priority,
    };
  }

  /** Workers find a font file by its absolute path. */
  function addressFont(drawing: PictureOptions): PictureOptions {
    const { font } = drawing;
    if (font === undefined || app.FONT_NAMES.some((name) => name === font)) return drawing;
    return { ...drawing, font: toAddress(font) };
  }

  async function reportOutcome({ due }: StaleFilmRequest, outcome: RequestOutcome): Promise<void> {
    if ('failure' in outcome) {
      account.fail(due.input, queue.toError(outcome.failure));
      return;
    }
    const { outputs, warnings } = outcome.result;
    for (const warning of warnings) report.warn(due.input, warning);
    account.add(
      await films.note(
        due,
        outputs.map(({ identity }) => identity),
      ),
    );
  }

  try {
    await queue.submitFilms(url, createRequests(), {
      signal: terminal.signal,
      onOutcome: reportOutcome,
      onProgress: (progress) => report.submission(progress),
      onWarning: (warning) => report.warn(queue.redactQueueUrl(url), warning),
      onIdle: () => report.warn(queue.redactQueueUrl(url), 'no worker is connected; start one: chromatheque worker'),
    });
    account.close();
  } catch (error) {
    if (terminal.signal.aborted) {
      report.warn(
        queue.redactQueueUrl(url),
        'the submitted films stay in the queue; chromatheque queue --cancel removes them',
      );
    }
    throw error;
  } finally {
    report.clear();
  }
  return account.exitCode;
}

/** Make a path absolute, for other machines. A URL stays as it is. */
const toAddress = (path: string): string => (/^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? path : resolve(path));

/** Read the size of each film in bytes; null where unknown. */
async function readSizes(inputs: readonly string[]): Promise<(number | null)[]> {
  const sizes: (number | null)[] = [];
  for (let i = 0; i < inputs.length; i += AT_ONCE) {
    const some = inputs.slice(i, i + AT_ONCE).map((input) =>
      stat(input).then(
        // The size of a folder of numbered pictures is unknown.
        (stats) => (stats.isFile() ? stats.size : null),
        () => null,
      ),
    );
    sizes.push(...(await Promise.all(some)));
  }
  return sizes;
}
