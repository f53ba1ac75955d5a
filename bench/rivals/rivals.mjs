// Other programs that find few colours in many pixels, behind one function each, for bench/cluster.ts. Each is given the pixels of a frame in the form it
// asks for, ready made, and nothing but its own work is timed.

/** Programs by name; each loads its package and returns how to prepare pixels (r g b bytes) and how to find k colours in what was prepared. */
export const RIVALS = {
  async colorthief() {
    const { MmcqQuantizer } = await import('colorthief/internals');
    const quantizer = new MmcqQuantizer();
    await quantizer.init();
    return {
      prepare: toTriples,
      find: (pixels, k) => quantizer.quantize(pixels, k).map(({ color }) => color),
    };
  },
  async 'node-vibrant'() {
    const { MMCQ } = await import('@vibrant/quantizer-mmcq');
    return {
      prepare: (pixels) => {
        const rgba = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
        for (let i = 0; i < pixels.length / 3; i++) rgba.set(pixels.subarray(3 * i, 3 * i + 3), 4 * i);
        return rgba;
      },
      find: (rgba, k) => MMCQ(rgba, { colorCount: k }).map(({ rgb }) => rgb),
    };
  },
  async quantize() {
    const { default: quantize } = await import('quantize');
    return { prepare: toTriples, find: (pixels, k) => quantize(pixels, k).palette() };
  },
  async 'ml-kmeans'() {
    const { kmeans } = await import('ml-kmeans');
    return {
      prepare: toTriples,
      find: (pixels, k) => kmeans(pixels, k, { initialization: 'kmeans++', seed: 1 }).centroids,
    };
  },
};

function toTriples(pixels) {
  return Array.from({ length: pixels.length / 3 }, (_, i) => [...pixels.subarray(3 * i, 3 * i + 3)]);
}
