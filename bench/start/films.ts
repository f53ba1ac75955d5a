import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AGENT_327, BIG_BUCK_BUNNY, cutClip, joinFilm, SINTEL_CLIP } from '../support/bench-films.ts';
import { bestOf } from '../support/best-of.ts';
import { reportFigure } from '../support/report-figure.ts';
import { decodeFilm, describeRun, runCommand } from './run-command.ts';

const RUNS = 5;
const JOBS = ['--jobs', '2'];
/** Clips that differ in their pictures, and copies of each. */
const CUTS = 20;
const COPIES = 10;

/** Measure a clip of 18 s with 40 samples against FFmpeg decoding it. */
export async function measureOneClip(folder: string): Promise<void> {
  const json = join(folder, 'clip.json');
  const sample = (...outputs: string[]) => runCommand(SINTEL_CLIP, '--samples', '40', ...JOBS, ...outputs);
  const [plain, data, poster] = await bestOf(RUNS, [
    () => decodeFilm(SINTEL_CLIP),
    () => sample('-o', json),
    () => sample('-o', json, '-o', join(folder, 'clip.png')),
  ]);
  describeRun('18 s of 480p, ffmpeg decodes it', plain);
  describeRun('  40 samples, JSON', data);
  reportFigure('  40 samples, JSON: time', data.wallSeconds, 's', 0.6);
  reportFigure('  of ffmpeg', data.wallSeconds / plain.wallSeconds, 'x', 1.8);
  describeRun('  40 samples, JSON and PNG', poster);
  reportFigure('  40 samples, JSON and PNG: time', poster.wallSeconds, 's', 0.8);
  reportFigure('  of ffmpeg', poster.wallSeconds / plain.wallSeconds, 'x', 2.4);
}

/** Measure many clips of 2 s in one command. */
export async function measureManyClips(folder: string): Promise<void> {
  const clips = join(folder, 'clips');
  mkdirSync(clips);
  for (let cut = 0; cut < CUTS; cut++) {
    const made = cutClip(BIG_BUCK_BUNNY, 1.4 * cut, `clip-${cut}.mp4`);
    for (let copy = 0; copy < COPIES; copy++) {
      const path = join(clips, `clip-${cut}-${copy}.mp4`);
      copyFileSync(made, path);
      // Copies differ, as films do: a free box (ISO/IEC 14496-12) with their number.
      appendFileSync(path, Buffer.from([0, 0, 0, 9, 0x66, 0x72, 0x65, 0x65, copy]));
    }
  }
  const plain = await decodeFilm(join(clips, 'clip-0-0.mp4'));
  const all = await runCommand(clips, '--out-dir', join(folder, 'out'), '--format', 'png,json', ...JOBS);
  describeRun('2 s of 480p, ffmpeg decodes it', plain);
  const count = CUTS * COPIES;
  describeRun(`${count} of them, JSON and PNG`, all);
  reportFigure('  per clip: time', all.wallSeconds / count, 's', 0.12);
  console.log(`  per clip: ${(all.cpuSeconds / count).toFixed(3)} s of CPU`);
}

/** Measure how long a film of 92 minutes takes until it is sampled. */
export async function measureStart(folder: string): Promise<void> {
  const film = joinFilm(AGENT_327, 24, 'agent-92min.mp4');
  const args = ['--samples', '1', '--no-loudness', '--no-pictures', ...JOBS, '-o', join(folder, 'one.json')];
  const [one] = await bestOf(RUNS, [() => runCommand(film, ...args)]);
  describeRun('92 min of 480p, one sample', one);
  reportFigure('  before the first span, and one frame', one.wallSeconds, 's', 0.45);
}
