import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { createPixelSampler, type FilmInfo, planDecode } from '#core/frame/index';
import {
  findSequence,
  identifyFilm,
  nameSource,
  openFilmSource,
  openLibavSound,
  readStill,
  stampFilm,
} from '#node/film/index';
import { encodePictures, flatPng, makeFolder } from '../../support/films/make-sequence.ts';
import { ADOBE_RGB, makeIccProfile } from '../../support/pictures/make-icc-profile.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const parent = makeTempFolder();
const BACKENDS = ['libav', 'ffmpeg'] as const;
const uint32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);

const empty = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']));

/** Find the pattern and the numbers of the sequence that a path names. */
async function describeSequence(path: string) {
  const sequence = await findSequence(path);
  return sequence && { pattern: sequence.pattern, numbers: sequence.pictures.map(({ number }) => number) };
}

interface ReadSequence {
  readonly info: FilmInfo;
  readonly warnings: readonly string[];
  readonly damaged: number;
  /**
   * sRGB of the first sampled pixel of each picture, or null for a picture that could not be
   * decoded.
   */
  readonly colors: readonly (readonly number[] | null)[];
  readonly sizes: readonly string[];
}

async function read(path: string, backend: (typeof BACKENDS)[number]): Promise<ReadSequence> {
  const source = await openFilmSource(path, { backend });
  try {
    const { info, index } = await source.survey();
    const sample = createPixelSampler();
    const found: { wanted: number; color: number[] | null; size: string }[] = [];
    for (const span of planDecode(index, info.track.isTimed, index.pts).spans) {
      for await (const { wanted, picture } of source.frames(span)) {
        const color = picture && [...sample(picture).subarray(0, 3)];
        found.push({ wanted, color, size: picture === null ? '' : `${picture.width}x${picture.height}` });
      }
    }
    found.sort((a, b) => a.wanted - b.wanted);
    const { warnings, damagedPackets: damaged } = source;
    return { info, warnings, damaged, colors: found.map(({ color }) => color), sizes: found.map(({ size }) => size) };
  } finally {
    source.close();
  }
}

describe('A sequence of pictures', () => {
  it('a picture sequence is found in a folder by the names of its pictures', async () => {
    const pictures = ['f0008.png', 'f0009.png', 'f0010.png', 'f10000.png'];
    // On disks of other systems, macOS adds such a file for each picture.
    const names = [...pictures, ...pictures.map((name) => `._${name}`), 'cover1.jpg'];
    const folder = makeFolder(parent, 'found', empty(...names));
    mkdirSync(join(folder, 'f0011.png'));
    assert.deepEqual(await describeSequence(folder), { pattern: 'f%04d.png', numbers: [8, 9, 10, 10_000] });
  });

  it('a picture sequence may have numbers without leading zeros', async () => {
    const folder = makeFolder(parent, 'plain', empty('f9.png', 'f10.png', 'f99.png', 'f100.png'));
    assert.deepEqual(await describeSequence(folder), { pattern: 'f%d.png', numbers: [9, 10, 99, 100] });
  });

  it('the longest picture sequence of a folder is read, and the others are listed', async () => {
    const names = ['a1.png', 'a2.png', 'b1.png', 'b2.png', 'b3.png', 'c01.png', 'c02.png'];
    const sequence = await findSequence(makeFolder(parent, 'several', empty(...names)));
    assert.equal(sequence?.pattern, 'b%d.png');
    assert.deepEqual(sequence?.others, ['a%d.png', 'c%02d.png']);
  });

  it('no picture sequence is found in a folder with a film, or with a single picture', async () => {
    assert.equal(await findSequence(makeFolder(parent, 'films', empty('f1.png', 'f2.png', 'a.mkv'))), null);
    assert.equal(await findSequence(makeFolder(parent, 'single', empty('f1.png', 'notes2.txt', 'notes3.txt'))), null);
  });

  it('a picture sequence is found by a pattern', async () => {
    const names = [
      'a 5% \'"\n007.png',
      'a 5% \'"\n008.png',
      'a 5% \'"\n8.png',
      '-x1.png',
      '-x2.png',
      'x01_beauty.exr',
      'x02_beauty.exr',
    ];
    const folder = makeFolder(parent, '100% frames', empty(...names));
    const find = (name: string) => describeSequence(join(folder, name));
    assert.deepEqual((await find('a 5%% \'"\n%03d.png'))?.numbers, [7, 8]);
    assert.deepEqual((await find('-x%d.png'))?.numbers, [1, 2]);
    assert.deepEqual((await find('x%02d_beauty.exr'))?.numbers, [1, 2]);
    assert.deepEqual((await find('x%2d_beauty.exr'))?.numbers, [1, 2]);
    const doubled = join(parent, '100%% frames', '-x%d.png');
    assert.deepEqual((await describeSequence(doubled))?.numbers, [1, 2]);
    for (const name of ['x%d%d.png', 'x%s.png', 'x*.png', 'x%d.mkv', 'x%n%d.png']) assert.equal(await find(name), null);
  });

  it('no picture sequence is found if a file has the name of the pattern', async () => {
    const folder = makeFolder(parent, 'literal', empty('f%d.png', 'f1.png', 'f2.png'));
    assert.equal(await findSequence(join(folder, 'f%d.png')), null);
  });

  it('a pattern that matches fewer than two pictures is refused', async () => {
    const folder = makeFolder(parent, 'few', empty('f1.png'));
    const find = (name: string) => findSequence(join(folder, name));
    const still = /f%d\.png: only f1\.png has such a name: a still picture, not a film; .*chromatheque palette FILE$/;
    await assert.rejects(find('f%d.png'), { name: 'FilmError', code: 'unreadable', message: still });
    await assert.rejects(find('g%d.png'), {
      name: 'FilmError',
      code: 'not-found',
      message: /no picture in this folder/,
    });
  });

  it('a picture sequence is named after its folder, or after its pictures if it is given by a pattern', async () => {
    const folder = makeFolder(parent, 'shot.v2', empty('0001.png', 'take_0001.png'));
    assert.equal(await nameSource(folder), 'shot.v2.seq');
    assert.equal(await nameSource(`${folder}/`), 'shot.v2.seq');
    assert.equal(await nameSource(join(folder, 'take_%04d.png')), 'take.seq');
    assert.equal(await nameSource(join(folder, '%04d.png')), 'shot.v2.seq');
    assert.equal(await nameSource('take_%04d.mkv'), 'take_%04d.mkv');
  });
});

describe('The pictures of a sequence', () => {
  const RED = [200, 40, 30] as const;
  const jpeg = sharp({ create: { width: 32, height: 8, channels: 3, background: '#204060' } }).jpeg({ quality: 100 });

  for (const backend of BACKENDS) {
    it(`the pictures of a sequence have the colours that they have as stills, read with ${backend}`, {
      skip: FFMPEG_SKIP,
    }, async () => {
      const icc = makeIccProfile(ADOBE_RGB);
      const files = {
        'f08.png': flatPng(RED),
        'f09.png': flatPng(RED, { chunks: { gAMA: uint32(100_000) } }),
        'f10.png': flatPng(RED, { icc }),
        'f11.png': flatPng([51_400, 10_280, 7710], { bits: 16 }),
        'f12.png': flatPng(RED, { width: 20, height: 30 }),
        // The name states another format.
        'f13.png': await jpeg.toBuffer(),
      };
      const folder = makeFolder(parent, `100% stills ${backend}`, files);
      const { info, colors, sizes, damaged } = await read(folder, backend);
      const sample = createPixelSampler();
      for (const [i, name] of Object.keys(files).entries()) {
        const { picture } = await readStill(join(folder, name), i === 5 ? 'jpeg' : 'png');
        assert.deepEqual(colors[i], [...sample(picture).subarray(0, 3)], name);
      }
      assert.deepEqual(colors[0], RED);
      // Linear light: 200/255 is the code 229 (IEC 61966-2-1).
      assert.deepEqual(colors[1], [229, 110, 96]);
      assert.notDeepEqual(colors[2], RED);
      assert.deepEqual(colors[3], RED);
      assert.deepEqual(sizes, ['16x12', '16x12', '16x12', '16x12', '20x30', '32x8']);
      const { codec, frameRate, track } = info;
      assert.deepEqual([codec, frameRate, track.frames, damaged], ['png', { num: 25, den: 1 }, 6, 0]);
      const file = await read(join(folder, 'f%02d.png'), backend);
      assert.deepEqual(file.colors, colors);
    });

    it(`DPX and EXR pictures of a sequence are read, and a truncated one is counted as damaged, with ${backend}`, {
      skip: FFMPEG_SKIP,
    }, async () => {
      // FFmpeg writes linear light as EXR: 0x30 and 0xa0 of 255 are the sRGB codes 0x78 and 0xcf.
      const formats = { dpx: [0x30, 0x60, 0xa0], exr: [0x78, 0xa5, 0xcf] };
      for (const [format, color] of Object.entries(formats)) {
        const folder = encodePictures(join(parent, `%d ${format}-${backend}`), format, '0x3060a0', 2);
        const whole = readFileSync(join(folder, `f2.${format}`));
        writeFileSync(join(folder, `f3.${format}`), whole.subarray(0, 0.7 * whole.length));
        const { info, colors, damaged } = await read(folder, backend);
        assert.deepEqual(colors, [color, color, null], format);
        assert.deepEqual([info.codec, info.stream, info.track.frames, damaged], [format, 0, 3, 1]);
      }
    });
  }

  it('damaged and missing pictures of a sequence have no colours, and the others have theirs', async () => {
    const whole = flatPng(RED);
    const files = { 'f1.png': '', 'f2.png': whole, 'f3.png': whole.subarray(0, 60), 'f4.dpx': '', 'f4.png': 'text' };
    const folder = makeFolder(parent, 'damaged', files);
    symlinkSync(join(parent, 'nowhere'), join(folder, 'f5.png'));
    symlinkSync('/dev/zero', join(folder, 'f6.png'));
    const { colors, damaged, info } = await read(folder, 'libav');
    assert.deepEqual(colors, [null, RED, null, null, null, null]);
    assert.deepEqual([damaged, info.width, info.height], [5, 16, 12]);
  });

  it('a sequence whose pictures are all damaged is refused', async () => {
    const source = await openFilmSource(makeFolder(parent, 'all', { 'f1.png': '', 'f2.png': 'text' }), {});
    await assert.rejects(source.survey(), {
      name: 'FilmError',
      code: 'decode-failed',
      message: /not one of its pictures/,
    });
    source.close();
  });

  it('a picture sequence with gaps reports the number of pictures and the missing numbers', async () => {
    const png = flatPng([1, 2, 3]);
    const names = ['f7.png', 'f8.png', 'f12.png', 'f14.png', 'a1.png', 'a2.png'];
    const folder = makeFolder(parent, 'gaps', Object.fromEntries(names.map((name) => [name, png])));
    const { info, warnings } = await read(folder, 'libav');
    assert.equal(info.track.frames, 4);
    assert.deepEqual(warnings, [
      '4 pictures, f%d.png from 7 to 14, are read as a film of 25 frames per second',
      '4 pictures are missing between the first and the last: 9 to 11, 13; the pictures after each gap follow directly, so the film is shorter',
      'the folder holds other numbered pictures, which are not read: a%d.png; name such a pattern to read it',
    ]);
  });

  it('a picture sequence has no sound and one stream', async () => {
    const png = flatPng([1, 2, 3]);
    const folder = makeFolder(parent, 'silent', { 'f1.png': png, 'f2.png': png });
    const sound = await openLibavSound(folder, { origin: 0 });
    assert.equal(sound.info, null);
    assert.deepEqual(await sound.measure(Float64Array.of(0, 0.04)), [null, null]);
    sound.close();
    await assert.rejects(openFilmSource(folder, { stream: 1 }), { name: 'FilmError', code: 'no-video' });
  });
});

describe('The identity of a sequence', () => {
  const pictures = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`f${i + 5}.ppm`, Buffer.alloc(40_000, 97 + i)]),
  );

  it('a copy of a picture sequence under other names has the same identity', async () => {
    const folder = makeFolder(parent, 'original', pictures);
    const id = await identifyFilm(folder);
    assert.match(id, /^[0-9a-f]{32}$/);
    assert.equal(await identifyFilm(join(folder, 'f%d.ppm')), id);
    cpSync(folder, join(parent, 'copy'), { recursive: true });
    assert.equal(await identifyFilm(join(parent, 'copy')), id);
    const renamed = Object.entries(pictures).map(([name, bytes]) => [name.replace('f', 'take '), bytes]);
    assert.equal(await identifyFilm(makeFolder(parent, 'renamed', Object.fromEntries(renamed))), id);
  });

  it('the identity of a picture sequence changes with a picture, a number or the count', async () => {
    const folder = makeFolder(parent, 'changing', pictures);
    const ids = new Set([await identifyFilm(folder)]);
    const changed = Buffer.from(pictures['f9.ppm']!);
    changed[39_999] = 0;
    const changes = { 'f9.ppm': changed, 'f17.ppm': 'x', 'f20.ppm': 'x' };
    for (const [name, content] of Object.entries(changes)) {
      writeFileSync(join(folder, name), content);
      ids.add(await identifyFilm(folder));
    }
    assert.equal(ids.size, 4);
  });

  it('the stamp of a picture sequence changes with the time of a picture, but its identity does not', async () => {
    const folder = makeFolder(parent, 'stamped', pictures);
    const picture = join(folder, 'f9.ppm');
    utimesSync(picture, 1000, 1000);
    const [id, stamp] = [await identifyFilm(folder), await stampFilm(folder)];
    assert.equal(await stampFilm(join(folder, 'f%d.ppm')), stamp);
    assert.match(stamp, /^sequence 12 /);
    utimesSync(picture, 1000, 1000.002);
    assert.equal(await identifyFilm(folder), id);
    assert.notEqual(await stampFilm(folder), stamp);
  });
});
