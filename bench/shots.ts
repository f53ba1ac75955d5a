/**
 * Detection of shots against labels: six clips that a viewer labelled, apart for those that the network was trained on and those held out, and a synthetic set of
 * 2,000 transitions made of shots of the clips held out, and one of 500 between drawn pictures. Then the cost of the analysis per frame, without decoding.
 *
 * `bench/shots/score.ts` states the rule. `node build/bench/shots/training/train.js` trains the network.
 */
import { existsSync } from 'node:fs';
import { findTransitions, scoreFrames } from '#core/shots/index';
import { LABELS, readLabelledClips } from './shots/clips/labels.ts';
import { readSmallFilms, WHOLE } from './shots/clips/small-film.ts';
import { measureCost } from './shots/cost.ts';
import { measureFilm } from './shots/examples.ts';
import { addScores, measureF1, type ShotScore, scoreTransitions } from './shots/score.ts';
import { DRAWN, FILMED, type SmallClip, scoreSynthetic } from './shots/synthetic.ts';
import { BIG_BUCK_BUNNY } from './support/bench-films.ts';

const SEED = 2025;
const SYNTHETIC_TRANSITIONS = 2000;
const DRAWN_TRANSITIONS = 500;

const median = (sorted: readonly number[]): number => sorted[sorted.length >> 1] ?? Number.NaN;

function printScore(name: string, score: ShotScore): void {
  const { cuts, foundCuts, falseCuts, graduals, foundGraduals, falseGraduals, endErrors } = score;
  const cells = [
    measureF1(score).toFixed(3),
    `${foundCuts}/${cuts}`,
    (foundCuts / cuts).toFixed(3),
    (foundCuts / (foundCuts + falseCuts)).toFixed(3),
    `${foundGraduals}/${graduals}`,
    (foundGraduals / graduals).toFixed(3),
    String(median(endErrors)),
    String(falseCuts + falseGraduals),
  ];
  console.log(name.padEnd(28) + cells.map((cell) => cell.padStart(11)).join(''));
}

function printKinds(name: string, { kinds }: ShotScore): void {
  console.log(`\n${name}: labelled kinds, found as`);
  for (const kind of [...new Set(kinds.map(([labelled]) => labelled))].sort()) {
    const found = kinds.filter(([labelled]) => labelled === kind).map(([, name]) => name);
    const counts = [...new Set(found)].map((name) => [name, found.filter((own) => own === name).length] as const);
    counts.sort(([, one], [, other]) => other - one);
    console.log(`  ${kind.padEnd(10)} ${counts.map(([name, count]) => `${name} ${count}`).join(', ')}`);
  }
}

function report(what: string, got: number, limit: number, isAtLeast = true): void {
  const isReached = isAtLeast ? got >= limit : got <= limit;
  const sign = isAtLeast ? '>=' : '<=';
  console.log(
    `${what.padEnd(50)} ${got.toFixed(3).padStart(7)}  must be ${sign} ${limit}  ${isReached ? 'reached' : 'MISSED'}`,
  );
}

async function readClips(): Promise<SmallClip[]> {
  const clips: SmallClip[] = [];
  for (const clip of readLabelledClips()) {
    const [film] = await readSmallFilms(clip.path, [WHOLE]);
    clips.push({ ...clip, film: film! });
  }
  return clips;
}

async function main(): Promise<void> {
  const clips = await readClips();
  const scores = clips.map(({ film, transitions }) => {
    const features = measureFilm(film);
    return scoreTransitions(transitions, findTransitions(features, scoreFrames(features)));
  });
  const columns = ['F1', 'cuts', 'recall', 'precision', 'graduals', 'recall', 'ends off', 'false'];
  console.log(''.padEnd(28) + columns.map((column) => column.padStart(11)).join(''));
  for (const [i, { name, isHeldOut }] of clips.entries()) {
    printScore(`${name.slice(0, 14)}${isHeldOut ? ' (held out)' : ''}`, scores[i]!);
  }
  const all = addScores(scores);
  printScore('trained on', addScores(scores.filter((_, i) => !clips[i]!.isHeldOut)));
  printScore('held out', addScores(scores.filter((_, i) => clips[i]!.isHeldOut)));
  printScore('all', all);
  const heldOut = clips.filter(({ isHeldOut }) => isHeldOut);
  const synthetic = scoreSynthetic(heldOut, FILMED, SYNTHETIC_TRANSITIONS, SEED);
  printScore('synthetic', synthetic);
  const drawn = scoreSynthetic(heldOut, DRAWN, DRAWN_TRANSITIONS, SEED);
  printScore('synthetic, drawn', drawn);
  printKinds('Labelled clips', all);
  printKinds('Synthetic', synthetic);
  printKinds('Synthetic, drawn', drawn);
  const { leftOut } = synthetic;
  console.log(
    `  ${(100 * leftOut).toFixed(1)} % of the pairs drawn were left out: nothing is seen of their transition`,
  );
  console.log('');
  report('F1 over all transitions', measureF1(all), 0.9);
  report('cuts, recall', all.foundCuts / all.cuts, 0.96);
  report('cuts, precision', all.foundCuts / (all.foundCuts + all.falseCuts), 0.96);
  report('graduals, recall', all.foundGraduals / all.graduals, 0.8);
  report('graduals, frames by which ends are off, median', median(all.endErrors), 3, false);
  report('synthetic set, F1', measureF1(synthetic), 0.97);
  report('flat and smooth pictures, F1', measureF1(drawn), 0.97);
  report('analysis per frame without decoding, ms of CPU', await measureCost(BIG_BUCK_BUNNY), 0.25, false);
}

if (existsSync(LABELS)) await main();
else console.log(`shots: skipped, the labelled clips are not at hand: ${LABELS}`);
