import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createSrgbConverter, linearToSrgb8, srgbToLinear } from '#core/color/index';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { readAlike } from '../../support/reading/read-colors.ts';
import { fingerprintAlike } from '../../support/reading/same-for-jobs.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const GREEN = [0x20, 0xc0, 0x40] as const;

describe('Films of rare pixel formats', { skip: FFMPEG_SKIP }, () => {
  const films: Readonly<Record<string, readonly [file: string, options: string, within: number]>> = {
    'PNG of 16 bits': ['deep.mov', '-c:v png -pix_fmt rgb48be', 3],
    'PNG with a palette': ['palette.mov', '-vf format=pal8 -c:v png', 64],
    'raw 5:6:5 in the other order of bytes': ['packed.nut', '-c:v rawvideo -pix_fmt rgb565be', 6],
    "raw Y'CbCr of 10 bits in the other order of bytes": ['big.nut', '-c:v rawvideo -pix_fmt yuv422p10be', 3],
    'DPX, whose header says linear': ['dpx.mov', '-c:v dpx -pix_fmt gbrp10be', 3],
  };
  for (const [what, [file, options, within]] of Object.entries(films)) {
    it(`a film of ${what} has the right colours with both backends`, async () => {
      const path = join(folder, file);
      makeWithFfmpeg(path, `-f lavfi -i color=0x20c040:s=64x48:r=25:d=0.12 ${options}`);
      const film = await readAlike(path);
      assert.equal(film.frames.length, 3);
      for (const [i, code] of GREEN.entries()) {
        assert.ok(Math.abs(film.at(1, 0.5, 0.5)[i]! - code) <= within, `${film.at(1, 0.5, 0.5)}`);
      }
    });
  }

  it('uncompressed pictures that are stored from the bottom up are shown upright', async () => {
    const path = join(folder, 'bottom-up.avi');
    const source = ['-f', 'lavfi', '-i', 'color=red:s=64x24:r=25:d=0.2,pad=h=48:color=blue,vflip'];
    // FFmpeg's muxer marks the order of rows and does not change it.
    makeWithFfmpeg(path, [...source, '-c:v', 'rawvideo', '-pix_fmt', 'bgr24', '-flipped_raw_rgb', '1']);
    const film = await readAlike(path);
    assert.equal(film.frames.length, 5);
    assert.ok(film.at(2, 0.5, 0.25)[0]! > 250 && film.at(2, 0.5, 0.25)[2]! < 5, 'red above');
    assert.ok(film.at(2, 0.5, 0.75)[2]! > 250 && film.at(2, 0.5, 0.75)[0]! < 5, 'blue below');
    await fingerprintAlike(path, { samples: 5, loudness: false, crop: 'none' });
  });

  it('pictures of one bit are black and white', async () => {
    const path = join(folder, 'bits.mov');
    const source = ['-f', 'lavfi', '-i', 'color=white:s=35x48:r=25:d=0.12,pad=w=67:color=black'];
    makeWithFfmpeg(path, [...source, '-c:v', 'png', '-pix_fmt', 'monob']);
    const film = await readAlike(path);
    assert.deepEqual(film.at(0, 0.25, 0.5), [255, 255, 255]);
    assert.deepEqual(film.at(0, 0.75, 0.5), [0, 0, 0]);
  });

  it('OpenEXR is read as linear light premultiplied by its alpha', async () => {
    for (const [file, color] of [
      ['opaque.mov', '0x20c040'],
      ['half.mov', '0x20c040@0.5'],
    ] as const) {
      const path = join(folder, file);
      const source = `-f lavfi -i color=${color}:s=64x48:r=25:d=0.12,format=rgba`;
      makeWithFfmpeg(path, `${source} -c:v exr -pix_fmt gbrapf32le`);
      const film = await readAlike(path);
      assert.equal(film.info.color.transfer, 'linear');
      for (const [i, code] of GREEN.entries()) {
        const expected = linearToSrgb8(code / 255);
        assert.ok(Math.abs(film.at(1, 0.5, 0.5)[i]! - expected) <= 3, `${film.at(1, 0.5, 0.5)}`);
      }
    }
  });

  it("digital cinema in X'Y'Z' is read with its own curve and white", async () => {
    const path = join(folder, 'cinema.nut');
    makeWithFfmpeg(path, '-f lavfi -i color=white:s=64x48:r=25:d=0.12 -c:v rawvideo -pix_fmt xyz12le');
    const film = await fingerprintAlike(path, { samples: 3, loudness: false });
    assert.match(film.film.color.conversion!, /smpte428/);
    await readAlike(path);
  });
});

describe('Colours of digital cinema', () => {
  const toSrgb = createSrgbConverter('smpte428', 'smpte428');
  /** Convert codes of 12 bits to sRGB. */
  const convert = (codes: readonly number[]) => {
    const out = new Uint8Array(3);
    toSrgb(
      Float64Array.from(codes, (code) => (code * 255) / 4095),
      out,
    );
    return [...out];
  };
  /** SMPTE ST 428-1, 8.2: return the code for light, where white is 1. */
  const codeOf = (light: number) => 4095 * ((48 * light) / 52.37) ** (1 / 2.6);

  it("X'Y'Z' is white if X, Y and Z are those of D65, and not if they are equal", () => {
    assert.deepEqual(convert([0.95046, 1, 1.08906].map(codeOf)), [255, 255, 255]);
    assert.deepEqual(convert([0, 0, 0]), [0, 0, 0]);
    const [red, green, blue] = convert([2500, 2500, 2500]) as [number, number, number];
    assert.ok(red > green && green > blue, `${[red, green, blue]}`);
  });

  it("greys in X'Y'Z' are greys in sRGB", () => {
    const grey = [0.95046, 1, 1.08906].map((light) => codeOf(light * srgbToLinear(128 / 255)));
    for (const code of convert(grey)) assert.ok(Math.abs(code - 128) <= 1, `${convert(grey)}`);
  });

  it('the transfer named linear is converted as linear light', () => {
    const out = new Uint8Array(3);
    createSrgbConverter('linear', 'bt709')(Float64Array.of(255 * srgbToLinear(100 / 255), 0, 255), out);
    assert.deepEqual([...out], [100, 0, 255]);
  });
});
