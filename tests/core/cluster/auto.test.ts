import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { createRandom, extractPalette, SPACE_NAMES } from '#core/cluster/index';
import { deltaE2000, formatHex, type Rgb8, srgb8ToLab } from '#core/color/index';

const WIDTH = 480;
const HEIGHT = 270;

/** A flat cartoon: a ground and a row of discs and squares, each of its own colour, all CIEDE2000 20 apart. */
function paintCartoon(seed: number, count: number): { pixels: Buffer; colors: Rgb8[] } {
  const random = createRandom(seed);
  const colors: Rgb8[] = [];
  while (colors.length < count) {
    const color = [0, 1, 2].map(() => Math.floor(256 * random())) as unknown as Rgb8;
    if (colors.every((other) => deltaE2000(srgb8ToLab(...other), srgb8ToLab(...color)) >= 20)) colors.push(color);
  }
  const shapes = colors.slice(1).map((color, i) => ({
    color,
    isSquare: random() < 0.5,
    x: (WIDTH * (i + 0.5)) / (count - 1),
    y: HEIGHT * (0.35 + 0.3 * random()),
    radius: 38 + 10 * random(),
  }));
  const pixels = Buffer.alloc(3 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const shape = shapes.find((s) => {
      const [dx, dy] = [Math.abs(x - s.x), Math.abs(y - s.y)];
      return s.isSquare ? Math.max(dx, dy) < s.radius : dx * dx + dy * dy < s.radius * s.radius;
    });
    pixels.set(shape?.color ?? colors[0]!, 3 * i);
  }
  return { pixels, colors };
}

const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;

/** Save as JPEG, with chroma at half resolution as video has it, and sample every third pixel of every third row. */
async function compress(pixels: Buffer, quality: number): Promise<Uint8Array> {
  const jpeg = await sharp(pixels, { raw }).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
  const decoded = await sharp(jpeg).removeAlpha().raw().toBuffer();
  const sampled = [];
  for (let y = 1; y < HEIGHT; y += 3) {
    for (let x = 1; x < WIDTH; x += 3) sampled.push(...decoded.subarray(3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3));
  }
  return Uint8Array.from(sampled);
}

test('a flat cartoon of two to six colours gives those colours, nine times of ten even after a poor JPEG', async () => {
  for (const quality of [30, 60, 85]) {
    let right = 0;
    let tried = 0;
    for (const count of [2, 3, 4, 5, 6]) {
      for (let seed = 1; seed <= 6; seed++) {
        const { pixels, colors } = paintCartoon(100 * count + seed, count);
        const palette = extractPalette(await compress(pixels, quality));
        tried++;
        if (palette.shares.length === count) right++;
        for (const color of colors) {
          const nearest = Math.min(
            ...Array.from(palette.shares, (_, i) =>
              deltaE2000(
                srgb8ToLab(...color),
                srgb8ToLab(...([...palette.colors.subarray(3 * i, 3 * i + 3)] as unknown as Rgb8)),
              ),
            ),
          );
          assert.ok(nearest < 4, `${formatHex(...color)} is ${nearest} away, quality ${quality}`);
        }
      }
    }
    assert.ok(right >= 0.9 * tried, `${right} of ${tried} at quality ${quality}`);
  }
});

test('a flat cartoon of four colours gives four in every space, also when it is drawn with soft edges', async () => {
  const colors = { paper: [240, 232, 214], ink: [24, 28, 44], red: [196, 40, 44], blue: [52, 104, 176] } as const;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="rgb(${colors.paper})"/>
    <circle cx="150" cy="130" r="70" fill="rgb(${colors.red})"/>
    <circle cx="330" cy="130" r="60" fill="rgb(${colors.blue})"/>
    <path d="M20 250 L460 215" stroke="rgb(${colors.ink})" stroke-width="14"/></svg>`;
  const pixels = await sharp(Buffer.from(svg)).blur(0.6).removeAlpha().raw().toBuffer();
  for (const quality of [25, 50, 80]) {
    for (const space of SPACE_NAMES) {
      const { shares } = extractPalette(await compress(pixels, quality), { space });
      assert.equal(shares.length, 4, `${space}, quality ${quality}`);
    }
  }
});

test('camera noise does not change the number of colours of a picture', () => {
  const random = createRandom(3);
  const pixels = Uint8Array.from(paintCartoon(404, 4).pixels, (code) =>
    Math.max(0, Math.min(255, Math.round(code + 12 * (random() + random() - 1)))),
  );
  assert.equal(extractPalette(pixels).shares.length, 4);
});

test('a seed changes hardly anything: the same colours within CIEDE2000 5 hold nine tenths of the picture', async () => {
  const { pixels } = paintCartoon(606, 6);
  const sampled = await compress(pixels, 40);
  const first = extractPalette(sampled, { seed: 1 });
  for (let seed = 2; seed < 12; seed++) {
    const other = extractPalette(sampled, { seed });
    const kept = first.shares.reduce((sum, share, i) => {
      const lab = srgb8ToLab(...([...first.colors.subarray(3 * i, 3 * i + 3)] as unknown as Rgb8));
      const isThere = Array.from(other.shares.keys()).some(
        (j) => deltaE2000(lab, srgb8ToLab(...([...other.colors.subarray(3 * j, 3 * j + 3)] as unknown as Rgb8))) < 5,
      );
      return sum + (isThere ? share : 0);
    }, 0);
    assert.ok(kept > 0.9, `seed ${seed}: ${kept}`);
  }
});

test('a small red coat in a grey street stays, and is red', () => {
  const random = createRandom(8);
  const pixels = Uint8Array.from(
    Array.from({ length: 14_400 }, (_, i) => {
      const grey = 60 + 120 * random();
      return i % 100 === 0 ? [180, 30 + 10 * random(), 36] : [grey, grey, grey];
    }).flat(),
  );
  const { colors, shares } = extractPalette(pixels);
  const red = Array.from(shares.keys()).find((i) => colors[3 * i]! > 150 && colors[3 * i + 1]! < 60);
  assert.ok(red !== undefined && Math.abs(shares[red]! - 0.01) < 1e-9);
});

/** A dim shop: wall and floor nearly as dark as one another, and small vivid things. */
const SHOP: Readonly<Record<string, { readonly color: Rgb8; readonly pixels: number }>> = {
  'dark teal wall': { color: [36, 54, 62], pixels: 5200 },
  'brown floor': { color: [62, 42, 34], pixels: 4300 },
  'grey suit': { color: [120, 108, 98], pixels: 2000 },
  'white coat': { color: [190, 176, 160], pixels: 900 },
  skin: { color: [160, 112, 92], pixels: 500 },
  'red chairs': { color: [130, 34, 28], pixels: 450 },
  'ochre armchair': { color: [120, 78, 30], pixels: 450 },
  'green neon': { color: [60, 220, 110], pixels: 60 },
};
/** Light falls on each thing from this part of it up to all of it. */
const MIN_LIGHT = 0.4;
const MEAN_LIGHT = 0.8;

function paintShop(): Uint8Array {
  const random = createRandom(11);
  const addNoise = (code: number) => code + 5 * (random() + random() - 1);
  return Uint8Array.from(
    Object.values(SHOP).flatMap(({ color, pixels }) =>
      Array.from({ length: pixels }, () => {
        const light = MIN_LIGHT + (1 - MIN_LIGHT) * Math.sqrt(random());
        return color.map((code) => Math.max(0, Math.min(255, Math.round(addNoise(code * light)))));
      }).flat(),
    ),
  );
}

test('a dim shop with a teal wall, red chairs, an ochre armchair and a neon of 0.4 % has all of these colours', () => {
  const { colors, shares } = extractPalette(paintShop());
  const labs = Array.from(shares, (_, i) => srgb8ToLab(colors[3 * i]!, colors[3 * i + 1]!, colors[3 * i + 2]!));
  assert.ok(shares.length <= 12, `${shares.length}`);
  for (const [name, { color }] of Object.entries(SHOP)) {
    const lab = srgb8ToLab(...(color.map((code) => Math.round(MEAN_LIGHT * code)) as unknown as Rgb8));
    const nearest = Math.min(...labs.map((other) => deltaE2000(lab, other)));
    assert.ok(nearest < 8, `${name} is ${nearest} away`);
  }
});

test('near-black noise is not divided into hues', () => {
  const random = createRandom(12);
  const pixels = Uint8Array.from({ length: 43_200 }, () => Math.round(8 * random()));
  assert.equal(extractPalette(pixels).shares.length, 1);
});
