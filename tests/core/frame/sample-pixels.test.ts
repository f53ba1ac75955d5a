import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extractPalette } from '#core/cluster/index';
import {
  type Component,
  type Crop,
  createPixelSampler,
  makeSampleGrid,
  type Picture,
  resolveColor,
  warnOfTags,
} from '#core/frame/index';
import fc from '../../support/fast-check.ts';

const plane = (data: Uint8Array | Uint16Array, stride: number, rest: Partial<Component> = {}): Component => ({
  data,
  offset: 0,
  stride,
  step: 1,
  log2X: 0,
  log2Y: 0,
  shift: 0,
  ...rest,
});

/** A picture of one colour: codes are given at 8 bits and stored at `bits`. */
function flat(
  codes: readonly number[],
  {
    matrix = null,
    range = null,
    bits = 8,
    model = 'ycbcr',
    width = 8,
    height = 6,
  }: {
    matrix?: string | null;
    range?: 'limited' | 'full' | null;
    bits?: number;
    model?: Picture['model'];
    width?: number;
    height?: number;
  } = {},
): Picture {
  const components = codes.map((code) => {
    const value = code * 2 ** (bits - 8);
    const length = width * height;
    return plane(bits > 8 ? new Uint16Array(length).fill(value) : new Uint8Array(length).fill(value), width);
  });
  return {
    width,
    height,
    model,
    components,
    alpha: null,
    bits,
    isInterlaced: false,
    tags: { matrix, range, transfer: null, primaries: null },
  };
}

const firstPixel = (picture: Picture) => [...createPixelSampler()(picture).subarray(0, 3)];

function assertNear(actual: readonly number[], expected: readonly number[], within: number): void {
  for (const [i, value] of actual.entries()) {
    assert.ok(Math.abs(value - expected[i]!) <= within, `got ${actual}, expected ${expected} within ${within}`);
  }
}

describe('The sampled pixels of a picture', () => {
  it('converts codes by their tags: 81, 90, 240 is three reds with three sets of tags', () => {
    const codes = [81, 90, 240];
    assertNear(firstPixel(flat(codes, { matrix: 'smpte170m', range: 'full' })), [0xee, 0x0e, 0x0e], 2);
    assertNear(firstPixel(flat(codes, { matrix: 'smpte170m', range: 'limited' })), [0xfe, 0x00, 0x00], 2);
    assertNear(firstPixel(flat(codes, { matrix: 'bt709', range: 'full' })), [0xff, 0x24, 0x0a], 2);
  });

  it('maps limited range 16 to black and 235 to white, with neutral greys between', () => {
    assert.deepEqual(firstPixel(flat([16, 128, 128])), [0, 0, 0]);
    assert.deepEqual(firstPixel(flat([235, 128, 128])), [255, 255, 255]);
    for (let luma = 16; luma <= 235; luma++) {
      const [r, g, b] = firstPixel(flat([luma, 128, 128]));
      assert.ok(r === g && g === b);
    }
  });

  it('samples the same pixels at 8, 10 and 12 bits', () => {
    for (const range of ['limited', 'full'] as const) {
      const expected = firstPixel(flat([120, 100, 160], { range }));
      for (const bits of [10, 12]) assertNear(firstPixel(flat([120, 100, 160], { range, bits })), expected, 1);
    }
  });

  it('samples RGB and grey pictures as their own codes', () => {
    assert.deepEqual(firstPixel(flat([10, 20, 30], { model: 'rgb' })), [10, 20, 30]);
    assert.deepEqual(firstPixel(flat([90], { model: 'gray', range: 'full' })), [90, 90, 90]);
  });

  it('samples only the cropped part of each picture', () => {
    // Grey 100 left, 200 right.
    const halves: Picture = {
      ...flat([0], { model: 'gray', range: 'full' }),
      components: [
        plane(
          Uint8Array.from({ length: 48 }, (_, i) => (i % 8 < 4 ? 100 : 200)),
          8,
        ),
      ],
    };
    const samplePixels = createPixelSampler();
    const colors = (crop?: Crop) => [...new Set(samplePixels(halves, crop))];
    assert.deepEqual(colors({ x: 0, y: 0, width: 4, height: 6 }), [100]);
    assert.deepEqual(colors({ x: 4, y: 2, width: 4, height: 2 }), [200]);
    assert.deepEqual(colors(), [100, 200]);
  });

  it('takes chroma from the nearest stored sample in any layout', () => {
    // 4 x 2 pixels, 4:2:0, chroma interleaved as in NV12: left half blue, right half red.
    const luma = plane(Uint8Array.of(60, 60, 60, 60, 60, 60, 60, 60), 4);
    const chroma = Uint8Array.of(220, 110, 90, 230);
    const picture: Picture = {
      width: 4,
      height: 2,
      model: 'ycbcr',
      bits: 8,
      isInterlaced: false,
      components: [
        luma,
        plane(chroma, 4, { step: 2, log2X: 1, log2Y: 1 }),
        plane(chroma, 4, { offset: 1, step: 2, log2X: 1, log2Y: 1 }),
      ],
      alpha: null,
      tags: { matrix: 'bt709', range: 'limited', transfer: null, primaries: null },
    };
    const pixels = createPixelSampler()(picture);
    for (let i = 0; i < 8; i++) {
      const [r, , b] = pixels.subarray(3 * i, 3 * i + 3);
      assert.equal(i % 4 < 2 ? b! > r! : r! > b!, true, `pixel ${i}`);
    }
  });

  it('takes chroma of an interlaced picture from the same field', () => {
    // 4 x 8 pixels: the rows of one field are red, those of the other blue.
    const stored = (rows: readonly number[], width: number) =>
      Uint8Array.from(rows.flatMap((code) => Array(width).fill(code)));
    const luma = plane(stored([63, 32, 63, 32, 63, 32, 63, 32], 4), 4);
    const chroma = (rows: readonly number[]) => plane(stored(rows, 2), 2, { log2X: 1, log2Y: 1 });
    const picture: Picture = {
      width: 4,
      height: 8,
      model: 'ycbcr',
      bits: 8,
      isInterlaced: true,
      components: [luma, chroma([102, 240, 102, 240]), chroma([240, 118, 240, 118])],
      alpha: null,
      tags: { matrix: 'bt709', range: 'limited', transfer: null, primaries: null },
    };
    const colors = (isInterlaced: boolean) => {
      const pixels = createPixelSampler()({ ...picture, isInterlaced });
      const names = Array.from({ length: 32 }, (_, i) => {
        const [r, g, b] = pixels.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
        return r > 240 && g < 10 && b < 10 ? 'red' : b > 240 && r < 10 && g < 10 ? 'blue' : 'mixed';
      });
      return new Set(names);
    };
    assert.deepEqual(colors(true), new Set(['red', 'blue']));
    assert.ok(colors(false).has('mixed'), 'read as one picture, its fields would mix');
  });
});

describe('The sampling grid', () => {
  it('places one grid point in each cell inside the picture, and in each pixel of a small one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 1, max: 2400 }), (width, height) => {
        const { xs, ys } = makeSampleGrid(width, height);
        assert.ok(xs.length <= 1.1 * 14_400 && xs.length >= Math.min(width * height, 1));
        const across = Math.min(width, Math.round(Math.sqrt((14_400 * width) / height)) || 1);
        const down = xs.length / across;
        for (const [i, x] of xs.entries()) {
          // Cells may end inside a pixel: the point is in a pixel that the cell overlaps.
          const [left, top] = [((i % across) * width) / across, (Math.floor(i / across) * height) / down];
          assert.ok(x >= Math.floor(left) && x < Math.min(width, left + width / across));
          assert.ok(ys[i]! >= Math.floor(top) && ys[i]! < Math.min(height, top + height / down));
        }
        const points = new Set(Array.from(xs, (x, i) => ys[i]! * width + x));
        if (width * height < 14_400 / 2) assert.equal(points.size, width * height);
      }),
      { numRuns: 60 },
    );
  });

  it('places about 14,400 grid points for any common aspect ratio', () => {
    for (const [width, height] of [
      [1920, 1080],
      [854, 480],
      [720, 576],
      [3840, 1608],
      [1080, 1920],
    ] as const) {
      const { length } = makeSampleGrid(width, height).xs;
      assert.ok(Math.abs(length - 14_400) < 200, `${width} x ${height}: ${length}`);
    }
  });

  it('places the grid inside the crop like in a film of that size', () => {
    const crop = { x: 0, y: 138, width: 1920, height: 804 };
    const { xs, ys } = makeSampleGrid(1920, 1080, crop);
    assert.ok(Math.abs(xs.length - 14_400) < 200, `${xs.length}`);
    assert.ok(ys.every((y) => y >= 138 && y < 942));
    const alone = makeSampleGrid(1920, 804);
    assert.deepEqual(xs, alone.xs);
    assert.deepEqual(
      ys.map((y) => y - 138),
      alone.ys,
    );
  });

  it('samples every pixel of a small picture once', () => {
    assert.equal(makeSampleGrid(40, 30).xs.length, 1200);
  });

  it('avoids moire on regular patterns: half of the samples are on each of two kinds of stripes', () => {
    const { xs, ys } = makeSampleGrid(1920, 1080);
    for (const places of [xs, ys]) {
      const odd = places.reduce((sum, place) => sum + (place & 1), 0) / places.length;
      assert.ok(Math.abs(odd - 0.5) < 0.02, `${odd}`);
    }
  });
});

describe('Colour tags', () => {
  const picture = (width: number, height: number, matrix: string | null = null) =>
    flat([16, 128, 128], { width, height, matrix });

  it('assumes missing tags by size: BT.709 for high definition, BT.601 below', () => {
    assert.equal(resolveColor(picture(1280, 720)).matrix, 'bt709');
    assert.equal(resolveColor(picture(720, 576)).matrix, 'smpte170m');
    assert.deepEqual(resolveColor(picture(720, 576)).assumed, ['matrix', 'range', 'transfer', 'primaries']);
  });

  it('uses stated tags, and lists unsupported ones as assumed', () => {
    assert.equal(resolveColor(picture(1280, 720, 'smpte170m')).matrix, 'smpte170m');
    assert.ok(!resolveColor(picture(1280, 720, 'smpte170m')).assumed.includes('matrix'));
    assert.ok(resolveColor(picture(1280, 720, 'unknown (23)')).assumed.includes('matrix'));
  });

  it('warns of each unsupported tag', () => {
    const tags = { matrix: 'unknown (23)', range: 'limited', transfer: 'vlog', primaries: 'vgamut' } as const;
    assert.deepEqual(warnOfTags({ ...picture(1280, 720), tags }), [
      "the picture's matrix is tagged unknown (23), which is not supported; bt709 was assumed, so colours may be wrong",
      "the picture's transfer function is tagged vlog, which is not supported; bt709 was assumed, so colours may be wrong",
      "the picture's primaries are tagged vgamut, which is not supported; bt709 was assumed, so colours may be wrong",
    ]);
    assert.deepEqual(warnOfTags(picture(1280, 720)), []);
    for (const matrix of ['bt709', 'ycgco', 'ycgco-re', 'ycgco-ro', 'ictcp', 'ipt-c2', 'bt2020c', 'smpte2085']) {
      assert.deepEqual(warnOfTags(picture(1280, 720, matrix)), [], matrix);
    }
  });
});

describe('Matrices that FFmpeg 5 has no name for', () => {
  const rgb = [
    [255, 0, 0],
    [194, 150, 130],
    [20, 16, 60],
    [7, 250, 3],
  ] as const;
  /** One row of pixels of 10 or 9 bits. */
  const read = (
    matrix: string,
    bits: number,
    triples: readonly (readonly number[])[],
    transfer: string | null = null,
  ) => {
    const components = [0, 1, 2].map((i) =>
      plane(
        Uint16Array.from(triples, (triple) => triple[i]!),
        triples.length,
      ),
    );
    const tags = { matrix, range: 'full', transfer, primaries: null } as const;
    const picture = {
      width: triples.length,
      height: 1,
      model: 'ycbcr',
      components,
      alpha: null,
      bits,
      isInterlaced: false,
    };
    return [...createPixelSampler()({ ...picture, tags } as Picture)];
  };

  for (const [matrix, bits] of [
    ['ycgco-re', 10],
    ['ycgco-ro', 9],
  ] as const) {
    it(`inverts the matrix ${matrix} within its rounding of a code`, () => {
      // ITU-T H.273 (07/2024), section 8.3, MatrixCoefficients 16 and 17: the steps of lifting.
      const coded = rgb.map(([r, g, b]) => {
        const co = r - b;
        const t = b + (co >> 1);
        const cg = g - t;
        return [t + (cg >> 1), cg + 2 ** (bits - 1), co + 2 ** (bits - 1)];
      });
      assertNear(read(matrix, bits, coded), rgb.flat(), 1);
    });
  }

  it('converts ipt-c2 like BT.2020 for greys, and keeps hues of colours', () => {
    // ITU-T H.273 (07/2024), section 8.3, MatrixCoefficients 15, on light of 203 cd/m2 and less.
    const pq = (light: number) => {
      const y = ((203 * light) / 10_000) ** 0.1593017578125;
      return ((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y)) ** 78.84375;
    };
    const light = [
      [0.5, 0.5, 0.5],
      [0.45, 0.25, 0.2],
      [0.1, 0.3, 0.15],
    ];
    const ipt = light.map(([r, g, b]) => {
      const l = pq((1747 * r! + 2169 * g! + 180 * b!) / 4096);
      const m = pq((673 * r! + 3029 * g! + 394 * b!) / 4096);
      const s = pq((50 * r! + 207 * g! + 3839 * b!) / 4096);
      return [
        (65_535 * (1638 * l + 1638 * m + 820 * s)) / 4096,
        (65_535 * (18248 * l - 19870 * m + 1622 * s)) / 4096 + 32_768,
        (65_535 * (3300 * l + 1463 * m - 4763 * s)) / 4096 + 32_768,
      ].map(Math.round);
    });
    const ycc = light.map(([r, g, b]) => {
      const [red, green, blue] = [pq(r!), pq(g!), pq(b!)];
      const y = 0.2627 * red + 0.678 * green + 0.0593 * blue;
      return [65_535 * y, (65_535 * (blue - y)) / 1.8814 + 32_768, (65_535 * (red - y)) / 1.4746 + 32_768].map(
        Math.round,
      );
    });
    assertNear(read('ipt-c2', 16, ipt, 'smpte2084'), read('bt2020nc', 16, ycc, 'smpte2084'), 1);
  });
});

describe('A picture of alternating black and white pixels', () => {
  const patterns: Record<string, (x: number, y: number) => number> = {
    columns: (x) => x & 1,
    rows: (_, y) => y & 1,
    checks: (x, y) => (x ^ y) & 1,
    'rows in pairs': (_, y) => (y >> 1) & 1,
    'columns in pairs': (x) => (x >> 1) & 1,
    'columns in threes': (x) => Math.floor(x / 3) & 1,
    'rows in threes': (_, y) => Math.floor(y / 3) & 1,
  };
  const sizes = [
    [16, 16],
    [160, 90],
    [320, 240],
    [426, 240],
    [640, 360],
    [720, 576],
    [854, 480],
    [1280, 534],
    [1279, 719],
    [1920, 1080],
    [2880, 1440],
    [3840, 2160],
    [1080, 1920],
  ] as const;
  for (const [name, at] of Object.entries(patterns)) {
    it(`samples alternating black and white pixels with a mean of light of 188 on any grid: ${name}`, () => {
      const off: string[] = [];
      for (const [width, height] of sizes) {
        // Whole periods, so that half of the picture is white.
        const [w, h] = [width - (width % 12), height - (height % 12)];
        const data = Uint8Array.from({ length: w * h }, (_, i) => 255 * at(i % w, Math.floor(i / w)));
        const picture = {
          ...flat([0], { model: 'gray', range: 'full', width: w, height: h }),
          components: [plane(data, w)],
        };
        const [mean] = extractPalette(createPixelSampler()(picture), { clusters: 1 }).colors;
        if (Math.abs(mean! - 188) > 2) off.push(`${w} x ${h}: ${mean}`);
      }
      assert.deepEqual(off, []);
    });
  }
});
