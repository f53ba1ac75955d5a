import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Block,
  type Comparison,
  describeComparison,
  findBlock,
  findBlockKinds,
  findWorstMoments,
  type Shift,
  summarizeComparison,
} from '#core/compare/index';
import { makeComparison, makeStrangers } from '../../support/fingerprints/make-comparison.js';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';

const A = syntheticFingerprint(240);
const B = syntheticFingerprint(240, { seed: 3 });
const block = (a: number, length: number, b: number, speed = 1): Block => ({
  a: { from: a, to: a + length },
  b: { from: b, to: b + length / speed },
});
const SPEED = 25 / 24;

function sentenceOf(comparison: Comparison, pattern: RegExp): string {
  return describeComparison(comparison).find((sentence) => pattern.test(sentence)) ?? '';
}

test('a description names the PAL speed-up and its percentage', () => {
  const comparison = makeComparison(A, B, [block(0, 240, 0, SPEED)], { speed: SPEED });
  assert.equal(
    sentenceOf(comparison, /runs/),
    'B runs 4.1667 % faster than A (PAL speed-up, 24 frames shown at 25 per second).',
  );
});

test('a description names the reverse of a known speed, and no cause of another one', () => {
  assert.match(
    sentenceOf(makeComparison(A, B, [], { speed: 24 / 25 }), /runs/),
    /4 % slower than A \(the reverse of PAL/,
  );
  assert.equal(sentenceOf(makeComparison(A, B, [], { speed: 1.02 }), /runs/), 'B runs 2 % faster than A.');
  assert.equal(sentenceOf(makeComparison(A, B, []), /speed/), 'Both run at the same speed.');
});

test('a description lists with timecodes what only one film shows', () => {
  const comparison = makeComparison(A, B, [block(0, 190, 0), block(202.3, 37.7, 190)]);
  assert.equal(sentenceOf(comparison, /^A shows/), 'A shows 12.3 s that B lacks: 0:03:10.0 to 0:03:22.3.');
  assert.equal(sentenceOf(comparison, /^B shows/), 'B shows 12.3 s that A lacks: 0:03:47.7 to 0:04:00.0.');
  assert.equal(
    describeComparison(comparison)[0],
    'A and B are the same film: B shows 3:47.7 of the 4:00.0 of A, and A shows 3:47.7 of the 4:00.0 of B.',
  );
});

test('a description lists at most six stretches and counts the others', () => {
  const blocks = Array.from({ length: 10 }, (_, i) => block(24 * i, 20, 24 * i));
  assert.match(
    sentenceOf(makeComparison(A, B, blocks), /^A shows/),
    /^A shows 10 stretches that B lacks, 40.0 s in all: .*; and 4 more\.$/,
  );
});

test('blocks keep their order along the longest chain; the others are moved or repeated', () => {
  const blocks = [block(0, 50, 30), block(50, 30, 0), block(80, 40, 80), block(120, 10, 120), block(120, 10, 140)];
  assert.deepEqual(findBlockKinds(blocks), ['kept', 'moved', 'kept', 'kept', 'repeated']);
  const comparison = makeComparison(A, B, blocks);
  assert.equal(
    sentenceOf(comparison, /another place/),
    'B shows in another place: 0:00:50.0 to 0:01:20.0 of A at 0:00:00.0 to 0:00:30.0 of B.',
  );
  assert.equal(
    sentenceOf(comparison, /twice/),
    'Shown twice: 0:02:00.0 to 0:02:10.0 of A at 0:02:20.0 to 0:02:30.0 of B.',
  );
  assert.deepEqual(findBlockKinds([]), []);
});

test('blocks that overlap by less than half a second keep their order', () => {
  assert.deepEqual(findBlockKinds([block(0, 50.2, 0), block(50, 30, 50)]), ['kept', 'kept']);
});

test('a moment is in the block in whose course its times fit', () => {
  const blocks = [block(0, 20, 0), block(10, 10, 0)];
  assert.equal(findBlock(blocks, { a: 15, b: 15 }), 0);
  assert.equal(findBlock(blocks, { a: 15, b: 5 }), 1);
  assert.equal(findBlock(blocks, { a: 25, b: 5 }), -1);
});

test('the worst moments are apart from each other, the worst first', () => {
  const moments = Array.from({ length: 1001 }, (_, a) => ({
    a,
    b: a,
    difference: 1000 - Math.abs(a - 500),
    unexplained: 0,
  }));
  const worst = findWorstMoments(moments, 4);
  assert.deepEqual(
    worst.map(({ a }) => a),
    [500, 490, 510, 480],
  );
  assert.deepEqual(findWorstMoments([], 4), []);
});

test('the worst moments show the same picture in both films', () => {
  const moments = [5, 9, 3].map((difference, i) => {
    const moment = { a: 10 * i, b: 10 * i, difference, unexplained: 1 };
    return i === 1 ? { ...moment, isMismatch: true as const } : moment;
  });
  assert.deepEqual(
    findWorstMoments(moments, 4).map(({ difference }) => difference),
    [5, 3],
  );
  assert.deepEqual(findWorstMoments([moments[1]!], 4), []);
});

test('the worst moments are of different shots as long as there are any', () => {
  const moments = [9, 8, 7, 2, 1].map((difference, i) => ({ a: 10 * i, b: 10 * i, difference, unexplained: 1 }));
  const shots = [0, 25].map((from) => ({ a: { from, to: from + 25 } }));
  const differencesOf = (count: number) => findWorstMoments(moments, count, shots).map(({ difference }) => difference);
  assert.deepEqual(differencesOf(2), [9, 2]);
  assert.deepEqual(differencesOf(3), [9, 8, 2]);
});

test('a description gives the usual and the worst difference, and what a colour shift leaves', () => {
  const moments = [1, 2, 9].map((difference, a) => ({ a, b: a + 1, difference, unexplained: difference / 2 }));
  const comparison = makeComparison(A, B, [block(0, 240, 0)], { moments });
  assert.equal(
    sentenceOf(comparison, /usually/),
    'Where they align, the colours usually differ by 2.0 CIEDE2000 (median), which is visible side by side. ' +
      'After the colour shift of the whole film, 1.0 remains.',
  );
  assert.equal(sentenceOf(comparison, /most/), 'They differ most at 0:00:02.0 of A and 0:00:03.0 of B: 9.0 CIEDE2000.');
});

test('a description of different films says so and gives only their distances', () => {
  assert.deepEqual(describeComparison(makeStrangers(A, B)), [
    'A and B are different films.',
    'Palette distance 2.345, course distance 0.123; 0 means equal.',
  ]);
});

test('a summary is one line, and names a defect once', () => {
  const stated: Partial<Comparison> = { speed: SPEED, defects: ['pal-speed', 'black-and-white'] };
  assert.equal(
    summarizeComparison(makeComparison(A, B, [block(0, 120, 0, SPEED), block(130, 110, 125, SPEED)], stated)),
    'Same film · B runs 4.1667 % faster (PAL speed-up, 24 frames shown at 25 per second) · only in A: 10.0 s · ' +
      'only in B: 19.2 s · black and white · palette distance 2.345 · course distance 0.123',
  );
});

const SHIFT: Shift = {
  isShifted: true,
  blackLevel: 0.05,
  gain: 0.9,
  gamma: 1.2,
  saturation: 0.6,
  hueDegrees: -4.5,
  tint: { a: -0.01, b: -0.02 },
  shadowTint: { a: 0, b: 0 },
  highlightTint: { a: 0, b: 0 },
  asIs: { median: 8, p95: 12 },
  unexplained: { median: 1, p95: 2 },
  model: null as never,
};

test('a description puts the colour shift into words with its figures', () => {
  assert.equal(
    sentenceOf(makeComparison(A, B, [], { shift: SHIFT }), /^Colours/),
    'Colours of B compared with A: blacks raised (black level 0.05); the range from black to white is smaller (gain 0.9); ' +
      'middle greys are darker (gamma 1.2); saturation lower (60 %); hues turned by 4.5° from yellow towards red; ' +
      'greys tinted green and blue (OKLab -0.01, -0.02).',
  );
  const none = { ...SHIFT, isShifted: false };
  assert.equal(
    sentenceOf(makeComparison(A, B, [], { shift: none }), /shift/),
    'No shift of colour over the whole film.',
  );
});

test('a description names tinted shadows and highlights where the greys together have no tint', () => {
  const split = {
    ...SHIFT,
    tint: { a: 0, b: 0 },
    shadowTint: { a: -0.02, b: -0.01 },
    highlightTint: { a: 0, b: 0.02 },
  };
  assert.match(
    sentenceOf(makeComparison(A, B, [], { shift: split }), /^Colours/),
    /shadows tinted green and blue \(OKLab -0\.02, -0\.01\); highlights tinted yellow \(OKLab 0, 0\.02\)\.$/,
  );
});

test('a description says what part of the picture each film shows, without its black bars', () => {
  const whole = { left: 0, top: 0, width: 1, height: 1 };
  const letterbox = { left: 0, top: 0.125, width: 1, height: 0.75 };
  const crop = {
    a: { ...letterbox, left: 0.1, width: 0.8 },
    b: whole,
    pictureA: letterbox,
    pictureB: whole,
    aspectA: 2.37,
    aspectB: 1.896,
    stretch: 1,
    isMirrored: false,
    agreement: 0.9,
  };
  const sentences = describeComparison(makeComparison(A, B, [], { crop }));
  assert.ok(sentences.includes('The picture is 2.37 : 1 in A and 1.90 : 1 in B.'));
  assert.ok(sentences.includes('B shows 80 % of the width and 100 % of the height of A’s picture.'));
  assert.ok(!sentences.some((sentence) => sentence.endsWith('B’s picture.')));
});

test('a description names the film that has a defect', () => {
  const defectsOf = [{ defect: 'sepia', film: 'a' } as const];
  const comparison = makeComparison(A, B, [], { defects: ['sepia'], defectsOf });
  assert.ok(describeComparison(comparison).includes('A is in sepia.'));
});

test('a description counts moments of different pictures apart from the differences', () => {
  const moments = [
    { a: 1, b: 1, difference: 2, unexplained: 2 },
    { a: 2, b: 2, difference: 50, unexplained: 50, isMismatch: true as const },
  ];
  const comparison = makeComparison(A, B, [block(0, 240, 0)], { moments });
  assert.match(sentenceOf(comparison, /most/), /at 0:00:01\.0 of A/);
  assert.equal(
    sentenceOf(comparison, /different things/),
    'At 1 of 2 moments the pictures show different things, first at 0:00:02.0 of A and 0:00:02.0 of B.',
  );
});
