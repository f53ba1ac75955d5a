import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Block, planMoments } from '#core/compare/index';
import type { Column, Fingerprint } from '#core/fingerprint/index';
import { filmOfShots } from '../../support/films/shot-recipes.ts';
import { fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';

const FRAME = 1 / 24;

const columnsOf = (count: number, step: number): Column[] =>
  Array.from({ length: count }, (_, i) => {
    const frameTime = Math.round(((i + 0.5) * step) / FRAME) * FRAME;
    return { time: (i + 0.5) * step, frameTime, swatches: [{ color: '#102030', share: 1 }] };
  });

const plain = (count: number, step: number): Fingerprint => fingerprintOf(columnsOf(count, step));

const block = (from: number, to: number, at: number, speed = 1): Block => ({
  a: { from, to },
  b: { from: at, to: at + (to - from) / speed },
});

describe('Moments of two films', () => {
  it('moments lie inside blocks, and are the same moment of both films at their speed', () => {
    const speed = 25 / 24;
    const blocks = [block(0, 40, 0, speed), block(60, 100, 40 / speed, speed)];
    const moments = planMoments({ blocks }, plain(1000, 0.1), plain(1000, 0.1));
    assert.equal(moments.length, 240);
    for (const { a, b } of moments) {
      const own = blocks.find((each) => a > each.a.from && a < each.a.to);
      assert.ok(own !== undefined, `${a}`);
      assert.ok(Math.abs(b - own.b.from - (a - own.a.from) / speed) < 1e-9, `${a} ${b}`);
    }
    assert.ok(moments.some(({ a }) => a < 1) && moments.some(({ a }) => a > 99));
  });

  it('moments are in the middle of a frame of A, so that both films show that frame', () => {
    for (const { a } of planMoments({ blocks: [block(0, 100, 0)] }, plain(1000, 0.1), plain(1000, 0.1))) {
      const inFrame = (a / FRAME) % 1;
      assert.ok(Math.abs(inFrame - 0.5) < 1e-6, `${a}`);
    }
  });

  it('each shot has a moment, two frames or more from its ends', () => {
    const film = filmOfShots(Array.from({ length: 300 }, (_, i) => ({ frames: 6 + (i % 40) })));
    const shots = film.shots!;
    const end = shots.at(-1)!.to;
    const moments = planMoments({ blocks: [block(0, end, 0)] }, film, plain(1000, 0.1));
    for (const { from, to } of shots.slice(1, -1)) {
      const inside = moments.filter(({ a }) => a >= from && a < to);
      assert.ok(inside.length > 0, `no moment from ${from} to ${to}`);
      for (const { a } of inside) assert.ok(a - from >= 2 * FRAME - 1e-9 && to - a >= 2 * FRAME - 1e-9, `${a}`);
    }
  });

  it('moments are two frames or more from the transitions of B', () => {
    const film = filmOfShots(Array.from({ length: 100 }, () => ({ frames: 30 })));
    const end = film.shots!.at(-1)!.to;
    // B begins 7 frames later: its cuts lie inside the shots that A shows there.
    const late = 7 * FRAME;
    const moments = planMoments({ blocks: [block(late, end, 0)] }, plain(1000, end / 1000), film);
    assert.ok(moments.length > 200);
    for (const { b } of moments) {
      const nearest = Math.min(...film.shots!.map(({ from }) => Math.abs(from - b)));
      assert.ok(nearest >= 2 * FRAME - 1e-9, `${b}`);
    }
  });

  it('moments keep away from ends as far as these may be off, but use half of each block', () => {
    const uncertain = { ...block(0, 40, 0), margin: { from: 3, to: 5 } };
    const vague = { ...block(60, 68, 40), margin: { from: 9, to: 9 } };
    const moments = planMoments({ blocks: [uncertain, vague] }, plain(1000, 0.1), plain(1000, 0.1));
    const times = moments.map(({ a }) => a);
    assert.ok(times.every((time) => (time >= 3 && time < 35) || (time >= 62 && time < 66)));
    assert.ok(times.some((time) => time < 3.5) && times.some((time) => time > 34.5 && time < 35));
    assert.ok(times.some((time) => time > 62));
  });

  it('films without a common stretch have no moments', () => {
    assert.deepEqual(planMoments({ blocks: [] }, plain(100, 0.1), plain(100, 0.1)), []);
  });
});
