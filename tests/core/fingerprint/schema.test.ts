import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Fingerprint, parseFingerprint } from '#core/fingerprint/index';
import { heardFingerprint } from '../../support/fingerprints/heard-fingerprint.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';

/** A place in JSON: names and indexes from the top. */
type Path = readonly (string | number)[];

/**
 * Fields in which the parser accepts more than the schema: drawings do not use them, or not that
 * they are integers. Files of other programs may be lax there.
 */
const LENIENT = [
  'film.id',
  'film.width',
  'film.height',
  'film.pixelAspect.num',
  'film.pixelAspect.den',
  'film.rotationDegrees',
  'film.frameRate.num',
  'film.frameRate.den',
  'film.color.range',
  'film.color.assumed',
  'film.sound.channels',
  'film.sound.sampleRate',
  'sampling.mode',
  'sampling.from',
  'sampling.to',
  'sampling.missing',
  'sampling.crop',
  'sampling.crop.stretches.0.from',
  'sampling.backend',
  'sampling.backend.name',
  'sampling.backend.version',
  'clustering.seed',
  'columns.0.time',
];

/** Values of every kind. */
const OTHERS: readonly unknown[] = [undefined, null, true, -1, 0.5, 'x', [], {}];

const accepts = (check: (value: unknown) => void, value: unknown): boolean => {
  try {
    check(value);
    return true;
  } catch {
    return false;
  }
};
const isInSchema = (value: unknown) => accepts(validateFingerprint, value);
const isParsed = (value: unknown) => accepts((given) => parseFingerprint(JSON.stringify(given)), value);

/** List the places in a value; of a list its first item alone. */
function listPaths(value: unknown, path: Path = []): Path[] {
  const entries = Array.isArray(value)
    ? value.slice(0, 1).map((item) => [0, item] as const)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, item]) => [[...path, key], ...listPaths(item, [...path, key])]);
}

/** Copy a value with another one at a place; undefined takes the place out. */
function replace(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? replace(item, rest, other) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replace(object[key], rest, other) };
}

const whole = withEveryField(heardFingerprint(24));
const cases = listPaths(whole).flatMap((path) => OTHERS.map((other) => ({ path, other })));

/** Add the optional fields that the fingerprint lacks. */
function withEveryField(fingerprint: Fingerprint): Fingerprint {
  const [first, ...rest] = fingerprint.columns;
  const swatches = first!.swatches.map((swatch) => ({ ...swatch, pixel: '#102030', contiguity: 0.5 }));
  const shots = (['cut', 'dissolve'] as const).map((kind, i) => ({
    from: i,
    to: i + 1,
    fromFrame: 24 * i,
    toFrame: 24 * (i + 1),
    transition: { kind, fromFrame: 24 * i, toFrame: 24 * i },
    scene: i,
    frameTime: i + 0.5,
    swatches,
    measures: first!.measures!,
  }));
  const thumbnails = [{ shot: 0, jpeg: '/9j/4AAQ' }];
  const pictures = { ...fingerprint.pictures!, shots: thumbnails };
  const sampling = { ...fingerprint.sampling, shotAlgorithm: 1 };
  const colors = ['#102030', '#405060'].map((color) => ({ color, share: 0.5 }));
  const palette = { colors, merges: [[0, 1] as const] };
  return { ...fingerprint, sampling, palette, columns: [{ ...first!, swatches }, ...rest], shots, pictures };
}

describe('The schema and the parser', () => {
  it('accept the same fingerprint', () => {
    assert.ok(isInSchema(whole));
    assert.ok(isParsed(whole));
  });

  it('reject the same values, except in the fields where the parser is lenient', () => {
    const results = cases.map(({ path, other }) => {
      const value = replace(whole, path, other);
      return { name: path.join('.'), isInSchema: isInSchema(value), isParsed: isParsed(value) };
    });
    const refused = results.filter((result) => result.isInSchema && !result.isParsed);
    // A schema cannot state that there is one merge fewer than colours, nor that thumbnails of
    // shots need shots.
    assert.deepEqual([...new Set(refused.map(({ name }) => name))], ['palette.merges', 'shots']);
    const lenient = results.filter((result) => !result.isInSchema && result.isParsed);
    assert.deepEqual([...new Set(lenient.map(({ name }) => name))], LENIENT);
  });
});
