import { resolve } from 'node:path';
import { identifyFilm } from 'chromatheque/app';
import { type FilmRequest, type OrderOutcome, submitFilms } from '#queue/index';

/** Make an order of a film, to be written as JSON. */
export async function orderFilm(film: string, output: string, given: Partial<FilmRequest> = {}): Promise<FilmRequest> {
  const id = given.id ?? (await identifyFilm(film));
  return {
    film: resolve(film),
    id,
    options: { samples: 60 },
    outputs: [resolve(output)],
    drawing: {},
    place: 1,
    ...given,
  };
}

/** Submit films and wait for what comes of them, by the film. */
export async function submitAll(
  url: string,
  orders: readonly FilmRequest[],
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadonlyMap<string, OrderOutcome>> {
  const outcomes = new Map<string, OrderOutcome>();
  async function* all(): AsyncGenerator<FilmRequest> {
    yield* orders;
  }
  await submitFilms(url, all(), {
    signal,
    lookEvery: 500,
    onOutcome: async ({ film }, outcome) => {
      if (outcomes.has(film)) throw new Error(`${film}: told of twice`);
      outcomes.set(film, outcome);
    },
  });
  return outcomes;
}
