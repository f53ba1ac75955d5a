import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseViewerPalette, sampleViewerPalettes } from '#core/cluster/index';
import fc from '../../support/fast-check.ts';

/** Colours on a line, and the distances between them. */
const lines = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 5, maxLength: 9 }).map((places) => ({
  n: places.length,
  distances: Float64Array.from(places.flatMap((x) => places.map((y) => Math.abs(x - y)))),
}));

/** Least sum of distances over all ways to match: the oracle. */
function matchSlowly(
  distances: Float64Array,
  n: number,
  members: readonly number[],
  chosen: readonly number[],
): number {
  if (members.length === 0) return 0;
  const [first, ...rest] = members;
  return Math.min(
    ...chosen.map(
      (place, i) => distances[first! * n + place]! + matchSlowly(distances, n, rest, chosen.toSpliced(i, 1)),
    ),
  );
}

function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: n - from }, (_, i) => from + i).flatMap((first) =>
    subsets(n, size - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

test('the theme chosen is one of different colours, and hardly further from all themes than the best there is', () => {
  const excesses: number[] = [];
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 3 }), ({ n, distances }, size) => {
      const themes = sampleViewerPalettes(distances, new Float64Array(n).fill(1), size);
      const cost = (chosen: readonly number[]) =>
        themes.reduce((sum, { members, viewers }) => sum + viewers * matchSlowly(distances, n, members, chosen), 0);
      const chosen = chooseViewerPalette(distances, themes);
      assert.equal(new Set(chosen).size, size);
      const best = Math.min(...subsets(n, size).map(cost));
      excesses.push(cost(chosen) / best);
      assert.ok(cost(chosen) <= 1.04 * best + 1e-9, `${cost(chosen)} for ${best}`);
    }),
    { seed: 4, numRuns: 60 },
  );
  assert.ok(excesses.filter((excess) => excess < 1 + 1e-9).length > 0.9 * excesses.length);
});

test('a theme named by all viewers is chosen', () => {
  const distances = Float64Array.from({ length: 36 }, (_, i) => Math.abs(Math.floor(i / 6) - (i % 6)));
  assert.deepEqual(chooseViewerPalette(distances, [{ members: [0, 2, 5], viewers: 7 }]), [0, 2, 5]);
});

/** How likely each theme is named, by going through every order in which it can be: the oracle. */
function expectSlowly(distances: Float64Array, n: number, size: number): Map<string, number> {
  const odds = new Map<string, number>();
  const name = (named: readonly number[], chance: number): void => {
    if (named.length === size) {
      const key = named.toSorted((a, b) => a - b).join();
      odds.set(key, (odds.get(key) ?? 0) + chance);
      return;
    }
    const pulls = Array.from({ length: n }, (_, i) => Math.min(...named.map((j) => distances[j * n + i]! ** 4), 1e12));
    const total = pulls.reduce((sum, pull) => sum + pull, 0);
    for (const [i, pull] of pulls.entries()) if (pull > 0) name([...named, i], (chance * pull) / total);
  };
  name([], 1);
  return odds;
}

test('of few colours viewers name each theme as often as all the ways to name it are likely', () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 4 }), ({ n, distances }, size) => {
      const odds = expectSlowly(distances, n, size);
      const themes = sampleViewerPalettes(distances, new Float64Array(n).fill(1), size);
      // Those that less than half a viewer would name are left out.
      assert.equal(themes.length, [...odds.values()].filter((chance) => 512 * chance >= 0.5).length);
      for (const { members, viewers } of themes) {
        const expected = 512 * odds.get(members.join())!;
        assert.ok(Math.abs(viewers - expected) < 1e-9 * 512, `${members}: ${viewers}, not ${expected}`);
      }
    }),
    { numRuns: 30 },
  );
});

test('of many colours viewers name different ones, each theme is counted once, and all viewers are counted', () => {
  const many = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 13, maxLength: 20 }).map((places) => ({
    n: places.length,
    distances: Float64Array.from(places.flatMap((x) => places.map((y) => Math.abs(x - y)))),
  }));
  fc.assert(
    fc.property(many, fc.integer({ min: 1, max: 5 }), ({ n, distances }, size) => {
      const themes = sampleViewerPalettes(distances, new Float64Array(n).fill(1), size);
      assert.equal(
        themes.reduce((sum, { viewers }) => sum + viewers, 0),
        512,
      );
      assert.equal(new Set(themes.map(({ members }) => members.join())).size, themes.length);
      for (const { members } of themes) assert.equal(new Set(members).size, size);
    }),
    { numRuns: 30 },
  );
});

test('the most named theme comes first', () => {
  fc.assert(
    fc.property(lines, ({ n, distances }) => {
      const counts = sampleViewerPalettes(distances, new Float64Array(n).fill(1), 3).map(({ viewers }) => viewers);
      assert.deepEqual(
        counts,
        counts.toSorted((a, b) => b - a),
      );
    }),
    { numRuns: 30 },
  );
});

test('colours that are all alike are named too, few or many', () => {
  for (const n of [3, 13]) {
    const themes = sampleViewerPalettes(new Float64Array(n * n), new Float64Array(n).fill(1), 3);
    assert.equal(
      themes.reduce((sum, { viewers }) => sum + viewers, 0),
      512,
    );
    for (const { members } of themes) assert.equal(new Set(members).size, 3);
  }
});

test('a colour is named in proportion to its appeal', () => {
  const distances = Float64Array.of(0, 1, 1, 1, 0, 1, 1, 1, 0);
  const themes = sampleViewerPalettes(distances, Float64Array.of(1, 6, 1), 1);
  assert.deepEqual(themes[0], { members: [1], viewers: 384 });
});
