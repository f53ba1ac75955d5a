import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openLibavSource } from '#node/film/index';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { greys, makeFrameRecipes } from '../../support/films/frame-recipes.ts';
import { joinFilms, timesFrom } from '../../support/films/join-films.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { dolbyVisionRecord, insertIntoEntry } from '../../support/films/mp4-boxes.ts';
import { mediaFiles } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { FFMPEG_SKIP, type TestedBackend } from '../../support/reading/backends.ts';
import { openBrowserSource, openReaderPage } from '../../support/reading/browser-source.ts';
import { assertExact } from '../../support/reading/conform-frame-source.ts';
import { sampleSource } from '../../support/reading/sample-source.ts';

import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** What Chromium decodes, in containers that mediabunny reads. */
const READABLE = /H\.264|VP8|VP9/;
/**
 * Real films that both read and whose clocks both begin alike: an edit list moves the zero of
 * mediabunny's, not that of FFmpeg's.
 */
const READABLE_MEDIA =
  /sintel|bt\d|sar_2x1|movie-hello\.mp4|nasa_13013(?:_rotated)?\.mp4|odd_height_and_width_(?:444|vp9)\.mp4/;

closeBrowserAfterwards();

describe('The reader of the studio', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  const backend: TestedBackend = {
    name: 'webcodecs',
    open: (path) => openBrowserSource(page, path),
    instants: [7, 60],
    mediaInstants: 5,
    leavesOut: /^$/,
    isBlindToMargins: 'mediabunny does not report the cropping of containers',
    skip: false,
  };
  before(async () => {
    page = await openReaderPage(folder);
  });

  describe('gives the frame on screen at each instant, to the bit (a tolerance of 0)', () => {
    for (const [what, recipe] of Object.entries(makeFrameRecipes(folder)).filter(([name]) => READABLE.test(name))) {
      // Where the last frame is shorter than the edit list says, FFmpeg leaves it out and
      // mediabunny does not.
      for (const samples of backend.instants.filter((n) => n < 60 || !what.includes('variable'))) {
        it(`decodes ${what} to the bit at ${samples} instants of 60 frames`, () =>
          assertExact(backend, makeFilm(recipe), samples));
      }
    }
  });

  const media = mediaFiles().filter((path) => READABLE_MEDIA.test(path));
  describe('gives the frame on screen of a real film at each instant, to the bit', {
    skip: media.length === 0 && 'the real films (../shared/media) are not at hand',
  }, () => {
    for (const path of media) {
      it(`decodes ${basename(path)} to the bit`, async () => {
        await assertExact(backend, path, backend.mediaInstants);
        const [here, there] = await Promise.all([backend.open(path), openLibavSource(path)]);
        try {
          const [one, other] = [(await here.survey()).info, (await there.survey()).info];
          const keys = ['width', 'height', 'rotationDegrees', 'isMirrored', 'pixelAspect', 'codec'] as const;
          for (const key of keys) assert.deepEqual(one[key], other[key], key);
          const { assumed: _, ...color } = one.color;
          const { assumed: __, ...expected } = other.color;
          assert.deepEqual(color, expected);
        } finally {
          there.close();
        }
      });
    }
  });

  it('uses the pixel aspect of the stream if the container states none, like FFmpeg', async () => {
    const path = join(folder, 'anamorphic.mp4');
    makeWithFfmpeg(path, '-f lavfi -i testsrc2=s=72x58:r=25:d=0.2 -c:v libx264 -bf 0 -vf setsar=2');
    const bytes = readFileSync(path);
    bytes.write('free', bytes.indexOf('pasp'), 'latin1');
    writeFileSync(path, bytes);
    const { info } = await sampleSource(await backend.open(path), 1);
    assert.deepEqual(info.pixelAspect, { num: 2, den: 1 });
    assert.deepEqual(info.pixelAspect, (await sampleSource(await openLibavSource(path), 1)).info.pixelAspect);
  });

  it("prefers the matrix of VP9's stream to the container's, like FFmpeg", async () => {
    const stream = join(folder, 'bt2020.webm');
    const tags = '-colorspace bt2020nc -color_primaries bt2020 -color_trc smpte2084 -color_range tv';
    makeWithFfmpeg(stream, `-f lavfi -i testsrc2=s=64x48:r=25:d=0.2 -c:v libvpx-vp9 ${tags}`);
    const bytes = readFileSync(stream);
    // Matroska's `MatrixCoefficients`, an element of one byte: 9 is BT.2020, 1 BT.709.
    bytes[bytes.indexOf(Buffer.from([0x55, 0xb1, 0x81, 9])) + 3] = 1;
    writeFileSync(stream, bytes);
    const { info } = await sampleSource(await backend.open(stream), 1);
    const expected = (await sampleSource(await openLibavSource(stream), 1)).info.color;
    assert.deepEqual([expected.matrix, expected.transfer], ['bt2020nc', 'smpte2084']);
    assert.deepEqual(info.color, expected);
  });

  describe('reads what an MP4 says beside its codec', () => {
    const write = (name: string, bytes: Buffer) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    };
    let plain: Buffer;
    before(() => {
      const path = makeFilm({ path: join(folder, 'plain.mp4'), frames: 2, isFlat: true, paint: greys });
      plain = readFileSync(path);
    });
    const open = async (path: string) => {
      const source = await backend.open(path);
      return { warnings: source.warnings.join(), info: (await source.survey()).info };
    };

    it('warns only of Dolby Vision without a compatible base layer', async () => {
      const ipt = write('ipt.mp4', insertIntoEntry(plain, 'dvvC', dolbyVisionRecord(10, 0)));
      assert.match((await open(ipt)).warnings, /Dolby Vision profile 10 .*the colours are wrong/);
      const hdr10 = write('hdr10.mp4', insertIntoEntry(plain, 'dvvC', dolbyVisionRecord(10, 1)));
      assert.equal((await open(hdr10)).warnings, '');
    });

    it('reads colour tags that WebCodecs cannot name, like FFmpeg, and warns of unknown ones', async () => {
      // Primaries, transfer function and matrix of `nclx` (ISO/IEC 14496-12, 12.1.5), and limited
      // range.
      const tagged = (name: string, matrix: number) =>
        write(
          name,
          insertIntoEntry(plain, 'colr', Buffer.from(`nclx\0\x01\0\x01\0${String.fromCharCode(matrix)}\0`, 'latin1')),
        );
      const ycgco = tagged('ycgco.mp4', 8);
      const { info, warnings } = await open(ycgco);
      const expected = (await sampleSource(await openLibavSource(ycgco), 1)).info.color;
      assert.deepEqual([info.color.matrix, warnings], ['ycgco', '']);
      assert.equal(info.color.matrix, expected.matrix);
      assert.match((await open(tagged('other.mp4', 23))).warnings, /matrix is tagged unknown \(23\)/);
    });

    it('reports that an encrypted film is encrypted', { skip: FFMPEG_SKIP }, async () => {
      const [path, hexadecimal] = [join(folder, 'encrypted.mp4'), '0123456789abcdef0123456789abcdef'];
      execFileSync('ffmpeg', [
        ...['-nostdin', '-loglevel', 'error', '-y', '-i', join(folder, 'plain.mp4'), '-c', 'copy'],
        ...['-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', hexadecimal, '-encryption_kid', hexadecimal, path],
      ]);
      await assert.rejects(backend.open(path), /encrypted\.mp4 is encrypted\. Decrypt it first/);
    });
  });

  const joined: Readonly<Record<string, readonly [first: number, second: number]>> = {
    'starts again': [0, 0],
    'overlaps with what came before': [0, 0.6],
    'jumps by 1,000 s': [0, 1000],
  };
  for (const [what, [first, second]] of Object.entries(joined)) {
    it(`reads a transport stream whose clock ${what} on one clock`, async () => {
      const part = (from: number, shift: number) => ({
        ...{ frames: 30, isFlat: true, gop: 10, bFrames: 2, timesMs: timesFrom(from, 30) },
        paint: (frame: number) => greys(frame + shift),
      });
      const path = joinFilms(join(folder, `joined-${second}.ts`), [part(first, 0), part(second, 30)]);
      const { info, shown } = await sampleSource(await backend.open(path), 60);
      assert.equal(info.track.frames, 60);
      assert.equal(info.parts?.length, 2);
      assert.equal(shown.length, 60);
      for (const [i, { luma }] of shown.entries()) {
        assert.ok(Math.abs(luma[0]! - greys(i)[0]) <= 3, `frame ${i}: luma ${luma[0]}, not ${greys(i)[0]}`);
      }
    });
  }

  it('warns of recordings in Matroska that it does not read', async () => {
    const part = { frames: 10, isFlat: true, paint: greys };
    const source = await backend.open(joinFilms(join(folder, 'joined.mkv'), [part, part]));
    assert.match(source.warnings.join(), /several recordings are joined .*only the first is read here/);
    assert.deepEqual((await backend.open(makeFilm({ ...part, path: join(folder, 'alone.mkv') }))).warnings, []);
  });

  const cuts: Readonly<Record<string, () => string>> = {
    'cut in the middle of a group of pictures': () => {
      const path = makeFilm({
        path: `${folder}/uncut.mp4`,
        frames: 100,
        isFlat: true,
        paint: greys,
        gop: 50,
        bFrames: 2,
      });
      const { status } = spawnSync('ffmpeg', [
        '-v',
        'error',
        '-y',
        '-ss',
        '1.3',
        '-i',
        path,
        '-c',
        'copy',
        `${folder}/cut.mp4`,
      ]);
      assert.equal(status, 0);
      return `${folder}/cut.mp4`;
    },
    'whose edit list ends in its middle': () => {
      const path = makeFilm({ path: `${folder}/early.mp4`, frames: 60, isFlat: true, paint: greys, bFrames: 2 });
      const bytes = readFileSync(path);
      // Type, version and flags, number of edits, duration of the first.
      const at = bytes.indexOf('elst') + 12;
      bytes.writeUInt32BE(bytes.readUInt32BE(at) / 2, at);
      writeFileSync(path, bytes);
      return path;
    },
    'of a transport stream whose clock wraps': () =>
      makeFilm({ path: `${folder}/wrap.ts`, frames: 60, isFlat: true, paint: greys, timesMs: timesFrom(95_441, 60) }),
  };
  for (const [what, make] of Object.entries(cuts)) {
    it(`shows the frames of a film ${what} that FFmpeg shows`, async () => {
      const path = make();
      const expected = await sampleSource(await openLibavSource(path), 60);
      const { info, shown } = await sampleSource(await backend.open(path), 60);
      assert.equal(info.track.frames, expected.info.track.frames);
      assert.equal(shown.length, expected.shown.length);
      for (const [i, { luma }] of shown.entries()) assert.ok(luma.equals(expected.shown[i]!.luma), `frame ${i}`);
    });
  }

  const turns: Readonly<Record<string, readonly [number, number, number, number]>> = {
    'on its right side': [0, 1, -1, 0],
    'upside down': [-1, 0, 0, -1],
    'on its left side': [0, -1, 1, 0],
    'mirrored left to right': [-1, 0, 0, 1],
    'mirrored about its rising diagonal': [0, -1, -1, 0],
    'mirrored top to bottom': [1, 0, 0, -1],
    'mirrored about its falling diagonal': [0, 1, 1, 0],
  };
  for (const [way, [a, b, c, d]] of Object.entries(turns)) {
    it(`detects that a film is shown ${way}, like FFmpeg`, async () => {
      const place = [a + c < 0 ? 64 : 0, b + d < 0 ? 48 : 0];
      const displayMatrix = [a, b, 0, c, d, 0, ...place, 1];
      const path = makeFilm({ path: `${folder}/shown.mp4`, frames: 2, isFlat: true, paint: greys, displayMatrix });
      const { info } = await sampleSource(await backend.open(path), 1);
      const expected = (await sampleSource(await openLibavSource(path), 1)).info;
      assert.deepEqual([info.isMirrored, info.rotationDegrees], [expected.isMirrored, expected.rotationDegrees]);
    });
  }
});
