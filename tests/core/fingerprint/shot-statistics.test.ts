import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFingerprint, describeShots, isBlankShot, measureShots } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';
import { anyShots, EVERY_KIND, filmOfShots } from '../../support/films/shot-recipes.ts';

const shotsOf = (...args: Parameters<typeof filmOfShots>) => filmOfShots(...args).shots!;
const ofSeconds = (...lengths: number[]) => shotsOf(lengths.map((seconds) => ({ frames: 24 * seconds })));

describe('measureShots', () => {
  it('measures mean, median and quartiles as R and NumPy do by default', () => {
    // numpy.quantile([1, 2, 4, 8, 16, 32], [0.25, 0.5, 0.75]): 2.5, 6, 14.
    const { count, lengths } = measureShots(ofSeconds(8, 1, 32, 4, 2, 16));
    assert.equal(count, 6);
    assert.deepEqual(lengths, {
      mean: 10.5,
      median: 6,
      lowerQuartile: 2.5,
      upperQuartile: 14,
      shortest: 1,
      longest: 32,
    });
  });

  it('counts no black or white of fades, but every transition', () => {
    const shots = shotsOf();
    assert.deepEqual(
      shots.map((_, i) => isBlankShot(shots, i)),
      [true, false, false, false, true, false, false, false, false],
    );
    const { count, blanks, scenes, transitions, lengths } = measureShots(shots);
    assert.deepEqual([count, blanks, scenes], [7, 2, 3]);
    assert.deepEqual(transitions, { cut: 2, dissolve: 1, 'fade-in': 2, 'fade-out': 1, wipe: 1, other: 1 });
    const frames = EVERY_KIND.filter((_, i) => i !== 0 && i !== 4).reduce((sum, recipe) => sum + recipe.frames, 0);
    assert.ok(Math.abs(lengths.mean - frames / 24 / 7) < 1e-6);
  });

  it('finds what is blank by its pictures: black anywhere, flat at a fade, hardly more than a fade', () => {
    const blanksOf = (recipes: Parameters<typeof filmOfShots>[0]) => {
      const shots = shotsOf(recipes);
      return shots.map((_, i) => isBlankShot(shots, i));
    };
    // A leader, and black after a cut.
    const black = { frames: 24, colors: ['#000000', '#0a0a0a'] };
    assert.deepEqual(blanksOf([black, { frames: 24 }, black]), [true, false, true]);
    // White before a fade-in, and elsewhere.
    const white = { frames: 24, colors: ['#fdfdfd'], lightness: 0.99 };
    assert.deepEqual(blanksOf([white, { frames: 24, kind: 'fade-in', over: 12 }]), [true, false]);
    assert.deepEqual(blanksOf([white, { frames: 24 }]), [false, false]);
    // A title on black after a fade-out, and a fade-out that does not reach black.
    const title = { frames: 100, kind: 'fade-out', over: 20, colors: ['#000000', '#f0f0f0'] } as const;
    assert.deepEqual(blanksOf([{ frames: 24 }, title]), [false, false]);
    assert.deepEqual(blanksOf([{ frames: 24 }, { ...title, over: 92 }]), [false, true]);
  });

  it('counts the shots of a film that is black throughout', () => {
    const black = { frames: 24, colors: ['#000000'] };
    const { count, blanks, lengths } = measureShots(shotsOf([black, black]));
    assert.deepEqual([count, blanks, lengths.mean], [2, 0, 1]);
  });

  it('measures the cutting rate in a window that moves over the film', () => {
    // Half an hour of one shot a second, half an hour of one every ten.
    const shots = ofSeconds(...new Array<number>(1800).fill(1), ...new Array<number>(180).fill(10));
    const { rates } = measureShots(shots);
    assert.deepEqual([rates[0]!.time, rates.at(-1)!.time], [150, 3450]);
    for (const { time, shotsPerMinute } of rates) {
      const expected = time <= 1650 ? 60 : time >= 1950 ? 6 : null;
      if (expected !== null) assert.ok(Math.abs(shotsPerMinute - expected) < 1e-6, `${shotsPerMinute} at ${time}`);
    }
  });

  it('counts a film shorter than a window as a whole', () => {
    const { rates } = measureShots(ofSeconds(1, 2, 3));
    assert.deepEqual(rates, [{ time: 3, shotsPerMinute: 30 }]);
  });

  it('orders quartiles, and covers the film with rates', () => {
    fc.assert(
      fc.property(anyShots, (recipes) => {
        const shots = shotsOf(recipes);
        const { count, blanks, lengths, rates } = measureShots(shots);
        assert.equal(count + blanks, shots.length);
        const { shortest, lowerQuartile, median, upperQuartile, longest } = lengths;
        const ordered = [shortest, lowerQuartile, median, upperQuartile, longest];
        assert.deepEqual(
          ordered,
          ordered.toSorted((one, other) => one - other),
        );
        for (const [i, { time, shotsPerMinute }] of rates.entries()) {
          assert.ok(shotsPerMinute >= 0 && time > (rates[i - 1]?.time ?? 0) && time < shots.at(-1)!.to);
        }
      }),
    );
  });
});

describe('describeShots', () => {
  it('says how many shots there are, how long, and how they follow each other', () => {
    assert.deepEqual(describeShots(shotsOf()), [
      '7 shots in 3 scenes, 2.6 s long on average (median 2.1 s, half of them from 1.8 to 3.6 s).',
      '2 cuts, 1 dissolve, 2 fade-ins, 1 fade-out, 1 wipe and 1 other transition.',
    ]);
    assert.deepEqual(describeShots(ofSeconds(12)), ['One shot of 12.0 s.']);
  });

  it('says where a film cuts fastest and slowest, if that differs clearly', () => {
    const shots = ofSeconds(...new Array<number>(600).fill(1), ...new Array<number>(60).fill(10));
    assert.equal(
      describeShots(shots).at(-1),
      'Cut fastest around 1:00 (60 shots per minute), slowest around 11:00 (6.0 shots per minute).',
    );
    assert.equal(describeShots(ofSeconds(...new Array<number>(60).fill(3))).length, 2);
  });

  it('describes the shots of a fingerprint that has them', () => {
    const { sentences, shots } = describeFingerprint(filmOfShots());
    assert.ok(sentences.some((sentence) => sentence.startsWith('7 shots in 3 scenes')));
    assert.equal(shots!.count, 7);
    const { shots: _, ...plain } = filmOfShots();
    assert.equal('shots' in describeFingerprint(plain), false);
  });
});
