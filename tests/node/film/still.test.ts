import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Color from 'colorjs.io';
import sharp, { type Sharp } from 'sharp';
import { createColumnMaker } from '#core/fingerprint/index';
import { createPixelSampler, type FilmErrorCode, type Picture } from '#core/frame/index';
import { detectStill, readStill } from '#node/film/index';
import { encodePicture } from '../../support/pictures/encode-picture.ts';
import { ADOBE_RGB, makeIccProfile } from '../../support/pictures/make-icc-profile.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Read a still from bytes, from a file whose name does not show its format. */
async function read(bytes: Uint8Array): Promise<Picture> {
  const path = join(folder, 'still.bin');
  writeFileSync(path, bytes);
  const format = await detectStill(path);
  assert.notEqual(format, null);
  return (await readStill(path, format!)).picture;
}

/**
 * Return all pixels of a picture, as sRGB. The picture has fewer pixels than the sampling grid has
 * cells.
 */
const pixelsOf = (picture: Picture): number[] => [...createPixelSampler()(picture)];

const WIDTH = 48;
const HEIGHT = 32;
/** Four different areas, so that every rotation and flip shows. */
const COLORS = [
  [200, 60, 40],
  [30, 120, 220],
  [10, 200, 30],
  [128, 128, 128],
] as const;
const CODES = Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
  const right = i % WIDTH >= WIDTH / 3 ? 1 : 0;
  const low = Math.floor(i / WIDTH) >= HEIGHT / 4 ? 2 : 0;
  return COLORS[right + low]!;
}).flat();
const PNG = writePng({ width: WIDTH, height: HEIGHT, codes: CODES });
const again = (): Sharp => sharp(PNG);

describe('Equal pictures give equal pixels', () => {
  const files: readonly (readonly [name: string, bytes: () => Promise<Buffer> | Buffer])[] = [
    ['PNG', () => PNG],
    [
      'PNG of 16 bits',
      () => writePng({ width: WIDTH, height: HEIGHT, bits: 16, codes: CODES.map((code) => code * 257) }),
    ],
    ['PNG of a palette', () => again().png({ palette: true, dither: 0 }).toBuffer()],
    ['WebP', () => again().webp({ lossless: true }).toBuffer()],
    ['AVIF', () => again().avif({ lossless: true }).toBuffer()],
    ['GIF', () => again().gif({ dither: 0 }).toBuffer()],
    ['TIFF', () => again().tiff({ compression: 'lzw' }).toBuffer()],
    ['opaque alpha', () => again().ensureAlpha().png().toBuffer()],
  ];
  for (const [name, bytes] of files) {
    it(`equal pictures have equal pixels, stored as ${name}`, async () =>
      assert.deepEqual(pixelsOf(await read(await bytes())), CODES));
  }

  it('a JPEG of quality 100 differs from the picture by at most 4 codes', async () => {
    const jpeg = await again().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const worst = Math.max(...pixelsOf(await read(jpeg)).map((code, i) => Math.abs(code - CODES[i]!)));
    assert.ok(worst <= 4, `${worst} codes apart`);
  });

  it('a still has the palette of a film frame with the same pixels', async () => {
    const pixels = Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
      CODES.slice(3 * i, 3 * i + 3).map((code) => code / 255),
    );
    const frame = { ...encodePicture({ pixels, width: WIDTH, model: 'rgb', tags: { range: 'full' } }) };
    const columnOf = createColumnMaker({ seed: 0 });
    assert.deepEqual(columnOf(await read(PNG)), columnOf(frame));
  });
});

describe('A still', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`a still of Exif orientation ${orientation} is read upright`, async () => {
      // Store the picture so that the rotation of the tag restores it: apply the inverse, which
      // differs from the rotation only for quarter turns.
      const stored = again();
      if ([2, 7].includes(orientation)) stored.flop();
      if ([3].includes(orientation)) stored.rotate(180);
      if ([4, 5].includes(orientation)) stored.flip();
      let bytes = await stored.png().toBuffer();
      if ([5, 7].includes(orientation)) bytes = await sharp(bytes).rotate(90).png().toBuffer();
      if (orientation === 6) bytes = await sharp(bytes).rotate(270).png().toBuffer();
      if (orientation === 8) bytes = await sharp(bytes).rotate(90).png().toBuffer();
      const picture = await read(
        await sharp(bytes).withMetadata({ orientation }).tiff({ compression: 'lzw' }).toBuffer(),
      );
      assert.deepEqual([picture.width, picture.height], [WIDTH, HEIGHT]);
      assert.deepEqual(pixelsOf(picture), CODES);
    });
  }

  it('a transparent still is blended with black', async () => {
    const bytes = writePng({ width: 2, height: 1, channels: 4, codes: [200, 100, 50, 128, 200, 100, 50, 0] });
    assert.deepEqual(pixelsOf(await read(bytes)), [100, 50, 25, 0, 0, 0]);
  });

  it('an animated still is read as its first picture', async () => {
    const frames = Buffer.from([...Array(64).fill([255, 0, 0]), ...Array(64).fill([0, 0, 255])].flat());
    const raw = { width: 8, height: 16, channels: 3, pageHeight: 8 } as const;
    const picture = await read(
      await sharp(frames, { raw })
        .gif({ loop: 0, delay: [100, 100] })
        .toBuffer(),
    );
    assert.deepEqual([picture.width, picture.height, ...pixelsOf(picture).slice(-3)], [8, 8, 255, 0, 0]);
  });

  it('the pixels of a grey still are grey', async () => {
    for (const space of ['b-w', 'grey16']) {
      const pixels = pixelsOf(await read(await again().toColourspace(space).png().toBuffer()));
      for (let i = 0; i < pixels.length; i += 3) assert.ok(pixels[i] === pixels[i + 1] && pixels[i] === pixels[i + 2]);
    }
  });

  for (const bits of [8, 16] as const) {
    it(`a still of ${bits} bits in Adobe RGB is converted to sRGB like colorjs.io does`, async () => {
      const most = 2 ** bits - 1;
      const shares = [0.6, 0.4, 0.3, 0.4, 0.55, 0.5, 0.8, 0.75, 0.7, 0.35, 0.3, 0.5];
      const icc = makeIccProfile(ADOBE_RGB);
      const codes = shares.map((share) => Math.round(share * most));
      const pixels = pixelsOf(await read(writePng({ width: 4, height: 1, bits, codes, icc })));
      for (let i = 0; i < shares.length; i += 3) {
        const coords = codes.slice(i, i + 3).map((code) => code / most) as [number, number, number];
        const expected = new Color('a98rgb', coords).to('srgb').coords.map((value) => (value ?? 0) * 255);
        for (const [c, value] of expected.entries()) {
          // The profile conversion reads and writes 8 bits: two roundings.
          assert.ok(Math.abs(pixels[i + c]! - value) <= 1.1, `${pixels.slice(i, i + 3)} for ${expected}`);
        }
      }
    });
  }
});

describe('Files with several pictures', () => {
  const warningsOf = async (bytes: Uint8Array) => {
    const path = join(folder, 'several.bin');
    writeFileSync(path, bytes);
    return (await readStill(path, (await detectStill(path))!)).warnings.join();
  };
  const pages = (format: 'tiff' | 'gif' | 'webp') => {
    const codes = Buffer.from(Array.from({ length: 2 }, (_, page) => Array(8 * 8).fill([200, 90 * page, 0])).flat(2));
    const raw = { width: 8, height: 16, channels: 3, pageHeight: 8 } as const;
    return sharp(codes, { raw }).toFormat(format).toBuffer();
  };

  it('a warning states that only the first picture of an animation or of a TIFF with pages was read', async () => {
    assert.equal(await warningsOf(await pages('gif')), 'the first of the 2 pictures in the file was read');
    assert.equal(await warningsOf(await pages('webp')), 'the first of the 2 pictures in the file was read');
    assert.equal(await warningsOf(joinTiffs()), 'the first of the 2 pictures in the file was read');
    assert.equal(await warningsOf(PNG), '');
    assert.equal(await warningsOf(await again().tiff().toBuffer()), '');
  });

  it('a warning states that only the preview of a raw file was read', async () => {
    const expected = /raw file of a camera; its preview was read, 2 x 2 pixels/;
    // DNGVersion, the tag of a reduced version, the magic number of CR2.
    assert.match(await warningsOf(writeTiff({ tags: [[50706, 1, 4, 0x0401]] })), expected);
    assert.match(await warningsOf(writeTiff({ tags: [[254, 4, 1, 1]] })), expected);
    assert.match(await warningsOf(writeTiff({ magic: 'CR' })), expected);
    assert.equal(await warningsOf(writeTiff({})), '');
  });
});

/** Write a grey TIFF of 2 x 2 pixels by hand (TIFF 6.0). */
function writeTiff({ tags = [], magic = '', next = 0, base = 0 }: TiffRecipe): Buffer {
  const entries = [
    [256, 3, 1, 2],
    [257, 3, 1, 2],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [273, 4, 1, base + 12],
    [277, 3, 1, 1],
    [278, 3, 1, 2],
    [279, 4, 1, 4],
    ...tags,
  ].sort(([a], [b]) => a! - b!);
  const bytes = Buffer.alloc(16 + 2 + 12 * entries.length + 4);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(base + 16, 4);
  bytes.write(magic, 8, 'latin1');
  bytes.fill(200, 12, 16);
  bytes.writeUInt16LE(entries.length, 16);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    bytes.writeUInt16LE(tag!, 18 + 12 * i);
    bytes.writeUInt16LE(type!, 20 + 12 * i);
    bytes.writeUInt32LE(count!, 22 + 12 * i);
    bytes.writeUInt32LE(value!, 26 + 12 * i);
  }
  bytes.writeUInt32LE(next, bytes.length - 4);
  return bytes;
}

interface TiffRecipe {
  /** More entries: tag, type, count, value. */
  readonly tags?: readonly (readonly number[])[];
  readonly magic?: string;
  /** The offset of the next directory, and the offset of this file inside another file. */
  readonly next?: number;
  readonly base?: number;
}

/**
 * Join two pictures in one file: the directory of the first refers to the directory of the second.
 */
function joinTiffs(): Buffer {
  const { length } = writeTiff({});
  return Buffer.concat([writeTiff({ next: length + 16 }), writeTiff({ base: length })]);
}

describe('A still whose colour is given by code points', () => {
  const PATCHES = [
    [240, 50, 40],
    [60, 230, 50],
    [255, 255, 255],
    [128, 128, 128],
    [194, 150, 130],
    [20, 16, 60],
  ] as const;
  /** Light of BT.2020, or of P3, where white is 1. */
  const lightOf = (space: 'rec2020-linear' | 'p3-linear') =>
    PATCHES.map((patch) => {
      const coords = patch.map((code) => code / 255) as [number, number, number];
      return new Color('srgb', coords).to(space === 'p3-linear' ? 'p3' : space).coords as number[];
    });
  const CURVES = {
    // SMPTE ST 2084, white at 203 cd/m2.
    16: (light: number) => {
      const y = ((203 * light) / 10_000) ** 0.1593017578125;
      return ((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y)) ** 78.84375;
    },
    // ITU-R BT.2100-2, table 5.
    18: (light: number) => {
      const scene = 0.265 * light;
      return scene <= 1 / 12 ? Math.sqrt(3 * scene) : 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073;
    },
    // P3 of colorjs.io is already coded.
    13: (code: number) => code,
  } as const;
  /** R'G'B' of the patches, 0 to 1. */
  const codesOf = (primaries: 9 | 12, transfer: 13 | 16 | 18) =>
    lightOf(primaries === 9 ? 'rec2020-linear' : 'p3-linear').map((light) => light.map(CURVES[transfer]));
  const NAMES = { 9: 'bt2020', 12: 'smpte432', 13: 'iec61966-2-1', 16: 'smpte2084', 18: 'arib-std-b67' } as const;

  /** Return the same pixels as a frame of a film. Other tests check that these are correct. */
  const asFilm = (primaries: 9 | 12, transfer: 13 | 16 | 18) => {
    const tags = { range: 'full', transfer: NAMES[transfer], primaries: NAMES[primaries] } as const;
    return pixelsOf(encodePicture({ pixels: codesOf(primaries, transfer), model: 'rgb', bits: 12, tags }));
  };
  const assertNear = (actual: readonly number[], expected: readonly number[], within: number) => {
    for (const [i, code] of actual.entries()) {
      assert.ok(Math.abs(code - expected[i]!) <= within, `got ${actual.join()}, expected ${expected.join()}`);
    }
  };
  const flat = (codes: readonly (readonly number[])[]) =>
    codes.flatMap((code) => code.map((c) => Math.round(65_535 * c)));

  for (const [primaries, transfer] of [
    [9, 16],
    [9, 18],
    [12, 13],
  ] as const) {
    const what = `${NAMES[transfer]} on ${NAMES[primaries]}`;
    it(`a PNG with cICP (${what}) has the pixels of a film, whatever its ICC profile is`, async () => {
      const chunks = { cICP: Buffer.of(primaries, transfer, 0, 1) };
      const recipe = { width: 6, height: 1, bits: 16, codes: flat(codesOf(primaries, transfer)), chunks } as const;
      const expected = asFilm(primaries, transfer);
      assertNear(pixelsOf(await read(writePng(recipe))), expected, 1);
      assertNear(pixelsOf(await read(writePng({ ...recipe, icc: makeIccProfile(ADOBE_RGB) }))), expected, 1);
    });

    it(`an AVIF tagged as ${what} has the pixels of a film`, { skip: FFMPEG_SKIP }, async () => {
      const path = join(folder, 'patches.avif');
      // Patches of 16 pixels, in full range.
      const [kr, kb] = primaries === 9 ? [0.2627, 0.0593] : [0.299, 0.114];
      const codes = codesOf(primaries, transfer).map(([r, g, b]) => {
        const y = kr! * r! + (1 - kr! - kb!) * g! + kb! * b!;
        return [1023 * y, 512 + (1023 * (b! - y)) / (2 - 2 * kb!), 512 + (1023 * (r! - y)) / (2 - 2 * kr!)];
      });
      const planes = [0, 1, 2].flatMap((c) =>
        Array.from({ length: 16 * 96 }, (_, i) => Math.min(1023, Math.round(codes[Math.floor((i % 96) / 16)]![c]!))),
      );
      const tags = ['-color_primaries', NAMES[primaries], '-color_trc', NAMES[transfer]];
      tags.push('-colorspace', primaries === 9 ? 'bt2020nc' : 'smpte170m');
      execFileSync(
        'ffmpeg',
        [
          ...['-nostdin', '-loglevel', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'yuv444p10le', '-s', '96x16'],
          ...[
            '-i',
            'pipe:0',
            '-c:v',
            'libaom-av1',
            '-still-picture',
            '1',
            '-cpu-used',
            '8',
            '-aom-params',
            'lossless=1',
          ],
          ...[...tags, '-color_range', 'pc', path],
        ],
        { input: Buffer.from(Uint16Array.from(planes).buffer) },
      );
      const { picture, warnings } = await readStill(path, 'avif');
      const pixels = pixelsOf(picture);
      const middles = PATCHES.flatMap((_, i) => pixels.slice(3 * (8 * 96 + 16 * i + 8), 3 * (8 * 96 + 16 * i + 8) + 3));
      assertNear(middles, asFilm(primaries, transfer), 2);
      assert.deepEqual(warnings, []);
    });
  }

  /** Chunks of PNG, third edition, 11.3.2: numbers times 100,000. */
  const numbers = (...values: readonly number[]) => {
    const data = Buffer.alloc(4 * values.length);
    for (const [i, value] of values.entries()) data.writeUInt32BE(Math.round(100_000 * value), 4 * i);
    return data;
  };
  const toLight = (code: number) => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4);

  it('a PNG with a gAMA of 1.0 is linear light, and with 1/2.2 it is sRGB', async () => {
    const codes = flat(PATCHES.map((patch) => patch.map((code) => toLight(code / 255))));
    const linear = { width: 6, height: 1, bits: 16, codes, chunks: { gAMA: numbers(1) } } as const;
    assertNear(pixelsOf(await read(writePng(linear))), PATCHES.flat(), 1);
    const usual = { width: 6, height: 1, codes: PATCHES.flat(), chunks: { gAMA: numbers(0.45455) } };
    assert.deepEqual(pixelsOf(await read(writePng(usual))), PATCHES.flat());
    const both = { ...usual, chunks: { sRGB: Buffer.of(0), gAMA: numbers(1) } };
    assert.deepEqual(pixelsOf(await read(writePng(both))), PATCHES.flat());
    const clear = {
      width: 1,
      height: 1,
      channels: 4,
      codes: [128, 128, 128, 128],
      chunks: { gAMA: numbers(1) },
    } as const;
    assertNear(pixelsOf(await read(writePng(clear))), Array(3).fill((255 * 0.7367 * 128) / 255), 1);
  });

  it('a PNG with the gAMA that FFmpeg writes for BT.709 has the codes of its film frame', async () => {
    const frame = { width: 6, height: 1, codes: PATCHES.flat(), chunks: { gAMA: numbers(0.50994) } };
    assert.deepEqual(pixelsOf(await read(writePng(frame))), PATCHES.flat());
  });

  it('a PNG with the cHRM of P3 is read as P3, and unknown primaries cause a warning', async () => {
    const codes = flat(codesOf(12, 13));
    const p3 = { cHRM: numbers(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06) };
    const recipe = { width: 6, height: 1, bits: 16, codes } as const;
    assertNear(pixelsOf(await read(writePng({ ...recipe, chunks: p3 }))), asFilm(12, 13), 1);
    const path = join(folder, 'own.png');
    const own = { cHRM: numbers(0.3127, 0.329, 0.6, 0.3, 0.2, 0.7, 0.1, 0.1) };
    writeFileSync(path, writePng({ ...recipe, chunks: own }));
    assert.match((await readStill(path, 'png')).warnings.join(), /cHRM chunk states unknown primaries/);
  });
});

describe('Stills that cannot be read', () => {
  const fails = async (bytes: Uint8Array, code: FilmErrorCode, message: RegExp) => {
    await assert.rejects(read(bytes), (error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error);
      assert.equal(error.name, 'FilmError');
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    });
  };

  it('a still whose header states too large a size is refused before it is decoded', async () => {
    const bomb = Buffer.from(PNG);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    // The checksum of the header is wrong now, which is fine: readers that check it do not accept
    // the picture.
    await fails(bomb, 'unreadable', /60000 x 60000 pixels exceed|not a picture that can be read/);
    const wide = await sharp({
      create: { width: 65_535, height: 4000, channels: 3, background: 'red' },
      limitInputPixels: false,
    })
      .png()
      .toBuffer();
    await fails(wide, 'unreadable', /65535 x 4000 pixels exceed the limit for stills: 65535 per side, 200 megapixels/);
  });

  it('a truncated still is reported as damaged, and no part of it is read', async () => {
    const noise = Buffer.from(
      Uint8Array.from({ length: 3 * 200 * 200 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 255),
    );
    const picture = () => sharp(noise, { raw: { width: 200, height: 200, channels: 3 } });
    const files = [picture().jpeg(), picture().jpeg({ progressive: true }), picture().png()];
    for (const file of files) {
      const bytes = await file.toBuffer();
      await fails(bytes.subarray(0, bytes.length / 2), 'decode-failed', /is damaged and cannot be decoded completely/);
    }
    // The header of WebP states the size of the whole file.
    const webp = await picture().webp().toBuffer();
    await fails(webp.subarray(0, webp.length / 2), 'unreadable', /not a picture that can be read/);
  });

  it('a file with only the first bytes of a picture format is refused', async () => {
    for (const magic of ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF    WEBP', 'II*\0']) {
      await fails(
        Buffer.from(`${magic}${' and so on'.repeat(50)}`, 'latin1'),
        'unreadable',
        /not a picture that can be read/,
      );
    }
  });

  it('a HEIC still is refused, because there is no decoder for it', async () => {
    await fails(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'no-decoder', /HEIC.*save it as JPEG/);
  });
});

describe('Files that are not stills', () => {
  it('films, text, empty files and URLs are not detected as stills', async () => {
    const path = join(folder, 'other.bin');
    for (const bytes of [
      '',
      'RIFF    AVI LIST',
      '\0\0\0\x18ftypisom\0\0\0\0isommp42',
      '\x1aE\xdf\xa3',
      '<svg/>',
      'GIF',
    ]) {
      writeFileSync(path, bytes, 'latin1');
      assert.equal(await detectStill(path), null, JSON.stringify(bytes));
    }
    assert.equal(await detectStill('http://127.0.0.1:9/still.jpg'), null);
  });

  it('detecting a still fails for a path that does not exist', async () => {
    mkdirSync(join(folder, 'stills'));
    await assert.rejects(detectStill(join(folder, 'none.jpg')), {
      code: 'not-found',
      message: /none\.jpg: no such file/,
    });
    await assert.rejects(detectStill(join(folder, 'none.jpg', 'x')), { code: 'not-found' });
    assert.equal(await detectStill(join(folder, 'stills')), null);
  });
});
