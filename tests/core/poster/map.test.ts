import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Bars,
  chooseMapGrid,
  drawMapBars,
  type Group,
  layoutMap,
  type MapFilm,
  type MapPictureOptions,
  planMap,
  type Scene,
  sceneToSvg,
} from '#core/poster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { LIGHT } from '../../support/pictures/fonts.ts';
import { assertGolden } from '../../support/pictures/golden.ts';

const TITLES = ['Coco', 'Nausicaä of the Valley of the Wind', 'M', 'Dr. Strangelove', ''];

function drawFilms(count: number, options: MapPictureOptions = {}, hasYears = true): Scene {
  const plan = planMap(options, count);
  const films = Array.from({ length: count }, (_, i): MapFilm => {
    const bars = drawMapBars(syntheticFingerprint(80, { seed: i + 1 }), plan);
    return { title: TITLES[i % TITLES.length]!, note: hasYears && i % 3 > 0 ? String(1950 + i) : '', bars };
  });
  return layoutMap(films, chooseMapGrid(plan, count), plan, [LIGHT]);
}

const barsOf = ({ marks }: Scene): Bars[] => marks.filter((mark): mark is Bars => mark.kind === 'bars');
const captionsOf = ({ marks }: Scene) =>
  marks.filter((mark): mark is Group => mark.kind === 'group').flatMap(({ marks }) => marks);

describe('A map', () => {
  it('of seven films looks like its golden', () => {
    assertGolden('map.svg', sceneToSvg(drawFilms(7, { bars: 12, title: 'Seven Films', colors: 2 })));
  });

  it('draws the bars of each film on the page, and no two boxes overlap', () => {
    for (const [count, options] of [
      [2, {}],
      [23, { theme: 'light' }],
      [300, {}],
      [30, { widthMm: 100, heightMm: 300 }],
      [30, { widthMm: 300, heightMm: 60, title: 'Wide' }],
    ] as const) {
      const scene = drawFilms(count, options);
      const boxes = [...barsOf(scene), ...captionsOf(scene)].map(({ box }) => box);
      assert.equal(barsOf(scene).length, count);
      for (const [i, one] of boxes.entries()) {
        assert.ok(one.x >= 0 && one.y >= 0, `${count} ${i}`);
        assert.ok(one.x + one.width <= scene.widthMm && one.y + one.height <= scene.heightMm, `${count} ${i}`);
        for (const other of boxes.slice(i + 1)) {
          const isApart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          assert.ok(isApart, `${count}: ${JSON.stringify([one, other])}`);
        }
      }
    }
  });

  it('has the size that was asked for', () => {
    const { widthMm, heightMm } = drawFilms(20, { widthMm: 420, heightMm: 297 });
    assert.deepEqual([widthMm, heightMm], [420, 297]);
  });

  it('joins columns to bars of a width that can be seen, and to as many as asked', () => {
    const film = syntheticFingerprint(3600);
    assert.equal(drawMapBars(film, planMap({ bars: 30 }, 10)).columns, 30);
    const columns = [2, 200, 1000].map((count) => drawMapBars(film, planMap({}, count)).columns);
    assert.ok(columns[0]! > columns[1]! && columns[1]! >= columns[2]! && columns[2]! >= 60, String(columns));
  });

  it('breaks long titles into two lines if no film has a year', () => {
    // Of five films one has a long title, and one has none.
    assert.equal(captionsOf(drawFilms(60, {}, false)).length, 60 + 12 - 12);
    const years = 60 - 20;
    assert.equal(captionsOf(drawFilms(60)).length, 60 - 12 + years);
  });

  it('refuses too many films for its page, and numbers of films out of range', () => {
    assert.throws(() => drawFilms(200, { widthMm: 10, heightMm: 10 }), {
      name: 'RenderError',
      code: 'too-large',
      message: '200 films do not fit into 10 mm: each needs a cell of 1 mm',
    });
    for (const count of [1, 1001]) {
      assert.throws(() => planMap({}, count), { name: 'OptionError', message: /expected 2 to 1000 of them/ });
    }
  });
});
