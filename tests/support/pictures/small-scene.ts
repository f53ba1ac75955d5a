import {
  CHROMA_HEIGHT,
  CHROMA_WIDTH,
  createSignalRecorder,
  joinSignals,
  LUMA_HEIGHT,
  LUMA_WIDTH,
  type SmallFrame,
} from '#core/shots/index';

/** A frame before its codes are rounded: what is seen at a place, 0 to 1 from left to right and from top to bottom. */
export type Look = (x: number, y: number) => readonly [luma: number, cb: number, cr: number];

/** Three dark and light patches and some texture; each seed gives another picture. */
export function paintScene(seed: number): Look {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  next();
  const base = 60 + 100 * next();
  const [cb, cr] = [108 + 40 * next(), 108 + 40 * next()];
  const patches = Array.from({ length: 5 }, () => ({
    x: next(),
    y: next(),
    size: 0.15 + 0.3 * next(),
    codes: 160 * next() - 80,
  }));
  const [across, down] = [8 + 20 * next(), 8 + 20 * next()];
  return (x, y) => {
    let luma = base + 14 * Math.sin(across * x + 3 * y) * Math.cos(down * y);
    for (const patch of patches) {
      if (Math.hypot(x - patch.x, y - patch.y) < patch.size) luma += patch.codes;
    }
    return [luma, cb, cr];
  };
}

/** Move what is seen, in parts of the picture. */
export const move =
  (look: Look, dx: number, dy = 0): Look =>
  (x, y) =>
    look(x + dx, y + dy);

/** Mix two looks; the share of the second one may differ from place to place. */
export const mix =
  (one: Look, other: Look, share: number | ((x: number, y: number) => number)): Look =>
  (x, y) => {
    const part = typeof share === 'number' ? share : share(x, y);
    const [a, b] = [one(x, y), other(x, y)];
    return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]), a[2] + part * (b[2] - a[2])];
  };

/** One colour. */
export const plain =
  (luma: number): Look =>
  () => [luma, 128, 128];

/** Make the small frame of a look. */
export function renderSmallFrame(look: Look): SmallFrame {
  const render = (plane: 0 | 1 | 2, width: number, height: number) =>
    Uint8ClampedArray.from({ length: width * height }, (_, i) => {
      return look(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height)[plane];
    });
  return {
    luma: new Uint8Array(render(0, LUMA_WIDTH, LUMA_HEIGHT).buffer),
    cb: new Uint8Array(render(1, CHROMA_WIDTH, CHROMA_HEIGHT).buffer),
    cr: new Uint8Array(render(2, CHROMA_WIDTH, CHROMA_HEIGHT).buffer),
  };
}

/** Measure the features of a film of looks, shape (n, FEATURES). */
export function measureLooks(looks: readonly Look[]): Uint8Array {
  const recorder = createSignalRecorder();
  for (const [t, look] of looks.entries()) recorder.put(t, renderSmallFrame(look));
  return joinSignals([recorder.finish()]).features;
}
