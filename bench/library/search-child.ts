/**
 * Child process: opens a library, searches it by three colours and for similar films, adds films, and
 * prints the cost of each as JSON.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeFingerprint } from '#core/fingerprint/index';
import { findSimilar, parseQuery, searchLibrary, signFilm } from '#core/library/index';
import { openLibrary, updateIndex } from '#node/library/index';
import { listFilms, readColors } from './real-films.ts';
import { createRandom, growFilm } from './synthetic-library.ts';

const [, , place = ''] = process.argv;
const REPEATS = 7;
const options = { onSkip: () => {} };
const everything = { limit: 10, filter: () => true } as const;

/** Milliseconds of wall and CPU time, the median of several runs by CPU time. */
async function measure(work: () => unknown, repeats = REPEATS): Promise<{ wall: number; cpu: number }> {
  const costs: { wall: number; cpu: number }[] = [];
  for (let i = 0; i < repeats; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    costs.push({ wall: performance.now() - start, cpu: (user + system) / 1000 });
  }
  return costs.sort((one, other) => one.cpu - other.cpu)[repeats >> 1]!;
}

const library = await openLibrary(place, options);
const query = parseQuery(['#b5342b', '#e8d9b0:30%', '#31485e'], (text) => text);
const search = () => searchLibrary(library.places, query, { ...everything, by: 'film', minSeconds: 0 });
const found = search().length;
const searched = await measure(search);
const [name = ''] = listFilms('films-by-second');
const film = growFilm('added', readColors('films-by-second', name), createRandom(2));
const similar = await measure(() => findSimilar(library.places, signFilm(film.columns), { ...everything, by: 'both' }));
library.close();
let added = 0;
const add = async () => {
  const id = `added${added}`.padEnd(32, '0');
  const text = serializeFingerprint({ ...film, film: { ...film.film, id } });
  writeFileSync(join(place, `added-${added}.json`), text);
  added++;
};
const adding: { wall: number; cpu: number }[] = [];
for (let i = 0; i < REPEATS; i++) {
  await add();
  adding.push(
    await measure(async () => {
      const { files } = await updateIndex(place, options);
      for (const file of files) file.close();
    }, 1),
  );
}
const median = adding.sort((one, other) => one.cpu - other.cpu)[REPEATS >> 1]!;
console.log(JSON.stringify({ found, search: searched, similar, adding: median }));
