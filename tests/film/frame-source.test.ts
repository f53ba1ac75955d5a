import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { openLibavSource } from 'chromatheque/film';
import { type FilmInfo, limitSamples, type Picture, planDecode, planInstants, toTicks } from 'chromatheque/frame';
import { decodeEverything, frameOnScreen } from '../support/decode-oracle.ts';
import { type FilmRecipe, makeFilm } from '../support/make-film.ts';
import { mediaFiles } from '../support/media.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();

/** Every frame another grey, so that a wrong frame shows. */
const greys = (frame: number) => [16 + ((frame * 37) % 220), 128, 128] as const;

function luma(picture: Picture): Buffer {
  const { data, stride, shift } = picture.components[0]!;
  assert.equal(shift, 0);
  const rows = Array.from({ length: picture.height }, (_, y) => {
    const row = data.subarray(y * stride, y * stride + picture.width);
    return Buffer.from(row.buffer, row.byteOffset, row.byteLength);
  });
  return Buffer.concat(rows);
}

interface Sampled {
  readonly info: FilmInfo;
  /** For each instant: its time and the shown frame's, seconds as the container counts, and the frame's luma. */
  readonly shown: readonly { instant: number; seconds: number; luma: Buffer }[];
}

async function sample(path: string, samples: number): Promise<Sampled> {
  const source = await openLibavSource(path, { hasShortcuts: false });
  try {
    const { info, index } = await source.survey();
    const tick = info.timeBase.num / info.timeBase.den;
    const seconds = (info.track.endTicks - info.track.firstTicks) * tick;
    const n = limitSamples(samples, seconds, info.frameRate.num / info.frameRate.den);
    const instants = toTicks(planInstants(0, seconds, n), info.track.firstTicks, info.timeBase);
    const { spans, answers } = planDecode(index, info.track.isTimed, instants);
    const frames = new Map<number, { seconds: number; luma: Buffer }>();
    // Spans backwards: what a span gives must not hang on what was decoded before it.
    for (const span of spans.toReversed()) {
      for await (const { wanted, pts, picture } of source.frames(span)) {
        assert.ok(picture, 'a frame could not be decoded');
        assert.ok(!frames.has(wanted), 'a frame came twice');
        frames.set(wanted, { seconds: pts * tick, luma: luma(picture) });
      }
    }
    return {
      info,
      shown: Array.from(instants, (instant, i) => ({ instant: instant * tick, ...frames.get(answers[i]!)! })),
    };
  } finally {
    source.close();
  }
}

async function assertExact(path: string, samples: number): Promise<void> {
  const { shown } = await sample(path, samples);
  const oracle = decodeEverything(path);
  assert.ok(shown.length > 0);
  for (const { instant, seconds, luma } of shown) {
    const expected = frameOnScreen(oracle, instant);
    assert.ok(expected, `no frame at ${instant}`);
    assert.ok(
      Math.abs(seconds - expected.seconds) < 1e-6,
      `at ${instant}: got the frame of ${seconds}, not of ${expected.seconds}`,
    );
    assert.ok(luma.equals(expected.luma), `at ${instant}: another picture`);
  }
}

describe('A film gives the frame on screen at each instant, to the bit', () => {
  const recipes: Record<string, FilmRecipe> = {};
  const add = (what: string, file: string, rest: Partial<FilmRecipe> = {}) => {
    recipes[what] = { path: join(folder, file), frames: 60, isFlat: true, paint: greys, ...rest };
  };
  add('H.264 in MP4', 'plain.mp4');
  add('H.264 with B-frames', 'bframes.mp4', { bFrames: 3 });
  add('H.264 with an open group of pictures', 'open.mp4', {
    bFrames: 3,
    options: { 'x264-params': 'open-gop=1:keyint=12:min-keyint=12' },
  });
  add('H.264 in Matroska, where frames are not counted', 'bframes.mkv', { bFrames: 3 });
  add('H.264 with a variable frame rate', 'vfr.mp4', {
    bFrames: 2,
    timesMs: Array.from({ length: 60 }, (_, i) => i * i * 3 + i * 20),
  });
  add('HEVC with an open group of pictures', 'open-hevc.mp4', {
    encoder: 'libx265',
    bFrames: 3,
    options: { 'x265-params': 'open-gop=1:keyint=12:log-level=none' },
  });
  add('VP8 with hidden reference frames', 'vp8.webm', {
    encoder: 'libvpx',
    options: { deadline: 'good', 'auto-alt-ref': '1', 'lag-in-frames': '16' },
  });
  add('VP9', 'vp9.webm', { encoder: 'libvpx-vp9', options: { deadline: 'good', 'lag-in-frames': '16' } });
  add('MPEG-2 in a transport stream', 'mpeg2.ts', { encoder: 'mpeg2video', bFrames: 2 });
  add('MPEG-2 in a program stream, where packets lack times', 'mpeg2.mpg', { encoder: 'mpeg2video', bFrames: 2 });
  add('MPEG-4 in AVI, where packets lack times', 'mpeg4.avi', { encoder: 'mpeg4', bFrames: 2 });
  add('Theora in Ogg', 'theora.ogv', { encoder: 'libtheora' });
  for (const [what, recipe] of Object.entries(recipes)) {
    for (const samples of [7, 60]) {
      it(`${what}, ${samples} instants of 60 frames`, () => assertExact(makeFilm(recipe), samples));
    }
  }
});

const media = mediaFiles();

describe('A real film gives the frame on screen at each instant, to the bit', {
  skip: media.length === 0 && 'the real films (../shared/media) are not at hand',
}, () => {
  // Films of high definition that would take minutes to decode whole have fewer instants and are tried in the benches.
  const long = /agent327|one-by-one|big_buck_bunny/;
  for (const path of media.filter((file) => !long.test(file))) it(basename(path), () => assertExact(path, 23));
});

describe('A film tells what it is', () => {
  it('its time begins with its first frame and ends with the end of its last, however long its sound is', async () => {
    const path = makeFilm({ path: join(folder, 'sound.mp4'), frames: 50, isFlat: true, paint: greys, soundSeconds: 5 });
    const { info } = await sample(path, 5);
    const tick = info.timeBase.num / info.timeBase.den;
    assert.equal(Math.round((info.track.endTicks - info.track.firstTicks) * tick * 1000), 2000);
    assert.equal(info.track.frames, 50);
  });

  it('its tags are read, and what they leave open is assumed by its size', async () => {
    const tagged = makeFilm({
      path: join(folder, 'tagged.mp4'),
      frames: 3,
      isFlat: true,
      paint: greys,
      matrix: 1,
      range: 2,
      title: 'Über',
    });
    const { info } = await sample(tagged, 1);
    assert.equal(info.title, 'Über');
    assert.equal(info.color.matrix, 'bt709');
    assert.equal(info.color.range, 'full');
    assert.deepEqual(info.color.assumed, ['transfer', 'primaries']);
    const untagged = makeFilm({ path: join(folder, 'untagged.mp4'), frames: 3, isFlat: true, paint: greys });
    const { color } = (await sample(untagged, 1)).info;
    assert.equal(color.matrix, 'smpte170m');
    assert.deepEqual(color.assumed, ['matrix', 'range', 'transfer', 'primaries']);
  });
});
