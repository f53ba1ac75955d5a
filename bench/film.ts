/**
 * From a film to its fingerprint on disk, against `ffmpeg` decoding it, on two cores with `--jobs 2`: the targets of
 * docs/performance.md. Takes about twenty minutes on a quiet machine; its films are kept in `demo/bench`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGENT_327, BIG_BUCK_BUNNY, enlargeFilm, joinFilm } from './support/bench-films.ts';
import { bestOf } from './support/best-of.ts';
import { reportFigure as report } from './support/report-figure.ts';
import { runMeasured } from './support/run-measured.ts';

const CLI = fileURLToPath(new URL('../../dist/process/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chromatheque-bench-'));
const output = join(folder, 'film.json');

const decode = (film: string) => runMeasured('ffmpeg', ['-v', 'error', '-i', film, '-map', '0:v', '-f', 'null', '-']);
/** Without sound, thumbnails and squeezed frames, as in the targets. */
const PLAIN = ['--no-loudness', '--no-pictures'];
const fingerprint = (film: string, ...options: string[]) =>
  runMeasured(process.execPath, [CLI, film, '-o', output, '--jobs', '2', '--quiet', ...options]);

const MB = 1e6;

async function main(): Promise<void> {
  const bunny = joinFilm(BIG_BUCK_BUNNY, 20, 'bunny-10min.mp4');
  const help = [];
  for (let i = 0; i < 5; i++) help.push((await runMeasured(process.execPath, [CLI, '--help'])).wallSeconds);
  report('chromatheque --help, best of five', Math.min(...help) * 1000, 'ms', 150);

  const [plain, sparse, dense] = await bestOf(3, [
    () => decode(bunny),
    () => fingerprint(bunny, '--samples', '300', ...PLAIN),
    () => fingerprint(bunny, '--samples', '3600', ...PLAIN),
  ]);
  console.log(
    `1080p H.264, 10 min: ffmpeg decodes it in ${plain.wallSeconds} s (${plain.cpuSeconds.toFixed(1)} s of CPU)`,
  );
  report('  300 samples, exact', sparse.wallSeconds / plain.wallSeconds, 'x', 0.6);
  report('  all processes, memory', sparse.peakPss / MB, 'MB', 600);
  report('  each child process, memory', sparse.peakChildPss / MB, 'MB', 250);
  report('  3600 samples, exact', dense.wallSeconds / plain.wallSeconds, 'x', 0.83);
  const [again, mean, pictured, loud, draft] = await bestOf(2, [
    () => fingerprint(bunny, '--samples', '3600', ...PLAIN),
    () => fingerprint(bunny, '--samples', '3600', ...PLAIN, '--clusters', '1'),
    () => fingerprint(bunny, '--samples', '3600', '--no-loudness'),
    () => fingerprint(bunny, '--samples', '3600', '--no-pictures'),
    () => fingerprint(bunny, ...PLAIN, '--mode', 'draft'),
  ]);
  const clustering = (again.cpuSeconds - mean.cpuSeconds) / again.cpuSeconds;
  report('  clustering, share of the CPU time (against --clusters 1)', clustering, '', 0.15);
  report('  draft', draft.wallSeconds / plain.wallSeconds, 'x', 0.04);
  report('  3600 samples, loudness of every column: more time', loud.wallSeconds / again.wallSeconds - 1, '', 0.08);
  const more = 100 * (pictured.wallSeconds / again.wallSeconds - 1);
  console.log(`  3600 samples, thumbnails and squeezed frames of every column: ${more.toFixed(1)} % more`);

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
  const wide = await fingerprint(agent, '--samples', '200', '--no-loudness');
  report('  200 samples, exact', wide.wallSeconds / whole.wallSeconds, 'x', 0.12);
  report('  all processes, memory', wide.peakPss / MB, 'MB', 600);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
