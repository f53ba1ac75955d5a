import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRandom } from '#core/cluster/index';
import type { Transition } from '#core/fingerprint/index';
import { findTransitions, scoreFrames } from '#core/shots/index';
import { type Look, measureLooks, mix, move, plain } from '../../support/pictures/small-scene.ts';

const FRAMES = 50;
/** Frames by which the ends of a gradual transition may be off. */
const ENDS = 4;

type Color = readonly [luma: number, cb: number, cr: number];

const card =
  (luma: number, cb = 128, cr = 128): Look =>
  () => [luma, cb, cr];

const hold = (look: Look, frames = FRAMES): Look[] => Array.from({ length: frames }, () => look);

/** Two colours that run into each other across and down the picture. */
const gradient =
  (one: Color, other: Color, across: number, down: number): Look =>
  (x, y) => {
    const share = 0.5 - 0.5 * Math.cos(Math.PI * (across * x + down * y));
    return [0, 1, 2].map((i) => one[i]! + (other[i]! - one[i]!) * share) as [number, number, number];
  };

const GRADIENTS: readonly Look[] = [
  gradient([40, 150, 110], [200, 120, 150], 1, 0),
  gradient([60, 100, 128], [120, 160, 140], 0, 1),
  gradient([220, 120, 120], [90, 140, 170], 0.7, 0.7),
  gradient([16, 128, 128], [235, 128, 128], 1.8, 0.3),
  gradient([90, 128, 128], [150, 128, 128], 1, -0.5),
  gradient([130, 90, 150], [40, 170, 100], 2, 1),
  gradient([180, 110, 140], [210, 140, 110], 0.3, 1.5),
  gradient([30, 140, 120], [70, 120, 150], -1, 1),
];

/** A house and a sun before a sky, in flat colours. */
const drawing =
  (sky: Color, land: Color, house: Color, left: number): Look =>
  (x, y) => {
    if (Math.hypot(x - (1 - left), y - 0.25) < 0.12) return [220, 60, 150];
    if (x > left && x < left + 0.3 && y > 0.45 && y < 0.8) return house;
    return y > 0.7 ? land : sky;
  };

const DRAWINGS: readonly Look[] = [
  drawing([180, 150, 100], [90, 100, 110], [120, 110, 190], 0.2),
  drawing([60, 160, 120], [40, 120, 130], [200, 128, 128], 0.55),
  drawing([210, 110, 140], [150, 110, 150], [70, 140, 130], 0.1),
  drawing([120, 128, 128], [60, 128, 128], [230, 128, 128], 0.4),
  drawing([30, 150, 120], [20, 128, 128], [110, 100, 160], 0.65),
];

function detect(looks: readonly Look[]): Transition[] {
  const features = measureLooks(looks);
  return findTransitions(features, scoreFrames(features));
}

/** Check that a film of still pictures, {@link FRAMES} each, has its cuts and nothing else. */
function assertCuts(looks: readonly Look[]): void {
  const cuts = looks.slice(1).map((_, i): Transition => {
    const frame = FRAMES * (i + 1);
    return { kind: 'cut', fromFrame: frame, toFrame: frame };
  });
  assert.deepEqual(detect(looks.flatMap((look) => hold(look))), cuts);
}

/** Other noise in each frame, of at most so many codes. */
function addNoise(looks: readonly Look[], most: number): Look[] {
  const random = createRandom(1);
  return looks.map((look) => (x, y) => {
    const noise = most * (2 * random() - 1);
    const [luma, cb, cr] = look(x, y);
    return [luma + noise, cb, cr];
  });
}

describe('Finding transitions in drawn pictures', () => {
  it('finds each cut between flat colours', () => {
    assertCuts([card(90, 110, 180), card(150, 100, 90), card(60, 190, 120), card(200, 60, 150)]);
    assertCuts([card(30), card(120), card(200), card(80)]);
  });

  it('finds each cut between flat colours that differ little in lightness', () => {
    assertCuts([card(100), card(116), card(135), card(118), card(100)]);
    assertCuts([card(40, 120, 140), card(66, 120, 140), card(36, 120, 140)]);
  });

  it('finds each cut between flat colours of one lightness', () => {
    assertCuts([card(110, 90, 170), card(110, 170, 100), card(110, 128, 128), card(110, 100, 90)]);
  });

  it('finds the cuts from black and white to colours and back', () => {
    assertCuts([card(0), card(120, 110, 170), card(255), card(70, 160, 110), card(0), card(160)]);
  });

  it('finds each cut between smooth gradients', () => {
    assertCuts(GRADIENTS);
    assertCuts(GRADIENTS.toReversed());
  });

  it('finds each cut between drawings of few colours', () => {
    assertCuts(DRAWINGS);
    assertCuts(DRAWINGS.toReversed());
  });

  it('finds the cuts between flat and smooth pictures under noise', () => {
    const looks = [GRADIENTS[1]!, card(60, 150, 120), DRAWINGS[2]!, card(140), GRADIENTS[3]!, card(20)];
    for (const most of [2, 4]) {
      const found = detect(
        addNoise(
          looks.flatMap((look) => hold(look)),
          most,
        ),
      );
      assert.deepEqual(
        found.map(({ fromFrame, toFrame }) => [fromFrame, toFrame]),
        looks.slice(1).map((_, i) => [FRAMES * (i + 1), FRAMES * (i + 1)]),
      );
    }
  });

  it('finds the first and the last frame of a dissolve between flat colours', () => {
    for (const [one, other] of [
      [card(60, 110, 170), card(190, 140, 100)],
      [card(180, 128, 128), card(90, 150, 120)],
      // A dark colour is not black.
      [card(24, 190, 110), card(150, 110, 160)],
    ] as const) {
      const between = Array.from({ length: 20 }, (_, i) => mix(one, other, (i + 1) / 21));
      const found = detect([...hold(one), ...between, ...hold(other)]);
      assert.deepEqual(
        found.map(({ kind }) => kind),
        ['dissolve'],
      );
      const { fromFrame, toFrame } = found[0]!;
      assert.ok(Math.abs(fromFrame - FRAMES) <= ENDS, `begins at ${fromFrame}`);
      assert.ok(Math.abs(toFrame - (FRAMES + 20)) <= ENDS, `ends at ${toFrame}`);
    }
  });

  it('finds no transition in a flat picture that is still, with and without noise', () => {
    for (const look of [card(0), card(16), card(110), card(70, 150, 170), card(235), GRADIENTS[0]!, DRAWINGS[0]!]) {
      for (const most of [0, 1.5, 3, 5]) assert.deepEqual(detect(addNoise(hold(look, 120), most)), []);
    }
  });

  it('finds no transition in a gradient under a slow pan', () => {
    for (const look of GRADIENTS) {
      assert.deepEqual(detect(Array.from({ length: 150 }, (_, t) => move(look, 0.004 * t, 0.002 * t))), []);
    }
  });

  it('finds no transition at a flash on a flat colour', () => {
    const lit = mix(card(90, 120, 150), plain(255), 0.7);
    for (const frames of [1, 2, 3]) {
      const still = hold(card(90, 120, 150));
      assert.deepEqual(detect([...still, ...hold(lit, frames), ...still]), []);
    }
  });

  it('finds no transition at a title that crosses a flat colour', () => {
    const isText = (x: number, y: number) => Number(y > 0.8 && y < 0.88 && x > 0.1 && x < 0.6 && (23 * x) % 1 < 0.6);
    const looks = Array.from({ length: 150 }, (_, t) =>
      mix(card(50, 150, 110), plain(230), (x, y) => isText(x - 1 + 0.012 * t, y)),
    );
    assert.deepEqual(detect(looks), []);
  });

  it('finds no transition where the light of a drawing fades', () => {
    for (const look of DRAWINGS) {
      const looks = Array.from({ length: 120 }, (_, t): Look => {
        const gain = 1 - 0.3 * Math.min(1, Math.max(0, (t - 40) / 30));
        return (x, y) => {
          const [luma, cb, cr] = look(x, y);
          return [gain * luma, cb, cr];
        };
      });
      assert.deepEqual(detect(looks), []);
    }
  });
});
