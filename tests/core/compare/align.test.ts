import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Alignment, alignFilms, measureCourse } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';
import { createDice } from '../../support/fingerprints/graded-pairs.ts';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

type Colors = readonly (readonly string[])[];

/** Columns of a film's colours: a second each, where not said otherwise. */
function filmOf(colors: Colors, step = 1, from = 0): Fingerprint {
  const film = fingerprintOf(colors.map((column, i) => columnOf(from + (i + 0.5) * step, ...column)));
  return { ...film, sampling: { ...film.sampling, from, to: from + step * colors.length } };
}

const LENGTH = 400;
const FILM = colorsOf(7);
const STRANGER = colorsOf(8);

function colorsOf(seed: number, count = LENGTH): Colors {
  return syntheticFingerprint(count, { seed }).columns.map(({ swatches }) => swatches.map(({ color }) => color));
}

/** The colour of a film at a time, when each column of it lasts a second. */
const at = (colors: Colors, time: number) => colors[Math.min(colors.length - 1, Math.max(0, Math.floor(time)))]!;

/** Sample a film that runs at a speed. */
function play(colors: Colors, speed: number, step = 1): Colors {
  const count = Math.floor(colors.length / speed / step);
  return Array.from({ length: count }, (_, i) => at(colors, (i + 0.5) * step * speed));
}

const mapCodes = (colors: Colors, map: (code: number, channel: number) => number): Colors =>
  colors.map((column) =>
    column.map((color) => {
      const codes = [1, 3, 5].map((at, channel) => map(Number.parseInt(color.slice(at, at + 2), 16), channel));
      return `#${codes
        .map((code) =>
          Math.round(Math.min(255, Math.max(0, code)))
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`;
    }),
  );

const toGrey = (colors: Colors): Colors =>
  colors.map((column) =>
    column.map((color) => {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
      const code = Math.round(0.2126 * r! + 0.7152 * g! + 0.0722 * b!);
      return `#${code.toString(16).padStart(2, '0').repeat(3)}`;
    }),
  );

const black = (count: number): Colors => Array.from({ length: count }, () => ['#000000']);

/** Check blocks given as [a.from, a.to, b.from, b.to], each time within a tolerance. */
function assertBlocks({ blocks }: Alignment, expected: readonly (readonly number[])[], tolerance = 1): void {
  const found = blocks.map(({ a, b }) => [a.from, a.to, b.from, b.to]);
  const isNear =
    found.length === expected.length &&
    found.every((times, k) => times.every((time, e) => Math.abs(time - expected[k]![e]!) <= tolerance + 1e-6));
  assert.ok(isNear, `expected ${JSON.stringify(expected)}, got ${JSON.stringify(found)}`);
}

describe('alignment of one film with itself', () => {
  it('is one block at speed 1 for identical fingerprints', () => {
    assert.deepEqual(alignFilms(filmOf(FILM), filmOf(FILM)), {
      isSameFilm: true,
      speed: 1,
      speedMargin: 0,
      blocks: [{ a: { from: 0, to: LENGTH }, b: { from: 0, to: LENGTH }, margin: { from: 0, to: 0 } }],
      onlyA: [],
      onlyB: [],
    });
  });

  it('is one block for a fingerprint of one column, and for a black film', () => {
    for (const colors of [FILM.slice(0, 1), black(50)]) {
      const { blocks, speed } = alignFilms(filmOf(colors), filmOf(colors));
      assert.deepEqual([blocks.length, speed], [1, 1]);
    }
  });
});

describe('alignment of editions', () => {
  it('finds an offset', () => {
    const cut = alignFilms(filmOf(FILM), filmOf(FILM.slice(37)));
    assertBlocks(cut, [[37, 400, 0, 363]]);
    assert.equal(cut.speed, 1);
    assert.equal(cut.onlyA.length, 1);
    assert.equal(cut.onlyB.length, 0);
  });

  it('gives times on the own clock of films that were sampled in part', () => {
    const found = alignFilms(filmOf(FILM), filmOf(FILM.slice(60, 360), 1, 1000));
    assertBlocks(found, [[60, 360, 1000, 1300]]);
  });

  for (const speed of [1001 / 1000, 25 / 24, 25_025 / 24_000, 24 / 25, 0.93, 1.07]) {
    it(`finds speed ${speed.toFixed(4)} within 0.1 % from columns of a second`, () => {
      const long = colorsOf(9, 1200);
      const found = alignFilms(filmOf(long), filmOf(play(long, speed)));
      assert.ok(Math.abs(found.speed / speed - 1) < 1e-3, `got ${found.speed}`);
      const covered = found.blocks.reduce((sum, { a }) => sum + a.to - a.from, 0);
      assert.ok(covered > 0.95 * 1200, `covers ${covered}`);
    });
  }

  it('finds a scene that is missing, and one that was added', () => {
    const cut = [...FILM.slice(0, 150), ...FILM.slice(180)];
    assertBlocks(alignFilms(filmOf(FILM), filmOf(cut)), [
      [0, 150, 0, 150],
      [180, 400, 150, 370],
    ]);
    const longer = [...FILM.slice(0, 150), ...STRANGER.slice(100, 130), ...FILM.slice(150)];
    const found = alignFilms(filmOf(FILM), filmOf(longer));
    assertBlocks(found, [
      [0, 150, 0, 150],
      [150, 400, 180, 430],
    ]);
    assert.equal(found.onlyA.length, 0);
    assert.equal(found.onlyB.length, 1);
  });

  it('finds a scene that is shown twice', () => {
    const doubled = [...FILM.slice(0, 300), ...FILM.slice(100, 140), ...FILM.slice(300)];
    const expected = [
      [0, 300, 0, 300],
      [100, 140, 300, 340],
      [300, 400, 340, 440],
    ];
    assertBlocks(alignFilms(filmOf(FILM), filmOf(doubled)), expected);
  });

  it('finds a scene that was moved', () => {
    const moved = [...FILM.slice(0, 100), ...FILM.slice(140, 300), ...FILM.slice(100, 140), ...FILM.slice(300)];
    assertBlocks(alignFilms(filmOf(FILM), filmOf(moved)), [
      [0, 100, 0, 100],
      [100, 140, 260, 300],
      [140, 300, 100, 260],
      [300, 400, 300, 400],
    ]);
  });

  it('finds the order of scenes reversed', () => {
    const long = colorsOf(9, 1200);
    const parts = [0, 200, 400, 600, 800, 1000].map((from) => long.slice(from, from + 200));
    const found = alignFilms(filmOf(long), filmOf(parts.reverse().flat()));
    assert.deepEqual(
      found.blocks.map(({ b }) => Math.round(b.from / 200)),
      [5, 4, 3, 2, 1, 0],
    );
  });

  for (const [name, map] of [
    ['a higher contrast', (code) => 1.3 * (code - 128) + 128],
    ['another gamma', (code) => 255 * (code / 255) ** 0.7],
    ['a tint', (code, channel) => code * [1.15, 1, 0.8][channel]!],
  ] as readonly (readonly [string, (code: number, channel: number) => number])[]) {
    it(`is not misled by ${name}`, () => {
      assertBlocks(alignFilms(filmOf(FILM), filmOf(mapCodes(FILM, map).slice(37))), [[37, 400, 0, 363]]);
    });
  }

  it('recognises a black-and-white edition', () => {
    assertBlocks(alignFilms(filmOf(FILM), filmOf(toGrey(FILM).slice(37))), [[37, 400, 0, 363]]);
  });

  it('recognises a black-and-white edition with another contrast and a wavering tint, in both roles', () => {
    const dice = createDice(8);
    const contrast = (code: number) => 255 * (code / 255) ** 2;
    const tinted = mapCodes(mapCodes(toGrey(FILM), contrast), (code) => code + 10 * dice() - 5);
    assert.equal(alignFilms(filmOf(FILM), filmOf(tinted.slice(37))).isSameFilm, true);
    assert.equal(alignFilms(filmOf(tinted), filmOf(FILM.slice(37))).isSameFilm, true);
  });

  it('recognises a film that was sampled at nine times as many instants', () => {
    const found = alignFilms(filmOf(play(FILM, 1, 1), 1), filmOf(play(FILM, 1, 1 / 9), 1 / 9));
    assertBlocks(found, [[0, 400, 0, 400]]);
    assert.equal(found.speed, 1);
  });

  it('tolerates columns without swatches', () => {
    const torn = FILM.map((column, i) => (i % 7 === 3 || (i > 200 && i < 215) ? [] : column));
    assertBlocks(alignFilms(filmOf(FILM), filmOf(torn)), [[0, 400, 0, 400]]);
  });

  it('joins nothing to black that was put in', () => {
    const found = alignFilms(
      filmOf([...black(20), ...FILM, ...black(20)]),
      filmOf([...FILM.slice(0, 200), ...black(20), ...FILM.slice(200)]),
    );
    assertBlocks(found, [
      [20, 220, 0, 200],
      [220, 420, 220, 420],
    ]);
  });
});

describe('alignment of strangers', () => {
  it('says that two films are not the same', () => {
    const { isSameFilm, blocks, onlyA, onlyB } = alignFilms(filmOf(FILM), filmOf(STRANGER));
    assert.equal(isSameFilm, false);
    assert.deepEqual(blocks, []);
    assert.deepEqual([onlyA, onlyB], [[{ from: 0, to: LENGTH }], [{ from: 0, to: LENGTH }]]);
  });

  it('does not take films for the same that share their credits', () => {
    const credits = colorsOf(5, 180);
    const [one, other] = [colorsOf(11, 1000), colorsOf(12, 1100)];
    assert.equal(alignFilms(filmOf([...one, ...credits]), filmOf([...other, ...credits])).isSameFilm, false);
    // A part of a film is all in it.
    assert.equal(alignFilms(filmOf([...one, ...credits]), filmOf(credits)).isSameFilm, true);
  });

  it('does not take two flat films, or two without swatches, for the same', () => {
    const still = Array.from({ length: 100 }, () => ['#808080']);
    const empty = Array.from({ length: 100 }, () => []);
    for (const [a, b] of [
      [black(100), still],
      [black(100), black(90)],
      [empty, empty],
      [FILM, empty],
    ] as const) {
      assert.equal(alignFilms(filmOf(a), filmOf(b)).isSameFilm, false);
    }
  });
});

describe('any alignment', () => {
  const edits = fc
    .tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 5, max: 90 }),
      fc.integer({ min: 0, max: 399 }),
      fc.nat(3),
    )
    .map(([from, length, to, kind]): Colors => {
      const scene = FILM.slice(from, from + length);
      const rest = [...FILM.slice(0, from), ...FILM.slice(from + length)];
      if (kind === 0) return rest;
      if (kind === 1) return STRANGER.slice(0, 100 + to);
      const place = Math.min(to, rest.length);
      return kind === 2
        ? [...rest.slice(0, place), ...scene, ...rest.slice(place)]
        : [...FILM.slice(0, to), ...scene, ...FILM.slice(to)];
    });

  it('covers each film with blocks and what no block covers, and stays inside it', () => {
    fc.assert(
      fc.property(edits, (colors) => {
        const [a, b] = [filmOf(FILM), filmOf(colors)];
        const { blocks, onlyA, onlyB } = alignFilms(a, b);
        for (const [film, parts] of [
          [a, [...blocks.map((block) => block.a), ...onlyA]],
          [b, [...blocks.map((block) => block.b), ...onlyB]],
        ] as const) {
          let end = 0;
          for (const { from, to } of [...parts].sort((one, other) => one.from - other.from)) {
            assert.ok(from >= 0 && to > from && to <= film.sampling.to, `${from} to ${to}`);
            assert.ok(from <= end + 1e-6, `nothing covers ${end} to ${from}`);
            end = Math.max(end, to);
          }
          assert.ok(Math.abs(end - film.sampling.to) < 1e-6);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is the same with the films exchanged', () => {
    fc.assert(
      fc.property(edits, (colors) => {
        const one = alignFilms(filmOf(FILM), filmOf(colors));
        const other = alignFilms(filmOf(colors), filmOf(FILM));
        assert.deepEqual([one.isSameFilm, one.onlyA, one.onlyB], [other.isSameFilm, other.onlyB, other.onlyA]);
        const swapped = other.blocks.map(({ a, b, margin }) => ({ a: b, b: a, margin }));
        swapped.sort((x, y) => x.a.from - y.a.from || x.b.from - y.b.from);
        assert.deepEqual(one.blocks, swapped);
      }),
      { numRuns: 10 },
    );
  });
});

describe('alignment of films with shots', () => {
  it('is exact to the frame', () => {
    const cuts = [31.25, 60.5, 99.5, 150.25, 200.75, 251.5, 300.125, 351];
    const a = withCuts(filmOf(FILM), [0, ...cuts, 400]);
    // 150.25 to 200.75 is missing.
    const played = Array.from({ length: 349 }, (_, i) => at(FILM, i + 0.5 < 150.25 ? i + 0.5 : i + 51));
    const kept = [...cuts.slice(0, 4), ...cuts.slice(5).map((time) => time - 50.5)];
    const b = withCuts(filmOf(played), [0, ...kept, 349]);
    const { blocks } = alignFilms(a, b);
    assert.equal(blocks[0]!.b.to, 150.25);
    assert.equal(blocks[1]!.b.from, 150.25);
    assert.equal(blocks[1]!.a.from, 200.75);
  });
});

/** Give a film shots. */
function withCuts(film: Fingerprint, times: readonly number[]): Fingerprint {
  const rate = film.film.frameRate.num;
  const shots = times.slice(1).map((to, i) => {
    const from = times[i]!;
    const frame = Math.round(from * rate);
    const transition = i === 0 ? null : { kind: 'cut' as const, fromFrame: frame, toFrame: frame };
    return {
      from,
      to,
      fromFrame: frame,
      toFrame: Math.round(to * rate),
      transition,
      scene: 0,
      frameTime: null,
      swatches: [],
    };
  });
  return { ...film, shots };
}

describe('course distance', () => {
  const measure = (a: Colors, b: Colors) => {
    const films = [filmOf(a), filmOf(b)] as const;
    return measureCourse(...films, alignFilms(...films));
  };

  it('is 0 for one film and low for another grade of it', () => {
    assert.equal(measure(FILM, FILM), 0);
    assert.ok(measure(FILM, toGrey(FILM)) < 0.1);
  });

  it('is low for a film whose scenes have another order', () => {
    const long = colorsOf(9, 1200);
    assert.ok(measure(long, [...long.slice(600), ...long.slice(0, 600)]) < 0.1);
  });

  it('is high for strangers and 1 for a film without changes', () => {
    assert.ok(measure(FILM, STRANGER) > 0.5);
    assert.equal(measure(FILM, black(100)), 1);
  });
});
