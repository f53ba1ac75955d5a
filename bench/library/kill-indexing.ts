import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serializeFingerprint } from '#core/fingerprint/index';
import { parseQuery, searchLibrary } from '#core/library/index';
import { listLibrary, openLibrary } from '#node/library/index';
import { listFilms, readColors, toColumns, toFingerprint } from './real-films.ts';
import { createRandom } from './synthetic-library.ts';

const FILMS = 12;
const MAX_DELAY_MS = 250;

/**
 * Kill a process that indexes, at random times, and search the library after each.
 *
 * @returns how many searches gave the right result, and how many fingerprints had changed at the end.
 */
export async function killIndexing(folder: string, times: number): Promise<{ right: number; changed: number }> {
  mkdirSync(folder);
  for (const name of listFilms('films-by-second').slice(0, FILMS)) {
    const columns = toColumns(readColors('films-by-second', name).slice(0, 1500));
    writeFileSync(join(folder, `${name}.json`), serializeFingerprint(toFingerprint(name, columns)));
  }
  const before = await hashFingerprints(folder);
  const expected = await searchOnce(folder);
  const script = fileURLToPath(new URL('index-child.js', import.meta.url));
  const random = createRandom(3);
  let right = 0;
  for (let i = 0; i < times; i++) {
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await wait(random() * MAX_DELAY_MS);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    if ((await searchOnce(folder)) === expected) right++;
  }
  const after = await hashFingerprints(folder);
  return { right, changed: after.filter((hash, i) => hash !== before[i]).length };
}

async function searchOnce(folder: string): Promise<string> {
  const library = await openLibrary(folder, { onSkip: () => {} });
  const options = { by: 'film', limit: FILMS, minSeconds: 0, filter: () => true } as const;
  const found = searchLibrary(
    library.places,
    parseQuery(['#7a5d56'], (text) => text),
    options,
  );
  library.close();
  return JSON.stringify(found);
}

async function hashFingerprints(folder: string): Promise<string[]> {
  const files = await listLibrary(folder);
  return files.map(({ path }) => createHash('sha256').update(readFileSync(path)).digest('hex'));
}
