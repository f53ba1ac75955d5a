import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import {
  breakCaption,
  findPanelKeys,
  type Group,
  layoutPanel,
  layoutPoster,
  type Path,
  placeScene,
  type Ring,
  resolvePanelLook,
  type Scene,
  sceneToSvg,
  sortFilms,
} from '#core/poster/index';
import { renderPng } from '#node/raster/index';
import { heardFingerprint } from '../../support/fingerprints/heard-fingerprint.ts';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { LIGHT } from '../../support/pictures/fonts.ts';
import { assertGolden } from '../../support/pictures/golden.ts';

const LOOK = resolvePanelLook({});
const PANEL = { ...LOOK, across: 3, widthMm: 100, gapMm: 2, marginMm: 5 };

describe('A scene that is placed in another', () => {
  it('a scene that is placed in another keeps its form, in the middle of its box, whatever its marks', () => {
    for (const layout of ['square', 'ring', 'spiral', 'wave', 'radial', 'planes']) {
      const scene = layoutPoster(heardFingerprint(40), { layout, title: 'Coco' }, [LIGHT]);
      const box = { x: 30, y: 7, width: scene.widthMm / 2, height: scene.heightMm / 2 + 10 };
      for (const [i, mark] of placeScene(scene, box, '#000000').entries()) {
        const { box: before, kind } = scene.marks[i]!;
        assert.equal(mark.kind, kind);
        const expected = [30 + before.x / 2, 12 + before.y / 2, before.width / 2, before.height / 2];
        for (const [k, value] of [mark.box.x, mark.box.y, mark.box.width, mark.box.height].entries()) {
          assert.ok(Math.abs(value - expected[k]!) < 1e-9, `${layout}, ${kind}`);
        }
      }
    }
  });

  it('a scene that is placed in another is drawn as it is alone', async () => {
    for (const layout of ['ring', 'wave', 'radial']) {
      const scene = layoutPoster(heardFingerprint(40), { layout, title: 'Coco', colors: 2, widthMm: 100 }, [LIGHT]);
      const half = { widthMm: scene.widthMm / 2, heightMm: scene.heightMm / 2 };
      const box = { x: 0, y: 0, width: half.widthMm, height: half.heightMm };
      const placed: Scene = { ...scene, ...half, trim: box, marks: placeScene(scene, box, scene.background) };
      const [one, other] = await Promise.all(
        [scene, placed].map(async (some) =>
          sharp(await renderPng(some, { widthPx: 300 }))
            .raw()
            .toBuffer(),
        ),
      );
      let differing = 0;
      for (let i = 0; i < one!.length; i++) if (Math.abs(one![i]! - other![i]!) > 40) differing++;
      assert.ok(differing < one!.length * 0.002, `${layout}: ${differing} of ${one!.length}`);
    }
  });

  it('a scene that is placed in another scales lines, dashes and arcs with it, and leaves the scene as it was', () => {
    const scene = layoutPoster(heardFingerprint(40), { layout: 'wave' }, []);
    const before = sceneToSvg(scene);
    const [lines, bars] = placeScene(scene, { x: 0, y: 0, width: scene.widthMm * 2, height: scene.heightMm * 2 }, null)
      .filter((mark): mark is Group => mark.kind === 'group')
      .map(({ marks }) => marks[0]!);
    const [was, wasBar] = scene.marks
      .filter((mark): mark is Group => mark.kind === 'group')
      .map(({ marks }) => marks[0]!);
    assert.ok(lines?.kind === 'stroke' && was?.kind === 'stroke');
    assert.ok(Math.abs(lines.widthMm - 2 * was.widthMm) < 1e-9 && Math.abs(lines.dash![1] - 2 * was.dash![1]) < 1e-9);
    const radius = ({ segments }: Pick<Path, 'segments'>) => segments.find(([command]) => command === 'A')![1]!;
    assert.ok(Math.abs(radius(bars!) - 2 * radius(wasBar!)) < 0.01);
    assert.equal(sceneToSvg(scene), before);
  });

  it('a scene that is placed in another brings its ground along where that is another one', () => {
    const scene = layoutPoster(syntheticFingerprint(5), { theme: 'light' }, []);
    const box = { x: 1, y: 1, width: 10, height: 10 };
    assert.deepEqual(placeScene(scene, box, '#000000')[0], { kind: 'rect', box, color: '#fafafa' });
    assert.equal(placeScene(scene, box, '#fafafa')[0]!.kind, 'bars');
  });
});

describe('A panel', () => {
  const film = (title: string) => ({
    title,
    scene: layoutPoster(syntheticFingerprint(24), { layout: 'ring', widthMm: 30 }, []),
  });

  it('a panel equals its golden', () => {
    const titles = [
      'Coco',
      'Nausicaä of the Valley of the Wind',
      'M',
      'Dr. Strangelove or: How I Learned to Stop Worrying',
    ];
    assertGolden('panel.svg', sceneToSvg(layoutPanel(titles.map(film), { ...PANEL, title: 'Four Films' }, [LIGHT])));
  });

  it('a panel has rows of so many pictures, all inside it, the gap between them and the margin around', () => {
    const scene = layoutPanel(['A', 'B', 'C', 'D'].map(film), PANEL, [LIGHT]);
    const rings = scene.marks.filter((mark): mark is Ring => mark.kind === 'ring');
    const cell = (100 - 10 - 4) / 3;
    assert.deepEqual(
      rings.map(({ x }) => Math.round(x * 1000)),
      [0, 1, 2, 0].map((i) => Math.round((5 + cell / 2 + i * (cell + 2)) * 1000)),
    );
    assert.ok(rings[3]!.y > rings[0]!.y + cell);
    for (const { box } of scene.marks) {
      assert.ok(box.x >= 4.99 && box.x + box.width <= 95.01);
      assert.ok(box.y >= 4.99 && box.y + box.height <= scene.heightMm - 4.99);
    }
  });

  it('a panel writes all titles in one size on one baseline a row, shortened where they are too long', () => {
    const scene = layoutPanel(['HHH', 'H'.repeat(300), `H ${'HH '.repeat(99)}`].map(film), PANEL, [LIGHT]);
    const captions = scene.marks.filter((mark): mark is Path => mark.kind === 'path');
    assert.equal(captions.length, 4);
    const tops = captions.map(({ box }) => box.y.toFixed(3));
    assert.equal(new Set(tops.slice(0, 3)).size, 1);
    for (const { box } of captions) assert.ok(box.width <= (100 - 10 - 4) / 3);
  });

  it('a panel without fonts or titles is pictures alone', () => {
    for (const scene of [layoutPanel([film('Coco')], PANEL, []), layoutPanel([film(' ')], PANEL, [LIGHT])]) {
      assert.deepEqual(
        scene.marks.map(({ kind }) => kind),
        ['ring'],
      );
      assert.ok(Math.abs(scene.heightMm - (10 + (100 - 10 - 4) / 3)) < 0.01);
    }
  });

  it('a panel says when so many pictures do not go into its width', () => {
    assert.throws(() => layoutPanel([film('')], { ...PANEL, gapMm: 60 }, []), {
      name: 'RenderError',
      code: 'too-large',
      message: /3 pictures with 60 mm between them do not go into 100 mm/,
    });
  });
});

describe('A caption', () => {
  const caption = (title: string, width: number) => breakCaption(title, [LIGHT], width, 2);

  it('a caption is one line where that holds it, else two that are about as long', () => {
    assert.deepEqual(caption('The Third Man', 20), ['The Third Man']);
    assert.deepEqual(caption('  The \n Third  Man ', 20), ['The Third Man']);
    assert.deepEqual(caption('Nausicaä of the Valley of the Wind', 14), ['Nausicaä of the', 'Valley of the Wind']);
  });

  it('a caption ends in an ellipsis where it is cut, after a whole word if there is one', () => {
    assert.deepEqual(caption('Dr. Strangelove or: How I Learned to Stop Worrying', 12), [
      'Dr. Strangelove or: How',
      'I Learned to Stop…',
    ]);
    const [only, ...none] = caption('H'.repeat(400), 10);
    assert.match(only!, /^H+…$/);
    assert.deepEqual(none, []);
    assert.deepEqual(caption('', 10), []);
  });
});

describe('Films of a panel', () => {
  const keysOf = (name: string, title: string, ...colors: string[]) => {
    const film = fingerprintOf([columnOf(0, ...colors)]);
    return { keys: findPanelKeys({ ...film, film: { ...film.film, name, title } }) };
  };
  const red = keysOf('The.Zebra.1999.mkv', 'The Zebra', '#c04030');
  const green = keysOf('2001 A Space Odyssey (1968).mkv', '2001: A Space Odyssey', '#30a040');
  const grey = keysOf('none.mkv', 'Ägypten', '#f0f0f0');
  const blue = keysOf('10 Things 1920x1080 2010.mkv', 'Ten', '#2040a0');
  const films = [red, green, grey, blue];

  it('films of a panel are sorted by title, articles apart; by year, hue and lightness, what has none of them last', () => {
    assert.deepEqual(sortFilms(films, 'given'), films);
    assert.deepEqual(sortFilms(films, 'title'), [green, grey, blue, red]);
    assert.deepEqual(sortFilms(films, 'year'), [green, red, blue, grey]);
    assert.deepEqual(sortFilms(films, 'hue'), [red, green, blue, grey]);
    assert.deepEqual(sortFilms(films, 'lightness')[0], grey);
    assert.equal(blue.keys.year, 2010);
    assert.equal(grey.keys.hue, null);
  });

  it('films of a panel of which no frame was read are sorted too', () => {
    const none = { keys: findPanelKeys(fingerprintOf([columnOf(0)])) };
    for (const order of ['title', 'year', 'hue', 'lightness'] as const) {
      assert.equal(sortFilms([none, ...films], order).length, 5);
    }
    assert.equal(sortFilms([none, ...films], 'hue').at(-1)!.keys.hue, null);
  });
});
