import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COLOR_NAMES } from '#core/color/index';
import { type Column, describeFingerprint, type Fingerprint, type Measures } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

/** A film of so many columns, each with the colours that a function of its number gives. */
const filmOf = (count: number, colorsOf: (i: number) => readonly string[]): Fingerprint =>
  fingerprintOf(Array.from({ length: count }, (_, i) => columnOf(i + 0.5, ...colorsOf(i))));

const MEASURES: Measures = {
  lightness: 0.5,
  contrast: 0.15,
  chroma: 0.06,
  colorfulness: 33,
  vivid: 0.5,
  warm: 0.5,
  hues: Array(24).fill(0.0025),
};

/** The same film, measured. */
const measured = (film: Fingerprint, measuresOf: (i: number) => Partial<Measures>): Fingerprint => ({
  ...film,
  columns: film.columns.map((column, i) => ({ ...column, measures: { ...MEASURES, ...measuresOf(i) } })),
});

const third = (i: number, count: number) => Math.floor((3 * i) / count);
const summaryOf = (film: Fingerprint) => describeFingerprint(film).summary;
const sentencesOf = (film: Fingerprint) => describeFingerprint(film).sentences;
const saysOf = (film: Fingerprint, pattern: RegExp) => sentencesOf(film).filter((sentence) => pattern.test(sentence));

describe('A description begins with a sentence', () => {
  it('summarises the colours that a viewer would name, and where the film is darkest', () => {
    const film = filmOf(30, (i) => (third(i, 30) === 1 ? ['#04245c', '#7a5000'] : ['#0067a5', '#f6a600']));
    assert.match(summaryOf(film), /^A film of .*blues?.*, darkest in its middle third\.$/);
    assert.match(summaryOf(film), /amber/);
  });

  it('summarises where a film is lightest, or its trend, and nothing if its thirds are similar', () => {
    const greys = ['#303030', '#707070', '#b0b0b0'];
    const film = (order: readonly number[]) => filmOf(30, (i) => [greys[order[third(i, 30)]!]!, '#804020']);
    assert.match(summaryOf(film([0, 2, 0])), /, lightest in its middle third\.$/);
    assert.match(summaryOf(film([0, 1, 2])), /, lighter from third to third\.$/);
    assert.match(summaryOf(film([2, 1, 0])), /, darker from third to third\.$/);
    assert.doesNotMatch(summaryOf(film([1, 1, 1])), /,/);
  });

  it('summarises by time if columns are not evenly spaced', () => {
    const { columns } = filmOf(30, (i) => (i < 15 ? ['#04245c', '#7a5000'] : ['#0067a5', '#f6a600']));
    const draft = columns.map((column, i) => ({ ...column, time: i < 15 ? i / 4 : i - 10 }));
    assert.match(summaryOf(fingerprintOf(draft)), /, darkest in its first third\.$/);
  });

  it('summarises shades of a colour in one word', () => {
    assert.equal(summaryOf(filmOf(3, () => ['#0a3d91', '#5a86ad', '#95d0fc'])), 'A tinted film of blues.');
    assert.equal(summaryOf(filmOf(3, () => ['#008882', '#004b49'])), 'A tinted film of teal.');
    assert.equal(summaryOf(filmOf(3, () => ['#840000', '#5c0923'])), 'A film of reds.');
    assert.equal(summaryOf(filmOf(3, () => ['#0b2a3f', '#1f0954'])), 'A film of dark blues.');
    assert.equal(summaryOf(filmOf(3, () => ['#f6a600'])), 'A tinted film of amber.');
  });

  it('names the dark only next to lit colours, and no colour smaller than a title', () => {
    const dark = ['#000000', '#040404', '#080808'];
    assert.match(summaryOf(filmOf(4, () => [...dark, '#c04e01'])), /burnt orange/);
    const speck: Column = {
      time: 0.5,
      frameTime: 0.5,
      swatches: [
        { color: '#000000', share: 0.98 },
        { color: '#c04e01', share: 0.02 },
      ],
    };
    assert.equal(summaryOf(fingerprintOf([speck])), 'A film of black.');
    assert.deepEqual(saysOf(fingerprintOf([speck]), /tint/i), []);
  });

  it('summarises the kind of film', () => {
    const greys = filmOf(4, () => ['#202020', '#909090', '#e8e8e8']);
    assert.match(summaryOf(greys), /^A black-and-white film of /);
    assert.equal(sentencesOf(greys)[0], 'Black and white.');
    const sepia = filmOf(4, () => ['#6b5335', '#a68a60', '#3a2b18']);
    assert.match(summaryOf(sepia), /^A tinted film of /);
    const mixed = filmOf(10, (i) => (i < 3 ? ['#202020', '#909090'] : ['#c02020', '#2040c0']));
    assert.equal(sentencesOf(mixed)[0], 'In colour; 30 % of its pictures are black and white.');
  });

  it('states that only a part was sampled', () => {
    const film = filmOf(10, () => ['#c02020', '#2040c0']);
    const part = { ...film, film: { ...film.film, durationSeconds: 3700 }, sampling: { ...film.sampling, to: 3605 } };
    assert.match(summaryOf(part), /^A film of /);
    const less = { ...film, film: { ...film.film, durationSeconds: 9000 }, sampling: { ...film.sampling, to: 3605 } };
    assert.match(summaryOf(less), /^Part of a film, of /);
    assert.equal(sentencesOf(less)[0], 'Only 0:00 to 1:00:05 was sampled.');
  });
});

describe('A description goes on', () => {
  const film = filmOf(30, () => ['#c02020', '#2040c0']);

  it('describes lightness, by swatches if it was not measured', () => {
    const words = (lightness: number) =>
      saysOf(
        measured(film, () => ({ lightness })),
        /on the whole/,
      )[0];
    assert.equal(words(0.2), 'Very dark on the whole (mean lightness 0.20 of 1).');
    assert.equal(words(0.5), 'Neither dark nor light on the whole (mean lightness 0.50 of 1).');
    assert.equal(words(0.7), 'Light on the whole (mean lightness 0.70 of 1).');
    const white = filmOf(3, () => ['#ffffff']);
    assert.deepEqual(saysOf(white, /on the whole/), ['Very light on the whole (mean lightness 1.00 of 1).']);
  });

  it('describes high or low contrast', () => {
    const words = (contrast: number) =>
      saysOf(
        measured(film, () => ({ contrast })),
        /contrast/,
      );
    assert.deepEqual(words(0.25), ['Strong contrast within its pictures (deviation of lightness 0.25).']);
    assert.deepEqual(words(0.05), ['Little contrast within its pictures (deviation of lightness 0.05).']);
    assert.deepEqual(words(0.15), []);
    assert.deepEqual(saysOf(film, /contrast/), []);
  });

  it('describes colourfulness in the words of the measure, and where', () => {
    const words = (...values: readonly number[]) =>
      saysOf(
        measured(film, (i) => ({ colorfulness: values[third(i, 30)]! })),
        /colourful/,
      )[0];
    assert.equal(words(84, 84, 84), 'Highly colourful (84; Hasler and Süsstrunk).');
    assert.equal(words(10, 40, 12), 'Slightly colourful (21; Hasler and Süsstrunk), most so in its middle third.');
    assert.equal(words(40, 10, 38), 'Moderately colourful (29; Hasler and Süsstrunk), least in its middle.');
  });

  it('describes warmth if most colour is warm or cold, or a third differs', () => {
    const words = (...warm: readonly number[]) =>
      saysOf(
        measured(film, (i) => ({ warm: warm[third(i, 30)]! })),
        /warm/,
      );
    assert.deepEqual(words(0.9, 0.9, 0.9), ['Mostly warm (90 % of its colour is warm).']);
    assert.deepEqual(words(0.1, 0.1, 0.1), ['Mostly cold (10 % of its colour is warm).']);
    assert.deepEqual(words(0.5, 0.5, 0.2), ['Coldest in its last third (40 % of its colour is warm).']);
    assert.deepEqual(words(0.5, 0.5, 0.5), []);
    assert.deepEqual(
      saysOf(
        measured(film, () => ({ warm: 1, chroma: 0.01 })),
        /warm/,
      ),
      [],
    );
  });

  it('describes the largest change, with the colours before and after', () => {
    const cut = filmOf(60, (i) => (i < 42 ? ['#15243d'] : ['#f6a600']));
    assert.deepEqual(saysOf(cut, /changes/), ['It changes most at 0:42, from navy to amber.']);
    assert.deepEqual(saysOf(film, /changes/), []);
    assert.deepEqual(
      saysOf(
        filmOf(20, (i) => (i < 10 ? ['#15243d'] : ['#f6a600'])),
        /changes/,
      ),
      [],
    );
  });

  it('describes small colours that are not among the main ones', () => {
    const columns = filmOf(4, () => ['#202020', '#303030', '#484848', '#606060', '#808080', '#a0a0a0']).columns;
    const accents = columns.map((column) => ({
      ...column,
      swatches: [
        ...column.swatches.map(({ color, share }) => ({ color, share: share * 0.98 })),
        { color: '#be0032', share: 0.02 },
      ],
    }));
    const told = describeFingerprint(fingerprintOf(accents));
    const isTold =
      told.colors.some(({ name }) => name === 'red') || told.sentences.includes('Also some red (#be0032, 2 %).');
    assert.ok(isTold, JSON.stringify(told));
  });

  it('describes a film with sound', () => {
    const loud = (...rms: readonly number[]): Fingerprint => ({
      ...film,
      film: { ...film.film, sound: { codec: 'aac', channels: 2, sampleRate: 48000 } },
      columns: film.columns.map((column, i) => {
        const value = i === 17 ? 0.5 : rms[third(i, 30)]!;
        return { ...column, sound: { rms: value, lufs: i === 17 ? -6.02 : -30 } };
      }),
    });
    assert.deepEqual(saysOf(loud(0.01, 0.01, 0.4), /loud/i), [
      'Loudest in its last third, its loudest moment at 0:17 (-6.0 LUFS).',
    ]);
    assert.deepEqual(saysOf(loud(0.4, 0.4, 0.4), /loud/i), ['Its loudest moment is at 0:17 (-6.0 LUFS).']);
    assert.deepEqual(saysOf({ ...film, film: { ...film.film, sound: null } }, /sound/), ['Without sound.']);
    assert.deepEqual(saysOf(film, /sound|loud/i), []);
  });
});

describe('A description of hardly anything', () => {
  it('describes a film without a decoded frame in one sentence', () => {
    const { summary, sentences, colors } = describeFingerprint(filmOf(3, () => []));
    assert.deepEqual([summary, sentences, colors], ['A film of which no frame could be decoded.', [], []]);
  });

  it('describes the number of missing frames', () => {
    assert.deepEqual(
      saysOf(
        filmOf(3, (i) => (i === 1 ? [] : ['#c02020'])),
        /decoded/,
      ),
      ['1 of its 3 frames could not be decoded.'],
    );
  });

  it('describes a black film as nothing but black', () => {
    const { summary, sentences } = describeFingerprint(filmOf(12, () => ['#000000', '#050505']));
    assert.deepEqual([summary, sentences], ['A film of nothing but black.', []]);
  });

  it('describes no thirds for a film of one column', () => {
    const { summary, sentences } = describeFingerprint(filmOf(1, () => ['#0067a5', '#f6a600']));
    assert.match(summary, /^A film of amber and blue\.$/);
    assert.ok(sentences.every((sentence) => !sentence.includes('third')));
  });
});

describe('Any description', () => {
  const color = fc.integer({ min: 0, max: 0xffffff }).map((code) => `#${code.toString(16).padStart(6, '0')}`);
  const columns = fc.array(fc.uniqueArray(color, { maxLength: 6 }), { minLength: 1, maxLength: 40 });

  it('describes any film in whole sentences with listed colour names, reproducibly', () => {
    const names = new Set(COLOR_NAMES.map(({ name }) => name));
    fc.assert(
      fc.property(columns, (lists) => {
        const film = filmOf(lists.length, (i) => lists[i]!);
        const described = describeFingerprint(film);
        for (const sentence of [described.summary, ...described.sentences]) {
          assert.match(sentence, /^[A-Z0-9].*\.$/);
          assert.doesNotMatch(sentence, /NaN|undefined|null|Infinity| {2}/);
        }
        for (const { name, share } of described.colors) assert.ok(names.has(name) && share > 0);
        assert.deepEqual(describeFingerprint(film), described);
      }),
      { numRuns: 200 },
    );
  });

  it('summarises 3,600 columns in the length of a caption', () => {
    const { summary } = describeFingerprint(syntheticFingerprint(3600));
    assert.ok(summary.length < 120, summary);
  });
});
