/**
 * Libraries: how well similar films and planted shots are found, what a search costs among 10,000
 * films, and whether the index survives kill -9.
 *
 * Films and data sets come from the folder beside the project; without it, nothing is measured. The
 * environment variable FILMS sets the size of the large library.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureBuilding } from './library/build-index.ts';
import { killIndexing } from './library/kill-indexing.ts';
import { findPlanted } from './library/planted-shot.ts';
import { scoreEditionPartners, scoreHalves } from './library/similar-films.ts';
import { makeLibrary } from './library/synthetic-library.ts';
import { SHARED } from './support/film-frames.ts';
import { runMeasured } from './support/run-measured.ts';

const FILMS = Number(process.env.FILMS ?? 10_000);
const KILLS = 100;
const CLI = fileURLToPath(new URL('../../dist/process/main.js', import.meta.url));

function report(what: string, got: number, limit: number, isAtLeast = false, unit = ''): void {
  const isReached = isAtLeast ? got >= limit : got <= limit;
  const value = String(Number(got.toFixed(got < 10 ? 3 : 0)));
  const verdict = `must be ${isAtLeast ? '>=' : '<='} ${limit}  ${isReached ? 'reached' : 'MISSED'}`;
  console.log(`${what.padEnd(66)} ${value.padStart(8)} ${unit.padEnd(3)} ${verdict}`);
}

function reportSimilar(): void {
  const { development, heldOut } = scoreHalves();
  const { atOnce, reciprocalRank } = development;
  console.log(
    `halves, development films: first ${atOnce.toFixed(3)}, mean reciprocal rank ${reciprocalRank.toFixed(3)}`,
  );
  report('halves, held-out films: right at once', heldOut.atOnce, 0.45, true);
  report('halves, held-out films: mean reciprocal rank', heldOut.reciprocalRank, 0.55, true);
  const { found, missed } = scoreEditionPartners();
  report('editions: the partner is first, of 20', found, 20, true);
  for (const line of missed) console.log(`    ${line}`);
}

async function reportScale(folder: string): Promise<void> {
  const { films, shots, swatches, indexBytes } = await makeLibrary(folder, FILMS);
  console.log(
    `library: ${films} films, ${(shots / 1e6).toFixed(2)} M shots, ${(swatches / 1e6).toFixed(1)} M swatches`,
  );
  report('index', indexBytes / 1e6, 700, false, 'MB');
  const query = ['search', folder, '#b5342b', '#e8d9b0:30%', '#31485e', '--json'];
  // The files of the index are in the page cache after the first run.
  await runMeasured(process.execPath, [CLI, ...query]);
  const cold = await runMeasured(process.execPath, [CLI, ...query]);
  report('search from a cold process, CPU', 1000 * cold.cpuSeconds, 1500, false, 'ms');
  console.log(`    wall ${(1000 * cold.wallSeconds).toFixed(0)} ms`);
  report('its memory', cold.peakPss / 1e6, 1000, false, 'MB');
  const child = fileURLToPath(new URL('library/search-child.js', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [child, folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`exit code ${status}`);
  const { search, similar, adding } = JSON.parse(stdout) as Record<string, { wall: number; cpu: number }>;
  for (const [what, cost, limit] of [
    ['search by three colours, warm', search!, 150],
    ['similar film', similar!, 200],
    ['adding one film to the index', adding!, 100],
  ] as const) {
    report(`${what}, CPU`, cost.cpu, limit, false, 'ms');
    console.log(`    wall ${cost.wall.toFixed(0)} ms`);
  }
}

async function benchLibrary(): Promise<void> {
  if (!existsSync(SHARED)) {
    console.log(`no films in ${SHARED}: nothing is measured`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'chromatheque-library-'));
  try {
    reportSimilar();
    const planted = await findPlanted(join(folder, 'planted'));
    report(`planted among ${planted.shots} shots: worst rank by its palette`, planted.exact, 1);
    report('    by a jittered palette (CIEDE2000 5)', planted.jittered, 3);
    const { right, changed } = await killIndexing(join(folder, 'killed'), KILLS);
    report(`kill -9 while indexing: the index is right, of ${KILLS}`, right, KILLS, true);
    report('    fingerprints that changed', changed, 0);
    const { reading, indexing } = await measureBuilding(join(folder, 'built'));
    report('building an index: CPU, times that of reading the files', indexing / reading, 2);
    await reportScale(join(folder, 'large'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await benchLibrary();
