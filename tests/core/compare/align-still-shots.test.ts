import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alignFilms, type Block } from '#core/compare/index';
import type { Fingerprint } from '#core/fingerprint/index';
import { createDice } from '../../support/fingerprints/graded-pairs.ts';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';

const STEP = 0.1;
/** Columns of the still shots, which the edits cut into. */
const STILL = 300;
const SHOTS = [40, 60, 30, 50, STILL, 45, 35, 60, 40, 55, STILL, 40, 50];

/** A moment: the share of the lighter of two colours, and the shot that it is of. */
interface Moment {
  readonly light: number;
  readonly shot: number;
}

/** Shots that differ, in each of which the light wavers by a hundredth. */
function listMoments(seed: number): Moment[] {
  const next = createDice(seed);
  return SHOTS.flatMap((columns, shot) => {
    const base = 0.2 + 0.6 * next();
    let [light, drift] = [0, 0];
    return Array.from({ length: columns }, () => {
      drift = 0.7 * drift + 0.012 * (next() - 0.5);
      light = 0.95 * light + drift;
      return { light: base + light, shot };
    });
  });
}

/** A grade that lifts or lowers each shot by its own amount, and the noise of an encode. */
function gradeByShot(moments: readonly Moment[], seed: number): Moment[] {
  const next = createDice(seed);
  const lifts = SHOTS.map(() => 0.12 * (next() - 0.5));
  return moments.map(({ light, shot }) => ({ light: light + lifts[shot]! + 0.001 * (next() - 0.5), shot }));
}

function filmOf(moments: readonly Moment[]): Fingerprint {
  const film = fingerprintOf(
    moments.map(({ light }, i) => {
      const column = columnOf((i + 0.5) * STEP, '#202020', '#d0d0d0');
      const share = Math.min(1, Math.max(0, light));
      return {
        ...column,
        swatches: column.swatches.map((swatch, k) => ({ ...swatch, share: k === 0 ? 1 - share : share })),
      };
    }),
  );
  return { ...film, sampling: { ...film.sampling, from: 0, to: STEP * moments.length } };
}

const columnsOf = ({ a, b }: Block) => [a.from, a.to, b.from, b.to].map((time) => Math.round(time / STEP));

function assertNear(found: readonly Block[], expected: readonly (readonly number[])[]): void {
  assert.equal(found.length, expected.length, JSON.stringify(found.map(columnsOf)));
  for (const [k, block] of found.entries()) {
    for (const [i, column] of columnsOf(block).entries()) {
      assert.ok(Math.abs(column - expected[k]![i]!) <= 1, `${columnsOf(block)} for ${expected[k]}`);
    }
  }
}

const FILM = listMoments(3);
/** The middle of the first still shot. */
const CUT = 330;

describe('edits inside still shots', () => {
  it('says how far an end may be off: to the ends of what does not change', () => {
    // A second after the cut, and one before it, show one light: the cut may be anywhere in there.
    const frozen = FILM.map((moment, i) => (i >= CUT - 10 && i < CUT + 50 ? { ...moment, light: 0.4 } : moment));
    const edit = [...frozen.slice(0, CUT), ...frozen.slice(CUT + 40)];
    const { blocks, speedMargin } = alignFilms(filmOf(frozen), filmOf(gradeByShot(edit, 5)));
    const margin = blocks[0]!.margin!.to;
    assert.ok(Math.abs(blocks[0]!.a.to - STEP * CUT) <= margin, `${blocks[0]!.a.to} +- ${margin}`);
    assert.ok(margin >= 10 * STEP && margin < 80 * STEP, `${margin}`);
    assert.ok(blocks[0]!.margin!.from <= 2 * STEP);
    assert.ok(speedMargin < 1e-3);
  });

  it('finds to a column what was removed from a still shot that a grade changed', () => {
    const edit = [...FILM.slice(0, CUT), ...FILM.slice(CUT + 40)];
    const { isSameFilm, speed, blocks } = alignFilms(filmOf(FILM), filmOf(gradeByShot(edit, 5)));
    assert.equal(isSameFilm, true);
    assert.equal(speed, 1);
    assertNear(blocks, [
      [0, CUT, 0, CUT],
      [CUT + 40, FILM.length, CUT, FILM.length - 40],
    ]);
  });

  it('finds to a column a scene that was moved within a still shot', () => {
    const [start, end, place] = [260, 310, 380];
    const edit = [...FILM.slice(0, start), ...FILM.slice(end, place), ...FILM.slice(start, end), ...FILM.slice(place)];
    const { blocks } = alignFilms(filmOf(FILM), filmOf(gradeByShot(edit, 6)));
    assertNear(blocks, [
      [0, start, 0, start],
      [start, end, start + place - end, place],
      [end, place, start, start + place - end],
      [place, FILM.length, place, FILM.length],
    ]);
  });

  it('keeps a film whole whose shots a grade changed one by one', () => {
    const { blocks } = alignFilms(filmOf(FILM), filmOf(gradeByShot(FILM, 7)));
    assertNear(blocks, [[0, FILM.length, 0, FILM.length]]);
  });
});
