import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CropPlan, findCropAt, type LetterboxBars, type LetterboxSample, planCrop } from '#core/frame/index';
import fc from '../../support/fast-check.ts';

const WIDTH = 1920;
const HEIGHT = 1080;
const WHOLE = { x: 0, y: 0, width: WIDTH, height: HEIGHT };

const bars = (left: number, top: number, right = left, bottom = top, isSharp = true): LetterboxBars => ({
  left,
  top,
  right,
  bottom,
  isSharp,
});
const NONE = bars(0, 0);
const SCOPE = bars(0, 138);
const SCOPE_CROP = { x: 0, y: 138, width: 1920, height: 804 };
/** Dark below: what is black there is no bar. */
const DUSK = bars(0, 138, 0, 420, false);

const plan = (all: readonly (LetterboxBars | null)[]) =>
  planCrop(
    all.map((one, i): LetterboxSample => ({ ticks: 100 + 10 * i, bars: one })),
    WIDTH,
    HEIGHT,
    100,
  );
const crops = ({ stretches }: CropPlan) => stretches.map(({ from, crop }) => [(from - 100) / 10, crop]);
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('The crop of a film', () => {
  it('crops to the bars that all samples agree on', () => {
    assert.deepEqual(crops(plan(times(20, SCOPE))), [[0, SCOPE_CROP]]);
    assert.deepEqual(crops(plan(times(20, bars(240, 0)))), [[0, { x: 240, y: 0, width: 1440, height: 1080 }]]);
    assert.deepEqual(crops(plan(times(20, bars(240, 138)))), [[0, { x: 240, y: 138, width: 1440, height: 804 }]]);
    assert.deepEqual(crops(plan(times(20, NONE))), [[0, WHOLE]]);
    assert.deepEqual(crops(plan([])), [[0, WHOLE]]);
  });

  it('crops to the union of samples that differ by a pixel', () => {
    const all = [bars(0, 138, 0, 139), bars(0, 140, 0, 138), bars(0, 139, 0, 141), bars(0, 138, 0, 140)];
    assert.deepEqual(crops(plan(all)), [[0, SCOPE_CROP]]);
  });

  it('crops at odd pixels if bars end there', () => {
    assert.deepEqual(crops(plan(times(5, bars(241, 139)))), [[0, { x: 241, y: 139, width: 1438, height: 802 }]]);
  });

  describe('with bars that are not black', () => {
    const tinted = (color: number, height = 138): LetterboxBars => ({
      ...NONE,
      tinted: { color: [color, 128, 128], bars: bars(0, height) },
    });
    const silent: LetterboxBars = { ...NONE, tinted: { color: [126, 128, 128], bars: null } };

    it('removes coloured bars if six samples agree', () => {
      assert.deepEqual(crops(plan(times(6, tinted(126)))), [[0, SCOPE_CROP]]);
      assert.deepEqual(crops(plan(times(5, tinted(126)))), [[0, WHOLE]]);
    });

    it('keeps coloured bars if their colour changes, or a third as many samples have picture there', () => {
      assert.deepEqual(crops(plan([60, 70, 80, 90, 100, 110, 120, 130].map((color) => tinted(color)))), [[0, WHOLE]]);
      assert.deepEqual(crops(plan([...times(8, tinted(126)), ...times(3, NONE)])), [[0, WHOLE]]);
    });

    it('keeps asymmetric coloured bars', () => {
      const low: LetterboxBars = { ...NONE, tinted: { color: [126, 128, 128], bars: bars(0, 0, 0, 138) } };
      assert.deepEqual(crops(plan(times(20, low))), [[0, WHOLE]]);
    });

    it('continues a coloured crop through samples of the same colour without a measurement', () => {
      const dark: LetterboxBars = { ...tinted(126), isSharp: false, isDark: true };
      assert.deepEqual(crops(plan([...times(6, tinted(126)), ...times(6, silent), ...times(6, dark)])), [
        [0, SCOPE_CROP],
      ]);
      assert.deepEqual(crops(plan(times(20, silent))), [[0, WHOLE]]);
    });
  });

  it('ignores bars of dark frames, and of only one or two samples', () => {
    assert.deepEqual(crops(plan(times(40, null))), [[0, WHOLE]]);
    assert.deepEqual(crops(plan(times(40, DUSK))), [[0, WHOLE]]);
    assert.deepEqual(crops(plan([null, SCOPE, null, SCOPE, null])), [[0, WHOLE]]);
  });

  it('continues the crop through dark scenes, long and short', () => {
    assert.deepEqual(crops(plan([...times(9, SCOPE), ...times(9, DUSK), ...times(9, null), ...times(9, SCOPE)])), [
      [0, SCOPE_CROP],
    ]);
    assert.deepEqual(crops(plan([...times(9, NONE), ...times(9, DUSK), ...times(5, SCOPE), ...times(9, NONE)])), [
      [0, WHOLE],
    ]);
  });

  it('changes the crop at the key frame where the format changes', () => {
    assert.deepEqual(crops(plan([...times(12, SCOPE), ...times(8, NONE), ...times(12, SCOPE)])), [
      [0, SCOPE_CROP],
      [12, WHOLE],
      [20, SCOPE_CROP],
    ]);
    const insert = bars(240, 0);
    assert.deepEqual(crops(plan([...times(12, NONE), ...times(8, insert), ...times(12, NONE)])), [
      [0, WHOLE],
      [12, { x: 240, y: 0, width: 1440, height: 1080 }],
      [20, WHOLE],
    ]);
  });

  it('returns to an established format for two samples in a row, but not for one', () => {
    const two = [...times(12, SCOPE), ...times(8, NONE), SCOPE, SCOPE, ...times(8, NONE)];
    assert.deepEqual(crops(plan(two)), [
      [0, SCOPE_CROP],
      [12, WHOLE],
      [20, SCOPE_CROP],
      [22, WHOLE],
    ]);
    const one = [...times(12, SCOPE), ...times(8, NONE), SCOPE, ...times(8, NONE)];
    assert.deepEqual(crops(plan(one)), [
      [0, SCOPE_CROP],
      [12, WHOLE],
    ]);
    const alone = [...times(12, NONE), ...times(4, SCOPE), ...times(8, NONE)];
    assert.deepEqual(crops(plan(alone)), [[0, WHOLE]]);
  });

  it('uses the wider crop in the dark between two formats', () => {
    assert.deepEqual(crops(plan([...times(8, SCOPE), null, null, ...times(8, NONE)])), [
      [0, SCOPE_CROP],
      [8, WHOLE],
    ]);
    assert.deepEqual(crops(plan([...times(8, NONE), null, null, ...times(8, SCOPE)])), [
      [0, WHOLE],
      [10, SCOPE_CROP],
    ]);
    const [, between, last] = crops(plan([...times(8, SCOPE), null, null, ...times(8, bars(240, 0))]));
    assert.deepEqual(
      [between, last],
      [
        [8, WHOLE],
        [10, { x: 240, y: 0, width: 1440, height: 1080 }],
      ],
    );
  });

  it('widens the crop for a single frame that extends into the bars', () => {
    assert.deepEqual(crops(plan([...times(12, SCOPE), NONE, ...times(12, SCOPE)])), [
      [0, SCOPE_CROP],
      [12, WHOLE],
      [13, SCOPE_CROP],
    ]);
  });

  it('keeps tiny bars and ignores huge ones', () => {
    assert.deepEqual(crops(plan(times(20, bars(8, 6)))), [[0, WHOLE]]);
    assert.deepEqual(crops(plan(times(20, bars(640, 400)))), [[0, WHOLE]]);
    assert.deepEqual(crops(plan(times(20, bars(656, 0)))), [[0, { x: 656, y: 0, width: 608, height: 1080 }]]);
  });

  it('requires more samples for asymmetric bars', () => {
    const low = bars(0, 0, 0, 120);
    assert.deepEqual(crops(plan([...times(5, low), ...times(2, DUSK)])), [[0, WHOLE]]);
    assert.deepEqual(crops(plan(times(20, low))), [[0, { x: 0, y: 0, width: 1920, height: 960 }]]);
  });

  it('never cuts off measured picture beyond noise, and covers the film in order', () => {
    const side = (most: number) =>
      fc.oneof(fc.constantFrom(0, 20, 138, 140, 139, 240), fc.integer({ min: 0, max: most }));
    const look = fc.option(
      fc.record({ left: side(900), top: side(500), right: side(900), bottom: side(500), isSharp: fc.boolean() }),
      { nil: null, freq: 4 },
    );
    const scene = fc.tuple(look, fc.integer({ min: 1, max: 12 })).map(([one, count]) => times(count, one));
    fc.assert(
      fc.property(fc.array(scene, { maxLength: 12 }), (scenes) => {
        const all = scenes.flat();
        const result = plan(all);
        const { stretches } = result;
        assert.equal(stretches[0]!.from, 100);
        for (const [i, { from, crop }] of stretches.entries()) {
          assert.ok(i === 0 || from > stretches[i - 1]!.from);
          assert.notDeepEqual(crop, stretches[i - 1]?.crop);
          assert.ok(crop.width * crop.height >= 0.25 * WIDTH * HEIGHT);
          assert.ok([crop.x, crop.y, crop.width, crop.height].every((edge) => edge >= 0));
        }
        for (const [i, one] of all.entries()) {
          if (one === null) continue;
          const crop = findCropAt(result, { width: WIDTH, height: HEIGHT }, 100 + 10 * i)!;
          assert.ok(
            crop.x <= one.left + 11 && WIDTH - crop.x - crop.width <= one.right + 11,
            JSON.stringify([i, crop]),
          );
          assert.ok(
            crop.y <= one.top + 7 && HEIGHT - crop.y - crop.height <= one.bottom + 7,
            JSON.stringify([i, crop]),
          );
        }
        assert.deepEqual(plan(all), result);
      }),
      { numRuns: 300 },
    );
  });
});

describe('A crop plan', () => {
  it('finds the crop at any time, and none for pictures of another size', () => {
    const result = plan([...times(12, SCOPE), ...times(8, NONE)]);
    const at = (ticks: number) => findCropAt(result, { width: WIDTH, height: HEIGHT }, ticks);
    assert.deepEqual([at(0), at(219), at(220), at(9999)], [SCOPE_CROP, SCOPE_CROP, WHOLE, WHOLE]);
    assert.equal(findCropAt(result, { width: 1280, height: 720 }, 100), undefined);
  });
});
