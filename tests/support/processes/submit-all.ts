import { resolve } from 'node:path';
import { identifyFilm } from '#node/app/internal';
import { type FilmRequest, type RequestOutcome, submitFilms } from '#node/queue/index';

/** Create a request for a film with a JSON output. */
export async function createRequest(
  film: string,
  output: string,
  given: Partial<FilmRequest> = {},
): Promise<FilmRequest> {
  const id = given.id ?? (await identifyFilm(film));
  return {
    film: resolve(film),
    id,
    options: { samples: 60 },
    outputs: [resolve(output)],
    drawing: {},
    priority: 1,
    ...given,
  };
}

/** Submit films and wait for their outcomes. */
export async function submitAll(
  url: string,
  requests: readonly FilmRequest[],
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadonlyMap<string, RequestOutcome>> {
  const outcomes = new Map<string, RequestOutcome>();
  async function* all(): AsyncGenerator<FilmRequest> {
    yield* requests;
  }
  await submitFilms(url, all(), {
    signal,
    checkInterval: 500,
    onOutcome: async ({ film }, outcome) => {
      if (outcomes.has(film)) throw new Error(`${film}: reported twice`);
      outcomes.set(film, outcome);
    },
  });
  return outcomes;
}
