import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { detectStill, readStill } from 'chromatheque/film';
import { createColumnMaker } from 'chromatheque/fingerprint';
import { createPixelSampler, type FilmErrorCode, type Picture } from 'chromatheque/frame';
import Color from 'colorjs.io';
import sharp, { type Sharp } from 'sharp';
import { encodePicture } from '../support/encode-picture.ts';
import { ADOBE_RGB, makeIccProfile } from '../support/make-icc-profile.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { writePng } from '../support/write-png.ts';

const folder = makeTempFolder();

/** Read a still from bytes, under a name that says nothing. */
async function read(bytes: Uint8Array): Promise<Picture> {
  const path = join(folder, 'still.bin');
  writeFileSync(path, bytes);
  const format = await detectStill(path);
  assert.notEqual(format, null);
  return readStill(path, format!);
}

/** The pixels of a picture that has fewer than the grid has cells: all of them, as sRGB. */
const pixelsOf = (picture: Picture): number[] => [...createPixelSampler()(picture)];

const WIDTH = 48;
const HEIGHT = 32;
/** Four fields, no two alike, so that every turn and flip shows. */
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
    it(`from ${name}`, async () => assert.deepEqual(pixelsOf(await read(await bytes())), CODES));
  }

  it('nearly, from JPEG', async () => {
    const jpeg = await again().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const worst = Math.max(...pixelsOf(await read(jpeg)).map((code, i) => Math.abs(code - CODES[i]!)));
    assert.ok(worst <= 4, `${worst} codes apart`);
  });

  it('and equal palettes, those that a film of it would have', async () => {
    const pixels = Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
      CODES.slice(3 * i, 3 * i + 3).map((code) => code / 255),
    );
    const frame = { ...encodePicture({ pixels, model: 'rgb', tags: { range: 'full' } }) };
    const columnOf = createColumnMaker({ seed: 0 });
    assert.deepEqual(columnOf(await read(PNG)), columnOf(frame));
  });
});

describe('A still', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`of Exif orientation ${orientation} stands upright`, async () => {
      // Stored so that the tag's turn gives the picture: the inverse, which is its own but for the quarter turns.
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

  it('lies over black where it is transparent', async () => {
    const bytes = writePng({ width: 2, height: 1, channels: 4, codes: [200, 100, 50, 128, 200, 100, 50, 0] });
    assert.deepEqual(pixelsOf(await read(bytes)), [100, 50, 25, 0, 0, 0]);
  });

  it('that moves is its first picture', async () => {
    const frames = Buffer.from([...Array(64).fill([255, 0, 0]), ...Array(64).fill([0, 0, 255])].flat());
    const raw = { width: 8, height: 16, channels: 3, pageHeight: 8 } as const;
    const picture = await read(
      await sharp(frames, { raw })
        .gif({ loop: 0, delay: [100, 100] })
        .toBuffer(),
    );
    assert.deepEqual([picture.width, picture.height, ...pixelsOf(picture).slice(-3)], [8, 8, 255, 0, 0]);
  });

  it('in grey is grey', async () => {
    for (const space of ['b-w', 'grey16']) {
      const pixels = pixelsOf(await read(await again().toColourspace(space).png().toBuffer()));
      for (let i = 0; i < pixels.length; i += 3) assert.ok(pixels[i] === pixels[i + 1] && pixels[i] === pixels[i + 2]);
    }
  });

  for (const bits of [8, 16] as const) {
    it(`of ${bits} bits in Adobe RGB comes out in sRGB, as colorjs.io has it`, async () => {
      const most = 2 ** bits - 1;
      const shares = [0.6, 0.4, 0.3, 0.4, 0.55, 0.5, 0.8, 0.75, 0.7, 0.35, 0.3, 0.5];
      const icc = makeIccProfile(ADOBE_RGB);
      const codes = shares.map((share) => Math.round(share * most));
      const pixels = pixelsOf(await read(writePng({ width: 4, height: 1, bits, codes, icc })));
      for (let i = 0; i < shares.length; i += 3) {
        const coords = codes.slice(i, i + 3).map((code) => code / most) as [number, number, number];
        const expected = new Color('a98rgb', coords).to('srgb').coords.map((value) => (value ?? 0) * 255);
        for (const [c, value] of expected.entries()) {
          // 8 bits in and out of the profile's machinery: two roundings.
          assert.ok(Math.abs(pixels[i + c]! - value) <= 1.1, `${pixels.slice(i, i + 3)} for ${expected}`);
        }
      }
    });
  }
});

describe('A still that cannot be read', () => {
  const fails = async (bytes: Uint8Array, code: FilmErrorCode, message: RegExp) => {
    await assert.rejects(read(bytes), (error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error);
      assert.equal(error.name, 'FilmError');
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    });
  };

  it('is refused by the size that it claims, before anything is decoded', async () => {
    const bomb = Buffer.from(PNG);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    // The checksum of the header is wrong now, as it may be: readers that check it call it no picture.
    await fails(bomb, 'unreadable', /60000 x 60000 pixels are more|not a picture that can be read/);
    const wide = await sharp({
      create: { width: 65_535, height: 4000, channels: 3, background: 'red' },
      limitInputPixels: false,
    })
      .png()
      .toBuffer();
    await fails(
      wide,
      'unreadable',
      /65535 x 4000 pixels are more than a still may have here: 65535 a side, 200 megapixels/,
    );
  });

  it('is damaged where its end is missing, and is not read by halves', async () => {
    const noise = Buffer.from(
      Uint8Array.from({ length: 3 * 200 * 200 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 255),
    );
    const picture = () => sharp(noise, { raw: { width: 200, height: 200, channels: 3 } });
    const files = [picture().jpeg(), picture().jpeg({ progressive: true }), picture().png()];
    for (const file of files) {
      const bytes = await file.toBuffer();
      await fails(bytes.subarray(0, bytes.length / 2), 'decode-failed', /is damaged, and cannot be decoded whole/);
    }
    // Of these the size of the whole is at the beginning.
    const webp = await picture().webp().toBuffer();
    await fails(webp.subarray(0, webp.length / 2), 'unreadable', /not a picture that can be read/);
  });

  it('is no picture where only its first bytes are those of one', async () => {
    for (const magic of ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF    WEBP', 'II*\0']) {
      await fails(
        Buffer.from(`${magic}${' and so on'.repeat(50)}`, 'latin1'),
        'unreadable',
        /not a picture that can be read/,
      );
    }
  });

  it('is HEIC, for which there is no decoder', async () => {
    await fails(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'no-decoder', /HEIC.*save it as JPEG/);
  });
});

describe('What is no still', () => {
  it('is left to others: films, text, what is empty, what lies at a URL', async () => {
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

  it('is an error where it cannot be opened', async () => {
    mkdirSync(join(folder, 'stills'));
    await assert.rejects(detectStill(join(folder, 'none.jpg')), {
      code: 'not-found',
      message: /none\.jpg: no such file/,
    });
    await assert.rejects(detectStill(join(folder, 'none.jpg', 'x')), { code: 'not-found' });
    assert.equal(await detectStill(join(folder, 'stills')), null);
  });
});
