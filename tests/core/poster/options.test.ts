import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutNames, layoutPoster, type PosterOptions } from '#core/poster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';

const FILM = syntheticFingerprint(10);
const KNOWN = `${layoutNames.slice(0, -1).join(', ')} or ${layoutNames.at(-1)}`;

/** Try options that the types forbid, as a caller in JavaScript may. */
function attempt(options: Record<string, unknown>): () => unknown {
  return () => layoutPoster(FILM, options as PosterOptions, []);
}

test('wrong values are refused by name before any work', () => {
  const cases: [Record<string, unknown>, string, string][] = [
    [{ colors: 0 }, 'wrong-value', '`colors`: expected an integer from 1 to 16, got 0'],
    [{ colors: 17 }, 'wrong-value', '`colors`: expected an integer from 1 to 16, got 17'],
    [{ colors: 1.5 }, 'wrong-value', '`colors`: expected an integer from 1 to 16, got 1.5'],
    [{ colors: '5' }, 'wrong-type', '`colors`: expected an integer from 1 to 16, got "5"'],
    [{ layout: 'circle' }, 'wrong-value', `\`layout\`: expected ${KNOWN}, got "circle"`],
    [{ layout: 'hasOwnProperty' }, 'wrong-value', `\`layout\`: expected ${KNOWN}, got "hasOwnProperty"`],
    [{ titleStyle: 'loud' }, 'wrong-value', '`titleStyle`: expected overlay or band for square, got "loud"'],
    [{ rank: 'size' }, 'wrong-value', '`rank`: expected area or presence, got "size"'],
    [{ swatch: 'mean' }, 'wrong-value', '`swatch`: expected centroid or pixel, got "mean"'],
    [{ title: 7 }, 'wrong-type', '`title`: expected a text, got 7'],
    [{ title: 'x'.repeat(1001) }, 'wrong-value', '`title`: expected at most 1000 characters, got 1001'],
    [{ widthMm: 0 }, 'wrong-value', '`widthMm`: expected millimetres from 1 to 5000, got 0'],
    [{ heightMm: Number.NaN }, 'wrong-value', '`heightMm`: expected millimetres from 1 to 5000, got NaN'],
  ];
  for (const [options, code, message] of cases) assert.throws(attempt(options), { name: 'OptionError', code, message });
});

test('an unknown option is an error that names the nearest known one', () => {
  assert.throws(attempt({ colour: 3 }), {
    name: 'OptionError',
    message: '`colour`: unknown option, did you mean `colors`?',
  });
  assert.throws(attempt({ widthmm: 3 }), { message: '`widthmm`: unknown option, did you mean `widthMm`?' });
  assert.throws(attempt({ zzz: 3 }), { message: '`zzz`: unknown option' });
});

test('a square is ten inches wide, a strip twenty by two', () => {
  assert.deepEqual(layoutNames.slice(0, 2), ['square', 'strip']);
  const size = (options: PosterOptions): number[] => {
    const { widthMm, heightMm } = layoutPoster(FILM, options, []);
    return [widthMm, heightMm];
  };
  assert.deepEqual(size({}), [254, 254]);
  assert.deepEqual(size({ layout: 'strip' }), [508, 50.8]);
  assert.deepEqual(size({ layout: 'strip', widthMm: 1000 }), [1000, 100]);
  assert.deepEqual(size({ heightMm: 500 }), [500, 500]);
  assert.deepEqual(size({ widthMm: 300, heightMm: 200 }), [300, 200]);
});
