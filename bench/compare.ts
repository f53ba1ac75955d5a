/**
 * Comparison of films: do two editions find each other, are strangers told apart, and is an edit found
 * as it was made? What it costs, the palette distance, and the colour shift of graded editions.
 *
 * Thresholds were chosen with the set of editions and with edits of Agent 327, the Sintel trailer,
 * Sintel, Big Buck Bunny, a concert and a fixed camera. Held out: the set of films by the second, and
 * edits of two trailers, a vlog and a silent film.
 *
 * `node build/bench/compare.js [PART...]` runs parts of it: cost, edits, palettes, grades, editions.
 */

import { alignFilms } from '#core/compare/index';
import { createLocalRunner } from '#node/app/internal';
import { compareEdit, listDefects } from './compare/compare-edit.ts';
import { measureAlignmentCost } from './compare/cost.ts';
import { type EditionScore, hasEditions, scoreEditions, scoreStrangers } from './compare/editions.ts';
import { listEdits, makeEdit } from './compare/edits.ts';
import { measureGrades, printGrades } from './compare/grades.ts';
import { benchPalettes } from './compare/palettes.ts';
import { type EditScore, scoreEdit, withoutShots } from './compare/score-edits.ts';

/** Each film by the second is compared with this many others: 2,000 pairs. */
const NEIGHBOURS = 10;

function report(what: string, got: number, limit: number, isAtLeast = true): void {
  const isReached = isAtLeast ? got >= limit : got <= limit;
  const sign = isAtLeast ? '>=' : '<=';
  console.log(
    `${what.padEnd(60)} ${String(Number(got.toFixed(4))).padStart(8)}  must be ${sign} ${limit}  ${isReached ? 'reached' : 'MISSED'}`,
  );
}

function reportEditions(): void {
  const editions = scoreEditions();
  report('editions: the partner is the nearest, of 20', editions.found, 20);
  for (const film of editions.missed) console.log(`    not found: ${film}`);
  reportStrangers('editions', editions);
  reportStrangers('films by the second (held out)', scoreStrangers(NEIGHBOURS));
}

function reportStrangers(set: string, { pairs, falsePairs, nearestStranger, cpuSeconds }: EditionScore): void {
  report(`${set}: strangers called the same film, of ${pairs}`, falsePairs.length, 0, false);
  for (const pair of falsePairs) console.log(`    ${pair}`);
  console.log(`    least course distance of strangers ${nearestStranger}, ${cpuSeconds.toFixed(0)} s of CPU`);
}

async function reportEdits(): Promise<void> {
  const scores = new Map<string, EditScore[]>();
  const named = new Map<string, boolean[]>();
  const runner = createLocalRunner({ jobs: 1 });
  for (const edit of listEdits()) {
    const made = await makeEdit(edit);
    const { set: kind, name: film } = edit.source;
    const set = kind === 'chosen' ? 'for choosing' : `${kind}, ${film}`;
    const compared = await compareEdit(made, runner);
    const stripped = withoutShots(made);
    for (const [name, found] of [
      [
        `films, ${set}`,
        compared.speed === null || compared.speedMargin === null
          ? STRANGERS
          : { ...compared, speed: compared.speed, speedMargin: compared.speedMargin },
      ],
      [`with shots, ${set}`, alignFilms(made.a, made.b)],
      [`without shots, ${set}`, alignFilms(stripped.a, stripped.b)],
    ] as const) {
      const score = scoreEdit(made, found);
      scores.set(name, [...(scores.get(name) ?? []), score]);
      if (score.foundEnds < score.ends || !score.isSpeedRight || score.falseBlocks > 0) {
        console.log(
          `    ${film} (${edit.name}), ${name}: ends ${score.foundEnds}/${score.ends}, speed ${score.isSpeedRight ? 'right' : 'wrong'}, false blocks ${score.falseBlocks}`,
        );
        for (const miss of score.misses) console.log(`        ${miss}`);
      }
    }
    const expected = listDefects(made);
    const isNamed = String(expected) === String(compared.defects.toSorted());
    named.set(set, [...(named.get(set) ?? []), isNamed]);
    if (!isNamed) console.log(`    ${film} (${edit.name}): named ${compared.defects}, made ${expected}`);
  }
  runner.close();
  const sum = (list: readonly EditScore[], value: (score: EditScore) => number) =>
    list.reduce((total, score) => total + value(score), 0);
  for (const [name, list] of [...scores].sort()) {
    const found = sum(list, ({ foundEnds }) => foundEnds) / sum(list, ({ ends }) => ends);
    report(`${list.length} edits ${name}: ends within a column`, found, 0.95);
    const same = sum(list, ({ sameEnds }) => sameEnds) / sum(list, ({ ends }) => ends);
    report(`${name}: or where a cut looks the same`, same, 0.95);
    const covered = sum(list, ({ coveredEnds }) => coveredEnds) / sum(list, ({ statedEnds }) => statedEnds);
    report(`${name}: ends within the stated margin`, covered, 0.95);
    report(`${name}: speed within it`, list.filter(({ isSpeedCovered }) => isSpeedCovered).length / list.length, 0.95);
    report(`${name}: speed`, list.filter(({ isSpeedRight }) => isSpeedRight).length / list.length, 0.95);
    report(
      `${name}: false blocks`,
      sum(list, ({ falseBlocks }) => falseBlocks),
      0,
      false,
    );
  }
  for (const [set, list] of [...named].sort()) {
    report(`${list.length} edits, ${set}: defects named rightly`, list.filter(Boolean).length / list.length, 0.95);
  }
}

const STRANGERS = { blocks: [], speed: 1, speedMargin: 0 };

function reportCost(): void {
  const { cpuSeconds, peakBytes } = measureAlignmentCost();
  report('two films of 3,600 columns, seconds of CPU', cpuSeconds, 0.5, false);
  report('MB of the whole process', peakBytes / 1e6, 300, false);
}

/** The shorter ones first: the editions are thousands of pairs of films. */
const PARTS: Readonly<Record<string, () => void | Promise<void>>> = {
  cost: reportCost,
  edits: reportEdits,
  palettes: benchPalettes,
  grades: async () => printGrades(await measureGrades([], [])),
  editions: reportEditions,
};

const named = process.argv.slice(2);
if (hasEditions()) for (const part of named.length > 0 ? named : Object.keys(PARTS)) await PARTS[part]!();
else console.log('compare: skipped, the films are not at hand');
