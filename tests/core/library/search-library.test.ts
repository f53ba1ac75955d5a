import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Shot } from '#core/fingerprint/index';
import { indexFilm, joinFilms, listPlaces, parseQuery, type SearchUnit, searchLibrary } from '#core/library/index';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

type Colors = readonly (readonly [color: string, share: number])[];

/** A film with a shot per list of colours, two seconds each, the last one four. */
function filmOf(title: string, ...shots: readonly Colors[]) {
  const base = fingerprintOf([columnOf(0.5, '#808080'), columnOf(1.5, '#707070')]);
  const end = 2 * shots.length;
  const made = shots.map(
    (colors, i): Shot => ({
      from: 2 * i,
      to: 2 * i + 2 + (i === shots.length - 1 ? 2 : 0),
      fromFrame: 48 * i,
      toFrame: 48 * (i + 1),
      transition: null,
      scene: 0,
      frameTime: 2 * i,
      swatches: colors.map(([color, share]) => ({ color, share })),
    }),
  );
  const film = { ...base.film, id: title.padEnd(32, '0'), title, durationSeconds: end };
  return indexFilm({ ...base, film, shots: made });
}

const readCss = (text: string): string | null => (/^#[0-9a-f]{6}$/.test(text) ? text : null);

function search(
  films: readonly ReturnType<typeof indexFilm>[],
  colors: readonly string[],
  { by = 'moment' as SearchUnit, minSeconds = 0, limit = 10 } = {},
) {
  const places = listPlaces([joinFilms(films)]);
  const query = parseQuery(colors, readCss);
  return searchLibrary(places, query, { by, minSeconds, limit, filter: () => true });
}

const titles = (found: ReturnType<typeof search>) => found.map(({ entry, moments }) => [entry.title, moments[0]!.from]);

const GREY: Colors = [['#808080', 1]];

describe('A search for colours', () => {
  it('finds the moment with the colour itself before one with a related shade', () => {
    const films = [
      filmOf('near', GREY, [
        ['#2f7468', 0.5],
        ['#808080', 0.5],
      ]),
      filmOf('exact', [
        ['#217472', 0.5],
        ['#808080', 0.5],
      ]),
    ];
    assert.deepEqual(titles(search(films, ['#217472'])), [
      ['exact', 0],
      ['near', 2],
    ]);
  });

  it('returns exact codes, shares and times', () => {
    const [found] = search(
      [
        filmOf('a', GREY, [
          ['#217472', 0.6],
          ['#d8d0ba', 0.4],
        ]),
      ],
      ['#217472'],
    );
    const { from, to, swatches } = found!.moments[0]!;
    assert.deepEqual([from, to], [2, 6]);
    assert.deepEqual(
      swatches.map(({ color }) => color),
      ['#217472', '#d8d0ba'],
    );
    assert.ok(Math.abs(swatches[0]!.share - 0.6) < 0.005);
  });

  it('finds the share that is asked for, and a small accent', () => {
    const films = [
      filmOf('much', [
        ['#c81e1e', 0.7],
        ['#404040', 0.3],
      ]),
      filmOf('third', [
        ['#c81e1e', 0.3],
        ['#404040', 0.7],
      ]),
      filmOf('accent', [
        ['#c81e1e', 0.02],
        ['#404040', 0.98],
      ]),
    ];
    assert.equal(search(films, ['#c81e1e'])[0]!.entry.title, 'much');
    assert.equal(search(films, ['#c81e1e:30%'])[0]!.entry.title, 'third');
    assert.equal(search(films, ['#c81e1e:accent'])[0]!.entry.title, 'accent');
  });

  it('needs all colours, and none that is excluded', () => {
    const both: Colors = [
      ['#217472', 0.5],
      ['#c81e1e', 0.5],
    ];
    const films = [filmOf('both', both), filmOf('one', [['#217472', 1]])];
    assert.deepEqual(titles(search(films, ['#217472', '#c81e1e'])), [['both', 0]]);
    assert.deepEqual(titles(search(films, ['#217472', 'not #c81e1e'])), [['one', 0]]);
  });

  it('finds nothing beyond the tolerance', () => {
    const films = [filmOf('a', [['#2f7468', 1]])];
    assert.equal(search(films, ['#217472~2']).length, 0);
    assert.equal(search(films, ['#217472~20']).length, 1);
  });

  it('leaves out moments that are too short', () => {
    const films = [filmOf('a', [['#217472', 1]], GREY, [['#217472', 1]])];
    assert.deepEqual(titles(search(films, ['#217472'], { minSeconds: 3 })), [['a', 4]]);
  });

  it('groups moments by film, at most three of each', () => {
    const films = [filmOf('a', ...Array<Colors>(5).fill([['#217472', 1]])), filmOf('b', [['#217472', 1]])];
    const found = search(films, ['#217472'], { by: 'film' });
    assert.deepEqual(
      found.map(({ entry, moments }) => [entry.title, moments.length]),
      [
        ['a', 3],
        ['b', 1],
      ],
    );
  });

  it('finds runs of columns of a film without shots, but not as shots', () => {
    const columns = ['#808080', '#808080', '#c81e1e', '#c51f1c', '#c81e1e', '#808080'].map((color, i) =>
      columnOf(i + 0.5, color),
    );
    const film = indexFilm(fingerprintOf(columns));
    assert.equal(film.entry.moments, 3);
    const [found] = search([film], ['#c81e1e']);
    assert.deepEqual([found!.moments[0]!.from, found!.moments[0]!.to], [2, 5]);
    assert.deepEqual(search([film], ['#c81e1e'], { by: 'shot' }), []);
  });

  it('gives the same result for any order of films', () => {
    const films = [3, 4, 5].map((seed) => {
      const film = indexFilm(syntheticFingerprint(300, { seed }));
      return { ...film, entry: { ...film.entry, id: String(seed).repeat(32) } };
    });
    const query = ['#7c1d1a', '#2a0b0c'];
    const found = search(films, query, { limit: 20 });
    assert.ok(found.length > 3);
    assert.deepEqual(search([...films].reverse(), query, { limit: 20 }), found);
  });

  it('a film without colours is indexed and not found', () => {
    const film = indexFilm(fingerprintOf([columnOf(0.5), columnOf(1.5)]));
    assert.equal(film.entry.moments, 0);
    assert.deepEqual(search([film], ['#000000']), []);
  });
});

describe('A search for black', () => {
  const night: Colors = [
    ['#0a0c14', 0.6],
    ['#31485e', 0.4],
  ];

  it('does not find blank shots, titles and credits, but their letters', () => {
    const films = [
      filmOf(
        'film',
        [['#000000', 1]],
        [
          ['#000000', 0.9],
          ['#e8e8e8', 0.1],
        ],
        night,
      ),
    ];
    assert.deepEqual(titles(search(films, ['#000000'])), [['film', 4]]);
    assert.deepEqual(titles(search(films, ['#e8e8e8'])), [['film', 2]]);
  });

  it('does not find bars that were not cropped', () => {
    const barred = (colors: Colors): Colors => [
      ['#000000', 0.25],
      ...colors.map(([color, share]) => [color, share * 0.75] as const),
    ];
    const bright: Colors = [['#d8c39a', 1]];
    const films = [filmOf('film', barred(bright), barred(bright), barred(night))];
    assert.deepEqual(titles(search(films, ['#000000'])), [['film', 4]]);
    const [found] = search(films, ['#d8c39a']);
    assert.deepEqual(found!.moments[0]!.swatches, [{ color: '#d8c39a', share: 1 }]);
  });
});

describe('A planted shot', () => {
  it('is found first among thousands by its palette, and among the first three by a jittered one', () => {
    const films = Array.from({ length: 20 }, (_, i) => indexFilm(syntheticFingerprint(400, { seed: i + 1 })));
    const palette: Colors = [
      ['#31485e', 0.4],
      ['#c9a25e', 0.3],
      ['#7c1d1a', 0.2],
      ['#d8d0ba', 0.1],
    ];
    const all = [...films, filmOf('planted', GREY, palette)];
    const ask = (colors: Colors) => colors.map(([color, share]) => `${color}:${share * 100}%`);
    assert.equal(search(all, ask(palette))[0]!.entry.title, 'planted');
    const jittered: Colors = [
      ['#2b4463', 0.4],
      ['#cda055', 0.3],
      ['#82221a', 0.2],
      ['#d4d3b4', 0.1],
    ];
    assert.ok(search(all, ask(jittered), { limit: 3 }).some(({ entry }) => entry.title === 'planted'));
  });
});
