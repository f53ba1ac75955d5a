/**
 * From a film to its fingerprint on disk, against `ffmpeg` merely decoding it, on two cores with `--jobs 2`: the ratios that this
 * project promises. Takes some ten minutes on a quiet machine; the films it makes stay in `demo/bench`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGENT_327, BIG_BUCK_BUNNY, enlargeFilm, joinFilm } from './support/bench-films.ts';
import { type Measured, runMeasured } from './support/run-measured.ts';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chromatheque-bench-'));
const output = join(folder, 'film.json');

const decode = (film: string) => runMeasured('ffmpeg', ['-v', 'error', '-i', film, '-map', '0:v', '-f', 'null', '-']);
const fingerprint = (film: string, ...options: string[]) =>
  runMeasured(process.execPath, [CLI, film, '-o', output, '--jobs', '2', '--quiet', ...options]);

/** The quicker of two runs: what else a machine does only ever adds. */
async function best(run: () => Promise<Measured>): Promise<Measured> {
  const [a, b] = [await run(), await run()];
  return a.wallSeconds <= b.wallSeconds ? a : b;
}

function report(what: string, got: number, unit: string, limit: number): void {
  const verdict = got <= limit ? 'reached' : 'MISSED';
  console.log(`${what.padEnd(66)} ${got.toFixed(3).padStart(8)} ${unit.padEnd(2)}  must be <= ${limit}  ${verdict}`);
}

const MB = 1e6;

async function main(): Promise<void> {
  const bunny = joinFilm(BIG_BUCK_BUNNY, 20, 'bunny-10min.mp4');
  const help = [];
  for (let i = 0; i < 5; i++) help.push((await runMeasured(process.execPath, [CLI, '--help'])).wallSeconds);
  report('chromatheque --help, best of five', Math.min(...help) * 1000, 'ms', 150);

  const plain = await best(() => decode(bunny));
  console.log(
    `1080p H.264, 10 min: ffmpeg decodes it in ${plain.wallSeconds} s (${plain.cpuSeconds.toFixed(1)} s of CPU)`,
  );
  const sparse = await best(() => fingerprint(bunny, '--samples', '300', '--no-loudness'));
  report('  300 samples, exact', sparse.wallSeconds / plain.wallSeconds, 'x', 0.58);
  report('  all processes, memory', sparse.peakPss / MB, 'MB', 600);
  report('  each child process, memory', sparse.peakChildPss / MB, 'MB', 250);
  const dense = await best(() => fingerprint(bunny, '--samples', '3600', '--no-loudness'));
  report('  3600 samples, exact', dense.wallSeconds / plain.wallSeconds, 'x', 0.8);
  const mean = await best(() => fingerprint(bunny, '--samples', '3600', '--no-loudness', '--clusters', '1'));
  const clustering = (dense.cpuSeconds - mean.cpuSeconds) / dense.cpuSeconds;
  report('  clustering, share of the CPU time (against --clusters 1)', clustering, '', 0.15);
  const draft = await best(() => fingerprint(bunny, '--mode', 'draft', '--no-loudness'));
  report('  draft', draft.wallSeconds / plain.wallSeconds, 'x', 0.06);
  const loud = await best(() => fingerprint(bunny, '--samples', '300'));
  report('  300 samples, loudness of every column: more time', loud.wallSeconds / sparse.wallSeconds - 1, '', 0.08);

  const short = await fingerprint(BIG_BUCK_BUNNY, '--samples', '300', '--no-loudness');
  report('1080p, 30 s: all processes, memory', short.peakPss / MB, 'MB', 600);
  const large = await fingerprint(enlargeFilm(BIG_BUCK_BUNNY, 8, 'bunny-4k.mp4'), '--samples', '60', '--no-loudness');
  report('4K: all processes, memory', large.peakPss / MB, 'MB', 1200);

  if (!existsSync(AGENT_327)) {
    console.log('Agent 327 is not at hand (../shared/media/agent327_480p.mp4): no figures for 92 min');
    return;
  }
  const agent = joinFilm(AGENT_327, 24, 'agent-92min.mp4');
  const whole = await decode(agent);
  console.log(
    `480p H.264, 92 min: ffmpeg decodes it in ${whole.wallSeconds} s (${whole.cpuSeconds.toFixed(1)} s of CPU)`,
  );
  const wide = await best(() => fingerprint(agent, '--samples', '200', '--no-loudness'));
  report('  200 samples, exact', wide.wallSeconds / whole.wallSeconds, 'x', 0.12);
  report('  all processes, memory', wide.peakPss / MB, 'MB', 600);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
