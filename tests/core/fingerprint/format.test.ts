import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Fingerprint, FormatError, parseFingerprint, serializeFingerprint } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
const measures = fc.record({
  lightness: number(0, 1),
  contrast: number(0, 1),
  chroma: number(0, 1),
  colorfulness: number(0, 200),
  vivid: number(0, 1),
  warm: fc.option(number(0, 1)),
  hues: fc.array(number(0, 1), { minLength: 24, maxLength: 24 }),
});
const MEASURES = {
  lightness: 0.5,
  contrast: 0,
  chroma: 0,
  colorfulness: 0,
  vivid: 0,
  warm: null,
  hues: Array(24).fill(0),
};
const columns = fc.array(
  fc.record(
    {
      time: number(0, 1e5),
      frameTime: fc.option(number(0, 1e5)),
      swatches: fc.array(
        fc.record(
          { color, pixel: color, share: number(1e-6, 1), contiguity: number(0, 1) },
          { requiredKeys: ['color', 'share'] },
        ),
        { maxLength: 8 },
      ),
      measures,
      sound: fc.option(fc.record({ rms: number(0, 2), lufs: number(-70, 10) })),
    },
    // Older files have no measures and no sound.
    { requiredKeys: ['time', 'frameTime', 'swatches'] },
  ),
  { minLength: 1, maxLength: 20 },
);
const fingerprints: fc.Arbitrary<Fingerprint> = fc
  .record({
    columns,
    title: fc.string({ unit: 'grapheme' }),
    name: fc.string({ minLength: 1 }),
    space: fc.constantFrom('oklab' as const, 'rgb' as const, 'lab' as const),
    sound: fc.constantFrom(undefined, null, { codec: 'aac', channels: 2, sampleRate: 48_000 }),
  })
  .map(({ columns, title, name, space, sound }) => {
    const base = smallFingerprint();
    return {
      ...base,
      film: { ...base.film, title, name, ...(sound !== undefined && { sound }) },
      sampling: { ...base.sampling, samples: columns.length },
      clustering: { ...base.clustering, space },
      columns,
    };
  });

const refused = (text: string, code: FormatError['code']) =>
  assert.throws(
    () => parseFingerprint(text),
    (error) => error instanceof FormatError && error.code === code,
  );

describe("A fingerprint's file", () => {
  it('reads what was written, and writes it to the same bytes again', () => {
    fc.assert(
      fc.property(fingerprints, (fingerprint) => {
        const text = serializeFingerprint(fingerprint);
        assert.deepEqual(parseFingerprint(text), JSON.parse(JSON.stringify(fingerprint)));
        assert.equal(serializeFingerprint(parseFingerprint(text)), text);
      }),
    );
  });

  it('writes files that match the JSON Schema', () => {
    fc.assert(
      fc.property(fingerprints, (fingerprint) => validateFingerprint(JSON.parse(serializeFingerprint(fingerprint)))),
    );
  });

  it('writes one line per column', () => {
    const lines = serializeFingerprint(smallFingerprint()).split('\n');
    assert.equal(lines.filter((line) => line.includes('"swatches"')).length, smallFingerprint().columns.length);
    assert.equal(lines.at(-1), '');
  });

  it('rejects a file truncated anywhere as `truncated`', () => {
    const text = serializeFingerprint(smallFingerprint());
    for (let length = text.indexOf('fingerprint"') + 12; length < text.length - 2; length += 7)
      refused(text.slice(0, length), 'truncated');
  });

  it('reads a file from before crops were written', () => {
    const old = JSON.parse(serializeFingerprint(smallFingerprint()));
    delete old.sampling.crop;
    assert.equal(parseFingerprint(JSON.stringify(old)).sampling.crop, undefined);
  });

  it('rejects a file of a newer version as `newer-version`', () => {
    refused(serializeFingerprint(smallFingerprint()).replace('"version": 1', '"version": 2'), 'newer-version');
  });

  it('rejects a file that is not a fingerprint', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '7',
      '"chromatheque"',
      '{"format": "other"}',
      '{"format": "chromatheque/fingerprint"}',
    ]) {
      refused(text, 'not-a-fingerprint');
    }
  });

  // biome-ignore lint/suspicious/noExplicitAny: the point is to break what the types would hold
  type Broken = Record<string, any>;

  it('rejects a file with a missing or wrong field, and names the field', () => {
    const COUNTED = ['sampling.samples', 'pictures.thumbnails[0].column'];
    const broken: readonly [field: string, change: (value: Broken) => void][] = [
      [
        'film',
        (f) => {
          delete f.film;
        },
      ],
      [
        'film.title',
        (f) => {
          f.film.title = 7;
        },
      ],
      [
        'film.durationSeconds',
        (f) => {
          f.film.durationSeconds = -1;
        },
      ],
      [
        'film.frameRate',
        (f) => {
          f.film.frameRate = { num: 25, den: 0 };
        },
      ],
      [
        'film.color.matrix',
        (f) => {
          f.film.color.matrix = null;
        },
      ],
      [
        'film.sound.channels',
        (f) => {
          f.film.sound = { codec: 'aac', channels: 0, sampleRate: 48_000 };
        },
      ],
      [
        'columns[0].sound',
        (f) => {
          f.columns[0].sound = -23;
        },
      ],
      [
        'columns[0].sound.rms',
        (f) => {
          f.columns[0].sound = { rms: -1, lufs: -23 };
        },
      ],
      [
        'columns[0].sound.lufs',
        (f) => {
          f.columns[0].sound = { rms: 0.1, lufs: null };
        },
      ],
      [
        'columns[0].measures.chroma',
        (f) => {
          f.columns[0].measures = { ...MEASURES, chroma: -1 };
        },
      ],
      [
        'columns[0].measures.warm',
        (f) => {
          f.columns[0].measures = { ...MEASURES, warm: 2 };
        },
      ],
      [
        'pictures.thumbnails[0].column',
        (f) => {
          f.pictures = { thumbnails: [{ column: 999_999, jpeg: '/9j/AAAA' }], squeezed: 'iVBORw0KGgoA' };
        },
      ],
      [
        'pictures.thumbnails[0].jpeg',
        (f) => {
          f.pictures = { thumbnails: [{ column: 0, jpeg: 'https://example.org/x.jpg' }], squeezed: 'iVBORw0KGgoA' };
        },
      ],
      [
        'pictures.squeezed',
        (f) => {
          f.pictures = { thumbnails: [], squeezed: 'iVBORw0KGgo"' };
        },
      ],
      [
        'columns[0].measures.hues',
        (f) => {
          f.columns[0].measures = { ...MEASURES, hues: [0.5] };
        },
      ],
      [
        'sampling.samples',
        (f) => {
          f.sampling.samples = 99;
        },
      ],
      [
        'sampling.crop.mode',
        (f) => {
          f.sampling.crop.mode = 'half';
        },
      ],
      [
        'sampling.crop.stretches',
        (f) => {
          f.sampling.crop.stretches = [];
        },
      ],
      [
        'sampling.crop.stretches[0].width',
        (f) => {
          f.sampling.crop.stretches[0].width = 0;
        },
      ],
      [
        'sampling.crop.stretches[0].from',
        (f) => {
          delete f.sampling.crop.stretches[0].from;
        },
      ],
      [
        'clustering.clusters',
        (f) => {
          f.clustering.clusters = 'many';
        },
      ],
      [
        'clustering.algorithm',
        (f) => {
          f.clustering.algorithm = 0;
        },
      ],
      [
        'clustering.space',
        (f) => {
          f.clustering.space = 'hsv';
        },
      ],
      [
        'columns[0].swatches[0].pixel',
        (f) => {
          f.columns[0].swatches[0].pixel = 'grey';
        },
      ],
      [
        'columns',
        (f) => {
          f.columns = [];
        },
      ],
      [
        'columns[1].time',
        (f) => {
          f.columns[1].time = '1';
        },
      ],
      [
        'columns[1].swatches',
        (f) => {
          f.columns[1].swatches = {};
        },
      ],
      [
        'columns[0].swatches[0].color',
        (f) => {
          f.columns[0].swatches[0].color = '#12345';
        },
      ],
      [
        'columns[0].swatches[0].share',
        (f) => {
          f.columns[0].swatches[0].share = 1.5;
        },
      ],
      [
        'columns[0].swatches[0].contiguity',
        (f) => {
          f.columns[0].swatches[0].contiguity = -0.1;
        },
      ],
      [
        'columns[0].swatches[0].contiguity',
        (f) => {
          f.columns[0].swatches[0].contiguity = 1.01;
        },
      ],
    ];
    for (const [field, change] of broken) {
      const value = JSON.parse(serializeFingerprint(smallFingerprint()));
      change(value);
      assert.throws(
        () => parseFingerprint(JSON.stringify(value)),
        (error) => {
          assert.ok(error instanceof FormatError, field);
          assert.ok(error.message.includes(`\`${field}\``), `${field}: ${error.message}`);
          return true;
        },
      );
      // A schema cannot count.
      if (!COUNTED.includes(field)) assert.throws(() => validateFingerprint(value), field);
    }
  });
});
