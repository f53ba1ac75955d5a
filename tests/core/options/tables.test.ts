import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SPACE_NAMES } from '#core/cluster/index';
import { DEFICIENCY_NAMES } from '#core/color/index';
import { ORDER_NAMES, RANK_NAMES } from '#core/fingerprint/index';
import {
  checkOption,
  checkOptions,
  FILM_OPTIONS,
  hasKind,
  type Option,
  PALETTE_OPTIONS,
  PANEL_OPTIONS,
  PICTURE_OPTIONS,
  pickOptions,
  RUN_OPTIONS,
} from '#core/options/index';
import { layoutNames, THEME_NAMES } from '#core/poster/index';
import { BACKENDS } from '#node/film/index';
import { PROFILE_NAMES } from '#node/raster/index';

const TABLES = { FILM_OPTIONS, PALETTE_OPTIONS, PANEL_OPTIONS, PICTURE_OPTIONS, RUN_OPTIONS };
const entries = Object.entries(TABLES).flatMap(([table, options]) =>
  Object.entries<Option>(options).map(([name, option]) => ({ table, name, option })),
);

describe('The tables of options', () => {
  it('have the choices of the code that uses them', () => {
    assert.deepEqual(FILM_OPTIONS.space.choices, SPACE_NAMES);
    assert.deepEqual(FILM_OPTIONS.backend.choices, ['auto', ...BACKENDS]);
    assert.deepEqual(PICTURE_OPTIONS.layout.choices, layoutNames);
    assert.deepEqual(PICTURE_OPTIONS.rank.choices, RANK_NAMES);
    assert.deepEqual(PALETTE_OPTIONS.rank.choices, RANK_NAMES);
    assert.deepEqual(PICTURE_OPTIONS.order.choices, ORDER_NAMES);
    assert.deepEqual(PICTURE_OPTIONS.theme.choices, THEME_NAMES);
    assert.deepEqual(PICTURE_OPTIONS.profile.choices, PROFILE_NAMES);
    assert.deepEqual(PICTURE_OPTIONS.simulate.choices, DEFICIENCY_NAMES);
  });

  for (const { table, name, option } of entries) {
    if (!('default' in option)) continue;
    it(`have a default that is right: ${table}.${name}`, () => checkOption(name, option, option.default));
  }

  it('give an option one flag wherever it is', () => {
    for (const { name, option } of entries) {
      const others = entries.filter((entry) => entry.name === name).map((entry) => entry.option.flag.split(' ')[0]);
      assert.deepEqual(new Set(others), new Set([option.flag.split(' ')[0]]), name);
    }
  });

  it('describe each option in one line without a full stop', () => {
    for (const { name, option } of entries) assert.match(option.help, /^\S.*[^.\s]$|\.\.\.$/, name);
  });
});

describe('The check of an option', () => {
  const problem = (name: string, option: Option, value: unknown) => {
    try {
      checkOption(name, option, value);
      return null;
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return `${code} ${message}`;
    }
  };
  const { clusters, crop, samples, from, space, loudness } = FILM_OPTIONS;
  const { gap, background, title, margin } = PICTURE_OPTIONS;
  const cases: readonly (readonly [option: Option, value: unknown, problem: string | null])[] = [
    [samples, 1, null],
    [samples, 0, 'wrong-value `x`: expected an integer from 1 up, got 0'],
    [samples, 1.5, 'wrong-value `x`: expected an integer from 1 up, got 1.5'],
    [samples, '1', 'wrong-type `x`: expected an integer from 1 up, got "1"'],
    [clusters, 'auto', null],
    [clusters, 33, 'wrong-value `x`: expected an integer from 1 to 32, or auto, got 33'],
    [clusters, 'many', 'wrong-value `x`: expected an integer from 1 to 32, or auto, got "many"'],
    [gap, 0.9, null],
    [gap, 0.91, 'wrong-value `x`: expected a share from 0 to 0.9, got 0.91'],
    [gap, Number.NaN, 'wrong-value `x`: expected a share from 0 to 0.9, got NaN'],
    [from, 0.5, null],
    [from, Number.POSITIVE_INFINITY, 'wrong-value `x`: expected seconds from 0 up, got Infinity'],
    [space, 'lab', null],
    [space, 'hsv', 'wrong-value `x`: expected oklab, rgb or lab, got "hsv"'],
    [space, null, 'wrong-type `x`: expected oklab, rgb or lab, got null'],
    [loudness, false, null],
    [loudness, 'yes', 'wrong-type `x`: expected true or false, got "yes"'],
    [background, '#1a2b3C', null],
    [background, 'gold', 'wrong-value `x`: expected a colour such as #1a2b3c, got "gold"'],
    [title, 'x'.repeat(1000), null],
    [title, 'x'.repeat(1001), 'wrong-value `x`: expected at most 1000 characters, got 1001'],
    [margin, { value: 1, unit: 'mm' }, null],
    [margin, { value: 1, unit: 'm' }, 'wrong-type `x`: expected a length from 0 to 2000 mm, got an object'],
    [crop, 'none', null],
    [crop, { x: 0, y: 0, width: 1, height: 1 }, null],
    [
      crop,
      { x: 0, y: 0, width: 0, height: 1 },
      'wrong-value `x`: expected auto, none or W:H:X:Y in whole pixels, W and H from 1 up, got 0:1:0:0',
    ],
  ];
  for (const [option, value, expected] of cases) {
    const what = JSON.stringify(value)?.slice(0, 40) ?? String(value);
    it(`${expected === null ? 'accepts' : 'rejects'} ${option.flag} ${what}`, () => {
      assert.equal(problem('x', option, value), expected);
    });
  }

  it('leaves out what is absent or not in the table', () => {
    checkOptions(FILM_OPTIONS, { samples: undefined, other: 7 });
    assert.deepEqual(pickOptions(FILM_OPTIONS, { samples: 5, seed: undefined, toString: 7 }), { samples: 5 });
  });

  it('tells the kind of a value apart from its range, for data from outside', () => {
    assert.deepEqual(
      [0, 0.5, '0', 'auto'].map((value) => hasKind(clusters, value)),
      [true, false, false, true],
    );
    assert.deepEqual(
      ['none', {}, 7].map((value) => hasKind(crop, value)),
      [true, false, false],
    );
  });
});
