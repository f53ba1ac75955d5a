import type { ColorPairs, PicturePair } from '#core/compare/index';
import type { SmallPicture } from '#core/frame/index';

/** Numbers from 0 to 1 that are the same in each run. */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

type Grade = (r: number, g: number, b: number) => readonly [r: number, g: number, b: number];

/** Pairs of random colours and what a grade of code values (0 to 1) makes of them, clipped. */
export function gradePairs(grade: Grade, { count = 3000, wrong = 0, noise = 0 } = {}): ColorPairs {
  const dice = createDice(7);
  const a = new Uint8Array(3 * count);
  const b = new Uint8ClampedArray(3 * count);
  for (let i = 0; i < count; i++) {
    // Film-like: more dark than light, more grey than vivid.
    const light = dice() ** 1.5;
    const vivid = 0.5 * dice() ** 2;
    for (let channel = 0; channel < 3; channel++) {
      a[3 * i + channel] = Math.round(255 * Math.min(1, Math.max(0, light * (1 - vivid) + vivid * dice())));
    }
    const codes = grade(a[3 * i]! / 255, a[3 * i + 1]! / 255, a[3 * i + 2]! / 255);
    for (let channel = 0; channel < 3; channel++) b[3 * i + channel] = 255 * codes[channel]! + noise * (2 * dice() - 1);
    if (dice() < wrong) for (let channel = 0; channel < 3; channel++) b[3 * i + channel] = 255 * dice();
  }
  return { a, b: new Uint8Array(b.buffer), weights: new Float64Array(count).fill(1) };
}

/** A picture of soft blobs and blocks, the same for the same seed, at any place of an endless plane. */
export function paintPicture(
  seed: number,
  width: number,
  height: number,
  view: readonly [left: number, top: number, across: number, down: number] = [0, 0, 1, 1],
): SmallPicture {
  const dice = createDice(seed);
  for (let i = 0; i < 8; i++) dice();
  const blocks = Array.from({ length: 24 }, () => ({
    x: dice(),
    y: dice(),
    width: 0.05 + 0.3 * dice(),
    height: 0.05 + 0.3 * dice(),
    color: [30 + 200 * dice(), 30 + 200 * dice(), 30 + 200 * dice()],
  }));
  const data = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const sum = [0, 0, 0];
      // Four points per pixel, so that edges lie between pixels too.
      for (let point = 0; point < 16; point++) {
        const x = view[0] + (view[2] * (column + ((point % 4) + 0.5) / 4)) / width;
        const y = view[1] + (view[3] * (row + (Math.floor(point / 4) + 0.5) / 4)) / height;
        const isInside = x >= 0 && x < 1 && y >= 0 && y < 1;
        const block = blocks.findLast(
          (one) => x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height,
        );
        const color = isInside ? (block?.color ?? [90, 80, 70]) : [0, 0, 0];
        for (let channel = 0; channel < 3; channel++) sum[channel]! += color[channel]! / 16;
      }
      data.set(sum.map(Math.round), 3 * (row * width + column));
    }
  }
  return { width, height, data };
}

/** Pairs of whole pictures and of what a view shows of them. */
export function paintPairs(
  count: number,
  view: readonly [left: number, top: number, across: number, down: number],
  sizeB: readonly [width: number, height: number] = [128, 72],
): PicturePair[] {
  return Array.from({ length: count }, (_, i) => ({
    a: paintPicture(i + 1, 128, 72),
    b: paintPicture(i + 1, ...sizeB, view),
  }));
}

/** Change each pixel of a picture. */
export function gradePicture({ width, height, data }: SmallPicture, grade: Grade): SmallPicture {
  const graded = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 3) {
    graded.set(
      grade(data[i]! / 255, data[i + 1]! / 255, data[i + 2]! / 255).map((value) => 255 * value),
      i,
    );
  }
  return { width, height, data: new Uint8Array(graded.buffer) };
}
