import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Box, layoutPoster, type PosterOptions, type Scene } from '#core/poster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';

const FILM = syntheticFingerprint(30);
const draw = (options: PosterOptions): Scene =>
  layoutPoster(
    FILM,
    { widthMm: 300, heightMm: 200, title: 'The\nThird\nMan', subtitle: 'Carol Reed, 1949', ...options },
    [LIGHT],
  );
const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - 1e-9 &&
  inner.y >= outer.y - 1e-9 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-9 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-9;
const barsOf = ({ marks }: Scene): Box => marks.find((mark) => mark.kind === 'bars')!.box;
const lettersOf = ({ marks }: Scene): Box[] => marks.flatMap((mark) => (mark.kind === 'path' ? [mark.box] : []));

const LAYOUTS: readonly PosterOptions[] = [
  { layout: 'square' },
  { layout: 'square', titleStyle: 'band' },
  { layout: 'strip' },
  { layout: 'strip', titleStyle: 'overlay' },
];

for (const layout of LAYOUTS) {
  const name = `${layout.layout} ${layout.titleStyle ?? ''}`.trim();
  describe(`The page of a ${name}`, () => {
    it(`the page of a ${name} grows by the bleed on every side, and bars reach to the edge of the sheet`, () => {
      const plain = draw(layout);
      const scene = draw({ ...layout, bleedMm: 3 });
      assert.deepEqual([scene.widthMm, scene.heightMm], [306, 206]);
      assert.deepEqual(scene.trim, { x: 3, y: 3, width: 300, height: 200 });
      const [before, now] = [barsOf(plain), barsOf(scene)];
      const touches = ({ x, y, width, height }: Box, w: number, h: number) => [
        x === 0,
        y === 0,
        Math.abs(x + width - w) < 1e-9,
        Math.abs(y + height - h) < 1e-9,
      ];
      assert.deepEqual(touches(now, 306, 206), touches(before, 300, 200));
      for (const box of lettersOf(scene)) assert.ok(isWithin(box, scene.trim));
    });

    it(`the page of a ${name} has nothing in its margin, bleed or no bleed`, () => {
      for (const bleedMm of [0, 5]) {
        const scene = draw({ ...layout, marginMm: 20, bleedMm });
        const inside = { x: 20 + bleedMm, y: 20 + bleedMm, width: 260, height: 160 };
        for (const box of [barsOf(scene), ...lettersOf(scene)]) assert.ok(isWithin(box, inside), JSON.stringify(box));
      }
    });

    it(`the page of a ${name} has no letter outside its safe area, and bars all the same`, () => {
      const scene = draw({ ...layout, safeAreaMm: 40 });
      const safe = { x: 40, y: 40, width: 220, height: 120 };
      assert.ok(lettersOf(scene).length > 0);
      for (const box of lettersOf(scene)) assert.ok(isWithin(box, safe), JSON.stringify(box));
      assert.equal(barsOf(scene).x + barsOf(scene).width, 300);
    });
  });
}

describe('Room at the edges', () => {
  it('room at the edges that leaves nothing of the page is refused', () => {
    assert.throws(() => draw({ marginMm: 100 }), {
      message: '`marginMm`: expected less than half of the shorter side, which is 200 mm, got 100 mm',
    });
    assert.throws(() => draw({ safeAreaMm: 150 }), /`safeAreaMm`: expected less than half/);
    assert.throws(() => draw({ bleedMm: 51 }), /`bleedMm`: expected millimetres from 0 to 50, got 51/);
  });
});
