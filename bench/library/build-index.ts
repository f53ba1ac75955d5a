import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeFingerprint } from '#core/fingerprint/index';
import { listLibrary, readFingerprints, updateIndex } from '#node/library/index';
import { listFilms, readColors } from './real-films.ts';
import { createRandom, growFilm } from './synthetic-library.ts';

const FILMS = 60;
const IGNORE = { onSkip: () => {} };

/** Seconds of CPU time of reading fingerprints with shots, and of building an index of them. */
export async function measureBuilding(folder: string): Promise<{ reading: number; indexing: number }> {
  mkdirSync(folder);
  const random = createRandom(5);
  for (const name of listFilms('films-by-second').slice(0, FILMS)) {
    const film = growFilm(name, readColors('films-by-second', name), random);
    writeFileSync(join(folder, `${name}.json`), serializeFingerprint(film));
  }
  const read = async () => {
    for await (const _ of readFingerprints(await listLibrary(folder), IGNORE.onSkip));
  };
  await read();
  const reading = await measure(read);
  const indexing = await measure(async () => {
    await updateIndex(folder, IGNORE);
  });
  return { reading, indexing };
}

async function measure(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
