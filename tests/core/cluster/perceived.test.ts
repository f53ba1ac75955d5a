import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom, placePerceived } from '#core/cluster/index';
import { deltaE2000, srgb8ToLab } from '#core/color/index';

function place(r: number, g: number, b: number): Float64Array {
  const point = new Float64Array(3);
  placePerceived(srgb8ToLab(r, g, b), point, 0);
  return point;
}

const distance = (one: Float64Array, other: Float64Array): number =>
  100 * Math.hypot(one[0]! - other[0]!, (one[1]! - other[1]!) / 1.5, (one[2]! - other[2]!) / 1.5);

test('distances with chroma counted once are CIEDE2000 within a fifth, for nine in ten pairs that differ by 4 to 16', () => {
  const random = createRandom(5);
  const code = () => Math.floor(256 * random());
  const near = (value: number) => Math.max(0, Math.min(255, Math.round(value + 60 * (random() - 0.5))));
  const ratios: number[] = [];
  while (ratios.length < 2000) {
    const [r, g, b] = [code(), code(), code()];
    const other = [near(r), near(g), near(b)] as const;
    const difference = deltaE2000(srgb8ToLab(r, g, b), srgb8ToLab(...other));
    if (difference >= 4 && difference <= 16) ratios.push(distance(place(r, g, b), place(...other)) / difference);
  }
  ratios.sort((one, other) => one - other);
  assert.ok(ratios[100]! > 0.78, `${ratios[100]}`);
  assert.ok(ratios[1900]! < 1.15, `${ratios[1900]}`);
});

test('greys lie on a line, rising from black at 0, and those near black and white lie closer', () => {
  const greys = [0, 26, 119, 145, 229, 255].map((grey) => place(grey, grey, grey));
  assert.equal(greys[0]![0], 0);
  for (const grey of greys) assert.ok(Math.abs(grey[1]!) + Math.abs(grey[2]!) < 1e-9);
  const steps = [0, 2, 4].map((i) => greys[i + 1]![0]! - greys[i]![0]!);
  assert.ok(steps[1]! > 1.2 * steps[0]! && steps[1]! > 1.2 * steps[2]!, `${steps}`);
});

// Written by the same arithmetic on Node 20, x86-64.
const PLACE_OF_BLUE = [0.3790172280932348, 0.06242455229001689, -0.37691254989354805];

test('the bits of a place are the same on every engine', () => {
  assert.deepEqual([...place(64, 120, 200)], PLACE_OF_BLUE);
});
