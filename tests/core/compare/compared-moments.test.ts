import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Comparison, compareFilms } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import { filmOfShots } from '../../support/films/shot-recipes.ts';
import { createDice } from '../../support/fingerprints/graded-pairs.ts';
import { columnOf } from '../../support/fingerprints/synthetic-fingerprint.ts';

/** Shots of a second, each of its own colours. */
const SHOTS = 60;
const FRAMES = 25;
const COLORS = listColors(7);

function listColors(seed: number): number[][] {
  const dice = createDice(seed);
  return Array.from({ length: SHOTS }, () => Array.from({ length: 6 }, () => 40 + 160 * dice()));
}

/** A film whose columns are apart by 0.4 s, the first one at `first`. */
function filmAt(first: number, gain = (_shot: number) => 1): Fingerprint {
  const film = filmOfShots(
    Array.from({ length: SHOTS }, () => ({ frames: FRAMES })),
    { rate: [FRAMES, 1] },
  );
  const columns = Array.from({ length: Math.floor((SHOTS - first) / 0.4) }, (_, i) => {
    const time = first + 0.4 * i;
    const shot = Math.floor(time);
    const codes = COLORS[shot]!.map((code) =>
      Math.min(255, Math.round(gain(shot) * code))
        .toString(16)
        .padStart(2, '0'),
    );
    return columnOf(time, `#${codes.slice(0, 3).join('')}`, `#${codes.slice(3).join('')}`);
  });
  return { ...film, columns: columns.map((column) => ({ ...column, frameTime: column.time })) };
}

function compare(a: Fingerprint, b: Fingerprint): Comparison {
  const blocks = [{ a: { from: 0, to: SHOTS }, b: { from: 0, to: SHOTS } }];
  const alignment = { isSameFilm: true, speed: 1, speedMargin: 0, blocks, onlyA: [], onlyB: [] };
  const distance = { palette: 0, course: 0 };
  return compareFilms(a, b, { alignment, distance, pictures: null }, { name: 'test', version: '1' }).comparison;
}

describe('compared moments', () => {
  it('are of one shot where columns of both films are compared', () => {
    const { moments } = compare(filmAt(0.1), filmAt(0.25));
    assert.ok(moments.length > 100);
    for (const { a, b } of moments) assert.equal(Math.floor(a), Math.floor(b), `${a} and ${b}`);
  });

  it('give a shift whose margin is narrow if all shots have one grade', () => {
    const { shift } = compare(
      filmAt(0.1),
      filmAt(0.1, () => 0.8),
    );
    assert.ok(shift?.isShifted);
    assert.ok(shift.margin!.gain < 0.02 && shift.margin!.saturation! < 0.02, JSON.stringify(shift.margin));
    // Figures are rounded: no margin is 0.
    const { hueDegrees, ...margins } = shift.margin!;
    for (const margin of Object.values(margins)) assert.ok(margin! >= 0.001, JSON.stringify(shift.margin));
    assert.ok(hueDegrees! >= 0.1);
  });

  it('give a shift whose margin is wide if the grade changes within the film', () => {
    const { shift } = compare(
      filmAt(0.1),
      filmAt(0.1, (shot) => 0.6 + (0.4 * shot) / SHOTS),
    );
    assert.ok(shift?.isShifted);
    const { gain, gamma, blackLevel } = shift.margin!;
    assert.ok(Math.max(gain, gamma, blackLevel) > 0.04, JSON.stringify(shift.margin));
  });
});
