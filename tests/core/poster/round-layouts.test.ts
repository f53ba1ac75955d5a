import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import type { Fingerprint } from '#core/fingerprint/index';
import {
  type Box,
  type Group,
  type Image,
  layoutPoster,
  type Path,
  type PosterOptions,
  RenderError,
  type Scene,
  sceneToSvg,
} from '#core/poster/index';
import { renderPng } from '#node/raster/index';
import { heardFingerprint } from '../../support/fingerprints/heard-fingerprint.ts';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { LIGHT } from '../../support/pictures/fonts.ts';
import { assertGolden } from '../../support/pictures/golden.ts';
import { listPoints } from '../../support/pictures/path-points.ts';

const NAUSICAA = 'Nausicaä of the Valley of the Wind';
const LAYOUTS = ['ring', 'spiral', 'wave', 'radial', 'planes'] as const;

const GOLDENS: Readonly<Record<string, PosterOptions>> = {
  'ring.svg': { layout: 'ring', title: NAUSICAA },
  'ring-half-3.svg': { layout: 'ring', title: 'Coco', subtitle: '2017', arc: 180, colors: 3, order: 'thread' },
  'spiral.svg': { layout: 'spiral', title: NAUSICAA, colors: 2 },
  'wave.svg': { layout: 'wave', title: NAUSICAA, subtitle: '1984 · Hayao Miyazaki' },
  'radial.svg': { layout: 'radial', title: NAUSICAA, theme: 'light' },
  'planes.svg': { layout: 'planes', title: NAUSICAA },
};

for (const [name, options] of Object.entries(GOLDENS)) {
  it(`the poster equals its golden: ${name}`, () => {
    assertGolden(name, sceneToSvg(layoutPoster(heardFingerprint(64), { rank: 'area', ...options }, [LIGHT])));
  });
}

function assertWithin({ x, y, width, height }: Box, page: Box, what: string): void {
  const slack = 0.01;
  assert.ok(x >= page.x - slack && y >= page.y - slack, `${what}: ${x}, ${y}`);
  assert.ok(x + width <= page.x + page.width + slack, `${what}: right ${x + width} of ${page.width}`);
  assert.ok(y + height <= page.y + page.height + slack, `${what}: bottom ${y + height} of ${page.height}`);
}

/** The box that holds an image after it is turned. */
function turnedBox({ box, turnDegrees = 0 }: Image): Box {
  const angle = (turnDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [width, height] = [box.width * cos + box.height * sin, box.width * sin + box.height * cos];
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

function assertInside(scene: Scene, what: string): void {
  const page = { x: 0, y: 0, width: scene.widthMm, height: scene.heightMm };
  for (const mark of scene.marks) {
    assertWithin(mark.kind === 'image' ? turnedBox(mark) : mark.box, page, `${what}, ${mark.kind}`);
    for (const { segments } of mark.kind === 'group' ? mark.marks : []) {
      for (const { x, y } of listPoints(segments))
        assertWithin({ x, y, width: 0, height: 0 }, mark.box, `${what}, in a group`);
    }
  }
}

describe('Every round layout, wave and planes', () => {
  const missing = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? columnOf(i) : columnOf(i, '#aa3322', '#102030')));
  const films: Readonly<Record<string, Fingerprint>> = {
    'of one column': heardFingerprint(1),
    'of two columns': heardFingerprint(2),
    'of 7200 columns': heardFingerprint(7200),
    'of a vertical film': heardFingerprint(64, { isTall: true }),
    'of one thumbnail': heardFingerprint(64, { thumbnails: 1 }),
    'with missing columns': { ...heardFingerprint(40), columns: missing.map((column) => ({ ...column, sound: null })) },
  };
  const pages: readonly PosterOptions[] = [
    {},
    { widthMm: 30, heightMm: 30 },
    { widthMm: 841, heightMm: 1189 },
    { widthMm: 600, heightMm: 60, bleedMm: 3 },
    { widthMm: 60, heightMm: 600, marginMm: 10 },
  ];
  const contents: readonly PosterOptions[] = [
    { title: 'Coco' },
    { title: '' },
    { title: 'Every word of it '.repeat(17), titleStyle: 'band', subtitle: '2017' },
    { colors: 5, gap: 0.5, reverse: true, bars: 9, smooth: 2, caps: 'square' },
  ];
  // Every page and every content twice: all 20 pairs take four times as long and differ in nothing else.
  const looks = pages.flatMap((page, i) =>
    [0, 1].map((step) => ({ ...page, ...contents[(i + step) % contents.length] })),
  );
  for (const layout of LAYOUTS) {
    for (const [name, film] of Object.entries(films)) {
      it(`every round layout, wave and planes keeps inside its page: ${layout} ${name}`, () => {
        for (const options of looks) {
          assertInside(layoutPoster(film, { layout, ...options }, [LIGHT]), JSON.stringify(options));
        }
      });
    }
  }

  it('every round layout, wave and planes is drawn without a font when there is no title', () => {
    for (const layout of LAYOUTS) assert.ok(layoutPoster(heardFingerprint(30), { layout }, []).marks.length > 0);
  });

  it('every round layout, wave and planes cannot be turned where that means nothing', () => {
    for (const layout of ['wave', 'planes']) {
      assert.throws(() => layoutPoster(heardFingerprint(3), { layout, rotate: 90 }, []), {
        name: 'OptionError',
        message: `\`rotate\`: expected 0 for ${layout}, got 90`,
      });
    }
    for (const layout of ['ring', 'spiral', 'radial']) {
      assert.ok(layoutPoster(heardFingerprint(3), { layout, rotate: 45.5 }, []).marks.length > 0);
    }
  });

  it('every round layout, wave and planes keeps its title within the safe area', () => {
    const page = { widthMm: 200, heightMm: 200, safeAreaMm: 40 };
    for (const layout of LAYOUTS) {
      const { marks } = layoutPoster(heardFingerprint(30), { layout, titleStyle: 'band', title: 'Coco', ...page }, [
        LIGHT,
      ]);
      const titles = marks.filter((mark): mark is Path => mark.kind === 'path').slice(-1);
      assert.equal(titles.length, 1);
      assertWithin(titles[0]!.box, { x: 40, y: 40, width: 120, height: 120 }, layout);
    }
  });
});

describe('A spiral', () => {
  const groupOf = ({ marks }: Scene) => marks.find((mark): mark is Group => mark.kind === 'group')!;
  const film = fingerprintOf(Array.from({ length: 60 }, (_, i) => columnOf(i, i % 2 === 0 ? '#aa3322' : '#2233aa')));

  it('a spiral gives every column the same length of the way, further out as time goes on', () => {
    const scene = layoutPoster(film, { layout: 'spiral', gap: 0.2 }, []);
    const { marks } = groupOf(scene);
    assert.equal(marks.length, 60);
    const lengths = marks.map(({ segments }) => {
      const points = listPoints(segments);
      const half = points.length / 2;
      const length = (some: typeof points) =>
        some.slice(1).reduce((sum, { x, y }, i) => sum + Math.hypot(x - some[i]!.x, y - some[i]!.y), 0);
      return (length(points.slice(0, half)) + length(points.slice(half))) / 2;
    });
    assert.ok(Math.max(...lengths) / Math.min(...lengths) < 1.03, `${Math.min(...lengths)} to ${Math.max(...lengths)}`);
    const radii = marks.map(({ segments }) => {
      const { x, y } = listPoints(segments)[0]!;
      return Math.hypot(x - scene.widthMm / 2, y - scene.heightMm / 2);
    });
    assert.ok(radii.every((radius, i) => i === 0 || radius > radii[i - 1]!));
  });

  it('a spiral has more turns the more columns there are, and ground between them', () => {
    const turnsOf = (columns: number) => {
      const scene = layoutPoster(syntheticFingerprint(columns), { layout: 'spiral' }, []);
      const angles = groupOf(scene).marks.map(({ segments }) => {
        const { x, y } = listPoints(segments)[0]!;
        return Math.atan2(x - scene.widthMm / 2, scene.heightMm / 2 - y);
      });
      return (
        1 + angles.filter((angle, i) => i > 0 && angle < angles[i - 1]! - Math.PI).length / 1 - (angles[0]! < 0 ? 1 : 0)
      );
    };
    const turns = [240, 1000, 3600].map(turnsOf);
    assert.ok(turns[0]! < turns[1]! && turns[1]! < turns[2]!, `${turns}`);
  });

  it('a spiral has no seam', async () => {
    const light = fingerprintOf(
      Array.from({ length: 90 }, (_, i) =>
        columnOf(i, ...(i % 2 === 0 ? ['#f0f0f0', '#f8f8f8'] : ['#fafafa', '#f2f2f2'])),
      ),
    );
    const scene = layoutPoster(light, { layout: 'spiral', colors: 2 }, []);
    const { data, info } = await sharp(await renderPng(scene, { widthPx: 500 }))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // Along the first turn's middle: from where the inner edges and the outer ones of all columns lie.
    let seen = 0;
    for (const { segments: path } of groupOf(scene).marks.slice(2, 80)) {
      const points = listPoints(path);
      const outer = points[Math.floor(points.length / 4)]!;
      const inner = points[points.length - 1 - Math.floor(points.length / 4)]!;
      for (const share of [0.3, 0.5, 0.7]) {
        const x = Math.floor((outer.x + (inner.x - outer.x) * share) * (info.width / scene.widthMm));
        const y = Math.floor((outer.y + (inner.y - outer.y) * share) * (info.width / scene.widthMm));
        assert.ok(data[3 * (y * info.width + x)]! >= 0xef);
        seen++;
      }
    }
    assert.ok(seen > 100);
  });
});

describe('A wave', () => {
  const heightsOf = (film: Fingerprint, options: PosterOptions = {}): number[] => {
    const { marks } = layoutPoster(film, { layout: 'wave', ...options }, []);
    const group = marks.filter((mark): mark is Group => mark.kind === 'group').at(-1)!;
    return group.marks.map(({ box }) => box.height - box.width);
  };

  it('a wave has bars as high as the root of the amplitude, the loudest as high as the room', () => {
    const base = heardFingerprint(3);
    const rms = [0.4, 0.1, 0];
    const columns = base.columns.map((column, i) => ({ ...column, sound: { rms: rms[i]!, lufs: -20 } }));
    const [loud, soft, silent] = heightsOf({ ...base, columns }) as [number, number, number];
    assert.ok(loud > 50);
    assert.ok(Math.abs(silent) < 1e-6, `${silent}`);
    assert.ok(Math.abs(soft / loud - 0.5) < 1e-6, `${soft / loud}`);
  });

  it('a wave has equal bars where a film has no sound, or nothing but silence', () => {
    const base = heardFingerprint(30);
    const silent = { ...base, columns: base.columns.map((column) => ({ ...column, sound: { rms: 0, lufs: -70 } })) };
    const none = {
      ...base,
      film: { ...base.film, sound: null },
      columns: base.columns.map(({ sound: _, ...column }) => column),
    };
    for (const film of [silent, none]) {
      const heights = heightsOf(film);
      assert.equal(heights.length, 30);
      assert.ok(heights.every((height) => Math.abs(height - heights[0]!) < 1e-9 && height > 0));
    }
  });

  it('a wave chooses some 350 bars, fewer where there is no room, or the requested number', () => {
    const film = heardFingerprint(2000);
    assert.equal(heightsOf(film).length, 350);
    assert.equal(heightsOf(film, { bars: 77 }).length, 77);
    assert.ok(heightsOf(film, { widthMm: 30, heightMm: 30 }).length < 50);
  });

  it('a wave names missing loudness or frames and how to recreate them', () => {
    const { pictures: _, ...unseen } = heardFingerprint(10);
    const isLacking = (message: RegExp) => (error: unknown) =>
      error instanceof RenderError && error.code === 'lacks-data' && message.test(error.message);
    for (const layout of ['wave', 'radial']) {
      assert.throws(
        () =>
          layoutPoster(
            {
              ...unseen,
              pictures: heardFingerprint(10).pictures!,
              columns: syntheticFingerprint(10).columns,
              film: syntheticFingerprint(10).film,
            },
            { layout },
            [],
          ),
        isLacking(new RegExp(`^${layout} shows loudness, .* without --no-loudness$`)),
      );
      assert.throws(
        () => layoutPoster(unseen, { layout }, []),
        isLacking(/^\w+ shows frames.* without --no-pictures$/),
      );
      const broken = { thumbnails: [{ column: 0, jpeg: 'AAAA' }], squeezed: '' };
      assert.throws(() => layoutPoster({ ...unseen, pictures: broken }, { layout }, []), isLacking(/not a JPEG file/));
    }
  });

  it('a wave hangs frames in two alternating rows below the bars, none over another, in their proportion', () => {
    const { marks } = layoutPoster(heardFingerprint(400, { thumbnails: 60 }), { layout: 'wave' }, []);
    const images = marks.filter((mark): mark is Image => mark.kind === 'image');
    assert.ok(images.length > 20);
    const rows = [images.filter((_, i) => i % 2 === 0), images.filter((_, i) => i % 2 === 1)];
    for (const row of rows) {
      assert.equal(new Set(row.map(({ box }) => box.y.toFixed(6))).size, 1);
      for (const [i, { box }] of row.entries()) {
        assert.ok(i === 0 || box.x >= row[i - 1]!.box.x + row[i - 1]!.box.width);
        assert.ok(Math.abs(box.width / box.height - 32 / 18) < 1e-6);
      }
    }
    assert.ok(rows[1]![0]!.box.y > rows[0]![0]!.box.y + rows[0]![0]!.box.height);
  });

  it('a wave around a circle begins at the bottom, its frames turned along it', () => {
    const scene = layoutPoster(heardFingerprint(400, { thumbnails: 60 }), { layout: 'radial' }, []);
    const images = scene.marks.filter((mark): mark is Image => mark.kind === 'image');
    assert.equal(images.length % 2, 0);
    for (const { box, turnDegrees } of images) {
      const [x, y] = [box.x + box.width / 2 - scene.widthMm / 2, box.y + box.height / 2 - scene.heightMm / 2];
      const angle = ((((Math.atan2(x, -y) * 180) / Math.PI - turnDegrees!) % 360) + 540) % 360;
      assert.ok(Math.abs(angle - 180) < 0.01, `${angle}`);
    }
    assert.ok(images[0]!.turnDegrees! > -180 && images[0]!.turnDegrees! < -160);
  });
});

describe('Planes', () => {
  it('planes place black and white where they belong, as large as their shares, on a ground where both are seen', () => {
    const film = fingerprintOf([
      {
        time: 0,
        frameTime: 0,
        swatches: [
          { color: '#000000', share: 0.8 },
          { color: '#ffffff', share: 0.2 },
        ],
      },
    ]);
    for (const theme of ['dark', 'light'] as const) {
      const { marks } = layoutPoster(film, { layout: 'planes', theme }, []);
      const ground = marks.find((mark) => mark.kind === 'rect')!;
      assert.ok(!['#000000', '#ffffff'].includes(ground.color) && ground.color !== '#fafafa');
      const group = marks.find((mark): mark is Group => mark.kind === 'group')!;
      const [black, white] = group.marks.filter(({ kind }) => kind === 'path');
      assert.deepEqual([black!.color, white!.color], ['#000000', '#ffffff']);
      assert.ok(black!.box.x < white!.box.x && black!.box.y > white!.box.y);
      assert.ok(Math.abs(black!.box.width / white!.box.width - 2) < 0.01);
    }
  });

  it('planes join colours that are nearly alike, so that a long film is no larger a file', () => {
    const columns = Array.from({ length: 3600 }, (_, i) =>
      columnOf(i, ...[0, 1, 2].map((k) => `#${(((i * 3 + k + 1) * 2654435761) >>> 8).toString(16).padStart(6, '0')}`)),
    );
    const scene = layoutPoster(fingerprintOf(columns), { layout: 'planes' }, []);
    const group = scene.marks.find((mark): mark is Group => mark.kind === 'group')!;
    assert.ok(group.marks.length > 300 && group.marks.length <= 1210, `${group.marks.length}`);
    assert.ok(sceneToSvg(scene).length < 1_500_000);
  });
});
