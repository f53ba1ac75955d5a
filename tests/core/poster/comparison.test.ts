import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import { type ComparisonPictureOptions, drawComparison, type Group, type Scene, sceneToSvg } from '#core/poster/index';
import { makeComparison, makeStrangers } from '../../support/fingerprints/make-comparison.js';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';
import { assertGolden } from '../../support/pictures/golden.js';

const A = syntheticFingerprint(60);
const B = syntheticFingerprint(48, { seed: 9 });
const block = (a: number, length: number, b: number): Block => ({
  a: { from: a, to: a + length },
  b: { from: b, to: b + length },
});
/** B lacks 20 to 30 of A, shows 40 to 50 early, and 50 to 55 twice. */
const BLOCKS = [block(0, 20, 10), block(30, 10, 30), block(40, 10, 0), block(50, 5, 40), block(50, 5, 43)];
const EDITED = makeComparison(A, B, BLOCKS);

function draw(options: ComparisonPictureOptions = {}, b: Fingerprint = B, comparison = EDITED): Scene {
  return drawComparison(A, b, comparison, options, [LIGHT]);
}

const groupsOf = ({ marks }: Scene): Group[] => marks.filter((mark) => mark.kind === 'group');
/** The bands of links: translucent outlines. */
const linksOf = (scene: Scene) =>
  groupsOf(scene)
    .flatMap(({ marks }) => marks)
    .filter((mark) => mark.kind === 'path' && mark.opacity < 1);
const barsOf = ({ marks }: Scene) => marks.filter((mark) => mark.kind === 'bars');

test('the picture of a comparison equals its golden', () => {
  assertGolden('comparison.svg', sceneToSvg(draw({ title: 'Two editions' })));
});

test('the picture of different films equals its golden', () => {
  assertGolden('strangers.svg', sceneToSvg(draw({ theme: 'dark' }, B, makeStrangers(A, B))));
});

test('the picture of a comparison draws both films on one time axis, each as long as it lasts', () => {
  const [a, b] = barsOf(draw()).map(({ box }) => box);
  assert.equal(a!.x, b!.x);
  assert.ok(Math.abs(b!.width / a!.width - 48 / 60) < 1e-9);
  assert.ok(b!.y > a!.y + a!.height);
});

test('the picture of a comparison links each block, darker if it was moved or repeated', () => {
  const links = linksOf(draw());
  assert.deepEqual(
    links.map(({ opacity }) => opacity),
    [0.13, 0.13, 0.13, 0.3, 0.3],
  );
  const [a, b] = barsOf(draw()).map(({ box }) => box);
  const at = (seconds: number) => a!.x + (seconds / 60) * a!.width;
  const moved = links[3]!.box;
  assert.ok(Math.abs(moved.x - at(0)) < 1e-6 && Math.abs(moved.x + moved.width - at(50)) < 1e-6);
  assert.ok(Math.abs(moved.y - (a!.y + a!.height)) < 1e-6 && Math.abs(moved.y + moved.height - b!.y) < 1e-6);
});

test('the picture of different films has no links and no curve, and its description says so', () => {
  const scene = draw({}, B, makeStrangers(A, B));
  assert.deepEqual(linksOf(scene), []);
  assert.match(scene.description, /^Different films/);
  assert.equal(barsOf(scene).length, 2);
});

test('the picture of a comparison runs backwards if it is reversed', () => {
  const [a, b] = barsOf(draw({ reverse: true })).map(({ box }) => box);
  assert.ok(Math.abs(a!.x + a!.width - (b!.x + b!.width)) < 1e-9);
  assert.ok(b!.x > a!.x);
});

test('nothing leaves the picture of a comparison, whatever its size, its lengths and its titles', () => {
  const hour = { ...syntheticFingerprint(30), sampling: { ...A.sampling, from: 0, to: 600 } };
  const long = makeComparison(A, hour, [block(10, 40, 500)], {
    a: { ...EDITED.a, title: '<Titles> & "names" '.repeat(20), name: 'x'.repeat(300) },
  });
  for (const [b, comparison] of [
    [B, EDITED],
    [hour, long],
  ] as const) {
    for (const [widthMm, heightMm] of [
      [40, 30],
      [841, 594],
      [508, 50],
      [60, 400],
    ] as const) {
      const scene = draw({ widthMm, heightMm, title: 'A title', colors: 3 }, b, comparison);
      const slack = 1e-3;
      for (const { box, kind } of scene.marks) {
        assert.ok(box.x >= -slack && box.y >= -slack, `${kind} at ${box.x} ${box.y}`);
        assert.ok(box.x + box.width <= widthMm + slack, `${kind} to ${box.x + box.width} of ${widthMm}`);
        assert.ok(box.y + box.height <= heightMm + slack, `${kind} to ${box.y + box.height} of ${heightMm}`);
      }
    }
  }
});

test('the picture of a comparison needs no font, and then has no text', () => {
  const scene = drawComparison(A, B, EDITED, {}, []);
  assert.ok(sceneToSvg(scene).length < sceneToSvg(draw()).length);
});

test('the picture of a comparison escapes titles', () => {
  const hostile = makeComparison(A, B, BLOCKS, { a: { ...EDITED.a, title: '<script>&' } });
  const svg = sceneToSvg(draw({}, B, hostile));
  assert.match(svg, /<title>&lt;script&gt;&amp;, Imagined<\/title>/);
});

test('the picture of a comparison refuses options that it does not have', () => {
  assert.throws(() => draw({ rotate: 90 } as ComparisonPictureOptions), { option: 'rotate' });
  assert.throws(() => draw({ by: 'shot' } as ComparisonPictureOptions), { option: 'by' });
  assert.throws(() => draw({ gap: 0.5 }), { option: 'gap' });
  assert.throws(() => draw({ widthMm: -1 }), { option: 'widthMm' });
  assert.throws(() => draw({ colour: 1 } as ComparisonPictureOptions), { code: 'unknown' });
});
