import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { PictureOptions } from '../../app/index.ts';
import type { FilmRequest, OrderOutcome } from '../../queue/index.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { openFilmAccount } from '../reporters/summary.ts';
import type { Assignment } from './output-plan.ts';
import { type FilmRunOptions, isOutcome, openDueFilms, type StaleFilm } from './stale-film.ts';

/** Films whose sizes are asked for at once. */
const AT_ONCE = 64;

/** An order, and what is due of its film. */
interface Order extends FilmRequest {
  readonly due: StaleFilm;
}

/**
 * Have films worked off by whatever workers a queue has, past those that fail. What needs no decoding is drawn here.
 *
 * @returns the exit code: of several failures the first one's.
 */
export async function runFilmsOnQueue(
  url: string,
  assignments: readonly Assignment[],
  options: FilmRunOptions,
  terminal: Terminal,
  report: Reporter,
): Promise<number> {
  const [app, queue] = await Promise.all([import('../../app/index.ts'), import('../../queue/index.ts')]);
  const films = await openDueFilms(options, terminal, report);
  const account = await openFilmAccount(report, options.outDir !== undefined);
  const places = queue.assignPriorities(await readSizes(assignments.map(({ input }) => input)));

  async function* order(): AsyncGenerator<Order> {
    for (const [i, assignment] of assignments.entries()) {
      try {
        const due = await films.prepare(assignment, (error) => account.complain(assignment.input, error));
        if (isOutcome(due)) account.add(due);
        else if (app.isFingerprintFile(due.source))
          account.add(await films.make(due, await app.readFingerprint(due.source)));
        else yield await describeOrder(due, places[i]!);
      } catch (error) {
        if (terminal.signal.aborted) throw error;
        account.fail(assignment.input, error);
      }
    }
  }

  async function describeOrder(due: StaleFilm, place: number): Promise<Order> {
    return {
      due,
      film: toAddress(due.input),
      // An account of outputs knows both already.
      stamp: due.outputs[0]?.key?.stamp ?? (await app.stampFilm(due.input)),
      id: due.outputs[0]?.key?.film ?? (await app.identifyFilm(due.input)),
      options: options.film,
      outputs: due.outputs.map(({ output }) => toAddress(output)),
      drawing: addressFont(due.drawing),
      place,
    };
  }

  /** A font that is a file is found by others by its whole path. */
  function addressFont(drawing: PictureOptions): PictureOptions {
    const { font } = drawing;
    if (font === undefined || app.FONT_NAMES.some((name) => name === font)) return drawing;
    return { ...drawing, font: toAddress(font) };
  }

  async function conclude({ due }: Order, outcome: OrderOutcome): Promise<void> {
    if ('failure' in outcome) {
      account.fail(due.input, queue.toError(outcome.failure));
      return;
    }
    const { outputs, warnings } = outcome.done;
    for (const warning of warnings) report.warn(due.input, warning);
    account.add(
      await films.note(
        due,
        outputs.map(({ identity }) => identity),
      ),
    );
  }

  try {
    await queue.submitFilms(url, order(), {
      signal: terminal.signal,
      onOutcome: conclude,
      onProgress: (progress) => report.submission(progress),
      onWarning: (warning) => report.warn(queue.redactQueueUrl(url), warning),
      onIdle: () => report.warn(queue.redactQueueUrl(url), 'no worker is there yet; start some: chromatheque work'),
    });
    account.close();
  } catch (error) {
    if (terminal.signal.aborted) {
      report.warn(
        queue.redactQueueUrl(url),
        'what was submitted stays there and will be done; chromatheque queue --cancel takes it out',
      );
    }
    throw error;
  } finally {
    report.clear();
  }
  return account.exitCode;
}

/** What other machines can make something of: a whole path, a URL. */
const toAddress = (path: string): string => (/^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? path : resolve(path));

/** Bytes of each film, null where nobody here knows. */
async function readSizes(inputs: readonly string[]): Promise<(number | null)[]> {
  const sizes: (number | null)[] = [];
  for (let i = 0; i < inputs.length; i += AT_ONCE) {
    const some = inputs.slice(i, i + AT_ONCE).map((input) =>
      stat(input).then(
        // Of a folder of numbered pictures nothing is known yet.
        (stats) => (stats.isFile() ? stats.size : null),
        () => null,
      ),
    );
    sizes.push(...(await Promise.all(some)));
  }
  return sizes;
}
