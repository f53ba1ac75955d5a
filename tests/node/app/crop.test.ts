import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { type Fingerprint, type FingerprintOptions, fingerprintFilm } from '#node/app/internal';
import { type FilmRecipe, makeFilm, type Paint } from '../../support/films/make-film.ts';
import { paletteDistance } from '../../support/fingerprints/earth-movers-distance.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { mediaFile, needs } from '../../support/media.ts';
import { addBars, type BarWidths, BLACK, coverSides, takeFrames, textured } from '../../support/pictures/paint.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const WIDTH = 160;
const HEIGHT = 90;

/** 60 frames, every third a key frame. */
const make = (name: string, paint: Paint, recipe: Partial<FilmRecipe> = {}) =>
  makeFilm({ path: join(folder, name), frames: 60, width: WIDTH, height: HEIGHT, gop: 3, paint, ...recipe });
const covered = (bars: BarWidths, paint = textured) => coverSides(paint, WIDTH, HEIGHT, bars);

async function fingerprint(path: string, options: FingerprintOptions = {}, jobs = 1): Promise<Fingerprint> {
  const runner = shareRunner(jobs);
  const { fingerprint: result } = await fingerprintFilm(path, { samples: 8, ...options }, { runner });
  validateFingerprint(JSON.parse(serializeFingerprint(result)));
  return result;
}

const cropOf = async (path: string, options?: FingerprintOptions) =>
  (await fingerprint(path, { samples: 1, loudness: false, pictures: false, ...options })).sampling.crop?.stretches.map(
    ({ from, width, height, x, y }) => `${from} ${width}:${height}:${x}:${y}`,
  );

const WHOLE = ['0 160:90:0:0'];
const LETTERBOX = { top: 12, bottom: 12 };
const LETTERBOXED = ['0 160:66:0:12'];
const PILLARBOX = { left: 20, right: 20 };
const PILLARBOXED = ['0 120:90:20:0'];
const letterboxed = covered(LETTERBOX);
/** The picture fills the frame from frame 27 on, a key frame. */
const opening: Paint = (frame, x, y) => (frame < 27 ? letterboxed : textured)(frame, x, y);
const OPENING = [...LETTERBOXED, '1.08 160:90:0:0'];

describe('The crop of a film', () => {
  it('the crop leaves out bars above and below, left and right, and on all sides', async () => {
    assert.deepEqual(await cropOf(make('letterbox.mp4', letterboxed)), LETTERBOXED);
    assert.deepEqual(await cropOf(make('pillarbox.mp4', covered(PILLARBOX))), PILLARBOXED);
    const around = { ...PILLARBOX, top: 12, bottom: 14 };
    assert.deepEqual(await cropOf(make('windowbox.mkv', covered(around))), ['0 120:64:20:12']);
  });

  it('the crop is the whole picture if the film has no bars, or only a line one pixel wide', async () => {
    assert.deepEqual(await cropOf(make('whole.mp4', textured)), WHOLE);
    assert.deepEqual(await cropOf(make('tiny.mp4', covered({ left: 1, right: 1, bottom: 1 }))), WHOLE);
  });

  /**
   * Bars of one colour, of odd height, as wide as the picture. With 4:2:0, the chroma at their
   * edges is half bar.
   */
  const tinted =
    (color: readonly [number, number, number], noise = 0): Paint =>
    (frame, x, y) => {
      const grain = noise === 0 ? 0 : ((x * 7919 + y * 104_729 + frame * 31) >>> 3) % (noise + 1);
      return y < 11 || y >= 79 ? [color[0] + grain, color[1], color[2]] : textured(frame, x, y);
    };

  it('the crop leaves out bars of lifted black, grey and other colours, exact to the row for odd heights', async () => {
    const odd = ['0 160:68:0:11'];
    assert.deepEqual(await cropOf(make('0c.mp4', tinted([26, 128, 128]))), odd);
    assert.deepEqual(await cropOf(make('18.mp4', tinted([37, 128, 128]))), odd);
    assert.deepEqual(await cropOf(make('noise.mp4', tinted([34, 128, 128], 8))), odd);
    assert.deepEqual(await cropOf(make('grey.mp4', tinted([126, 128, 128]))), odd);
    assert.deepEqual(await cropOf(make('blue.mp4', tinted([41, 200, 110]))), odd);
    assert.deepEqual(await cropOf(make('black.mp4', tinted([16, 128, 128]))), odd);
  });

  it('the fingerprint of a film with bars of blue is the same for 1 and 3 processes and both backends', {
    skip: FFMPEG_SKIP,
  }, async () => {
    // FFmpeg starts for each key frame: as many as must agree on bars of a colour, and some more.
    const film = make('blue-jobs.mp4', tinted([41, 200, 110]), { frames: 30 });
    const texts = [];
    for (const jobs of [1, 3]) texts.push(serializeFingerprint(await fingerprint(film, {}, jobs)));
    assert.equal(texts[1], texts[0]);
    const { columns, sampling } = await fingerprint(film, { backend: 'ffmpeg', samples: 1 });
    assert.deepEqual(sampling.crop?.stretches[0], { from: 0, x: 0, y: 11, width: 160, height: 68 });
    assert.deepEqual(columns, (await fingerprint(film, { samples: 1 })).columns);
  });

  it('the cropped palettes contain no colour of the bars if the crop ends at an odd row', async () => {
    const red: Paint = (_, x, y) => (y < 11 || y >= 79 ? [16, 128, 128] : [63 + ((x + y) % 2), 102, 240]);
    const { columns } = await fingerprint(make('odd-red.mp4', red, { options: { crf: '0' } }), { clusters: 4 });
    for (const { swatches } of columns) {
      for (const { color } of swatches) assert.match(color, /^#[ef][0-9a-f]0[0-4]0[0-4]$/);
    }
  });

  it('the crop is the whole picture for flat backgrounds, title cards and shaded walls', async () => {
    const flat: Paint = (frame, x, y) => {
      const isFigure = Math.abs(x - 60 - frame) < 20 && y > 30;
      return isFigure ? textured(frame, x, y) : [100 + 20 * Math.floor(frame / 10), 110, 150];
    };
    assert.deepEqual(await cropOf(make('flat.mp4', flat)), WHOLE);
    const card: Paint = (frame, x, y) =>
      frame >= 24 ? textured(frame, x, y) : y < 20 || y >= 70 ? [90, 170, 100] : textured(0, x, y);
    assert.deepEqual(await cropOf(make('card.mp4', card)), WHOLE);
    const wall: Paint = (frame, x, y) => (x < 40 || x >= 120 ? [70 + y, 128, 128] : textured(frame, x, y));
    assert.deepEqual(await cropOf(make('wall.mp4', wall)), WHOLE);
  });

  it('the crop is the whole picture for a dark film, and for a film lit only in its middle', async () => {
    const night: Paint = (frame, x, y) => [16 + ((x + y + frame) % 7), 128, 128];
    assert.deepEqual(await cropOf(make('night.mp4', night)), WHOLE);
    const lamp: Paint = (frame, x, y) => {
      const far = Math.hypot((x - 80) / 160, (y - 45) / 90);
      return [16 + Math.max(0, 220 * (0.4 + 0.02 * Math.sin(frame) - far)), 128, 128];
    };
    assert.deepEqual(await cropOf(make('lamp.mp4', lamp)), WHOLE);
  });

  it('the crop stays the same through a night scene', async () => {
    const isNight = (frame: number) => frame >= 24 && frame < 45;
    const dusk =
      (paint: Paint): Paint =>
      (frame, x, y) =>
        isNight(frame) ? [y < 30 ? 60 : 17 + ((x + y + frame) % 5), 128, 128] : paint(frame, x, y);
    assert.deepEqual(await cropOf(make('dusk-in-bars.mp4', covered(LETTERBOX, dusk(textured)))), LETTERBOXED);
    assert.deepEqual(await cropOf(make('dusk.mp4', dusk(textured))), WHOLE);
  });

  it('the crop leaves out bars with burnt-in subtitles, and bars with a bright line at the edge', async () => {
    const isLetter = (frame: number, x: number, y: number) =>
      frame % 20 < 15 && x > 20 && x < 140 && x % 8 < 3 && y >= 80 && y < 88;
    const subtitled: Paint = (frame, x, y) => (isLetter(frame, x, y) ? [235, 128, 128] : letterboxed(frame, x, y));
    assert.deepEqual(await cropOf(make('subtitles.mp4', subtitled)), LETTERBOXED);
    const pillars = covered(PILLARBOX);
    const lined: Paint = (frame, x, y) => (x === 0 ? [235, 128, 128] : pillars(frame, x, y));
    assert.deepEqual(await cropOf(make('line.mp4', lined)), PILLARBOXED);
  });

  it('the crop changes at the key frame where bars begin or end', async () => {
    assert.deepEqual(await cropOf(make('opening.mp4', opening)), OPENING);
    const closing: Paint = (frame, x, y) => (frame >= 36 ? letterboxed : textured)(frame, x, y);
    assert.deepEqual(await cropOf(make('closing.mp4', closing)), [...WHOLE, '1.44 160:66:0:12']);
  });

  it('the crop changes at the right key frame if that is not one of the key frames checked first', async () => {
    // The film has more than 400 key frames, more than the first check reads. The picture opens at
    // one of them.
    const paint: Paint = (frame, _, y) => (frame < 533 && (y < 6 || y >= 42) ? BLACK : [90 + (frame % 60), 120, 140]);
    const film = make('many.mp4', paint, { frames: 1200, width: 64, height: 48, gop: 3 });
    assert.deepEqual(await cropOf(film), ['0 64:36:0:6', '21.32 64:48:0:0']);
  });

  it('the crop leaves out bars of a film with one key frame, and of a film whose packets have no times', async () => {
    assert.deepEqual(await cropOf(make('one-group.mp4', letterboxed, { gop: 60 })), LETTERBOXED);
    assert.deepEqual(await cropOf(make('untimed.avi', letterboxed, { encoder: 'mpeg4', bFrames: 2 })), LETTERBOXED);
  });

  it('the crop of a sampled part is the crop of the whole film', async () => {
    const film = make('part.mp4', opening);
    assert.deepEqual(await cropOf(film, { from: 2, to: 2.2 }), OPENING);
  });

  it('the palettes contain no black of the bars before and after the crop changes', async () => {
    const flat = covered(LETTERBOX, () => [180, 90, 150]);
    const bright: Paint = (frame, x, y) => (frame < 30 ? [100, 150, 90] : flat(frame, x, y));
    const film = make('bright.mp4', bright);
    const { columns } = await fingerprint(film, { samples: 20 });
    for (const { time, swatches } of columns) assert.equal(swatches.length, 1, `${time}: ${JSON.stringify(swatches)}`);
    const all = await fingerprint(film, { samples: 20, crop: 'none' });
    assert.ok(all.columns.slice(10).every(({ swatches }) => swatches.some(({ color }) => color === '#000000')));
  });

  it('the fingerprint of a film whose crop changes is the same for 1 and 3 processes', async () => {
    const film = make('processes.mp4', opening);
    const texts = [];
    for (const jobs of [1, 3]) texts.push(serializeFingerprint(await fingerprint(film, { samples: 50 }, jobs)));
    assert.equal(texts[1], texts[0]);
  });

  it('the crop option sets the crop, turns cropping off, and is refused outside the picture', async () => {
    const film = make(
      'given.mp4',
      covered({ left: 80 }, () => [120, 100, 160]),
    );
    const given = await fingerprint(film, { crop: { x: 90, y: 11, width: 51, height: 31 } });
    assert.deepEqual(given.sampling.crop, {
      mode: 'given',
      stretches: [{ from: 0, x: 90, y: 11, width: 51, height: 31 }],
    });
    assert.ok(given.columns.every(({ swatches }) => swatches.length === 1));
    const none = await fingerprint(film, { crop: 'none' });
    assert.deepEqual(none.sampling.crop, {
      mode: 'none',
      stretches: [{ from: 0, x: 0, y: 0, width: 160, height: 90 }],
    });
    assert.ok(none.columns.every(({ swatches }) => swatches.length === 2));
    await assert.rejects(fingerprint(film, { crop: { x: 100, y: 0, width: 61, height: 10 } }), {
      name: 'OptionError',
      message: "`crop`: expected a part of the film's 160x90 pixels, got 61:10:100:0",
    });
  });

  it('the crop of a real film with bars is its picture', needs(mediaFile('sintel_18s_480p_noaudio.mp4')), async () => {
    assert.deepEqual(await cropOf(mediaFile('sintel_18s_480p_noaudio.mp4')!), ['0 848:363:0:58']);
  });

  it('a real dark film without bars is not cropped', needs(mediaFile('agent327_480p.mp4')), async () => {
    assert.deepEqual(await cropOf(mediaFile('agent327_480p.mp4')!), ['0 854:480:0:0']);
  });
});

describe('A film and the same film with bars added', () => {
  /** The median over all columns of the earth mover's distance between their palettes. */
  async function medianDistance(
    name: string,
    { paint, width, height }: { paint: Paint; width: number; height: number },
    frames: number,
    options: Record<string, string>,
  ): Promise<number> {
    const recipe = { frames, gop: 2, options };
    const plain = make(`${name}-plain.mkv`, paint, { ...recipe, width, height });
    const paintBarred = addBars(paint, width, height, { top: 34, bottom: 34 });
    const barred = make(`${name}-barred.mkv`, paintBarred, { ...recipe, width, height: height + 68 });
    const [a, b] = [await fingerprint(plain, { samples: frames }), await fingerprint(barred, { samples: frames })];
    const distances = a.columns.map(({ swatches }, i) => paletteDistance(swatches, b.columns[i]!.swatches));
    return distances.sort((x, y) => x - y)[distances.length >> 1]!;
  }

  it('adding bars to a losslessly encoded film does not change its palettes', async () => {
    const film = { paint: textured, width: 160, height: 90 };
    assert.equal(await medianDistance('made', film, 24, { crf: '0' }), 0);
  });

  const real = mediaFile('sintel_trailer_full_480x204_noaudio.mp4');
  it('adding bars to a real film changes its palettes by a median distance under 1', needs(real), async () => {
    const film = await takeFrames(real!, 40);
    assert.equal(await medianDistance('lossless', film, 40, { crf: '0' }), 0);
    const distance = await medianDistance('lossy', film, 40, { crf: '4' });
    assert.ok(distance < 1, `${distance}`);
  });
});
