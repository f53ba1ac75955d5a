import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FilmError, type Loudness, planInstants, planSound, type SoundInfo } from '#core/frame/index';
import { openLibavSound } from '#node/film/index';
import { type FilmRecipe, makeFilm } from '../../support/films/make-film.ts';
import type { SoundRecipe } from '../../support/films/make-film-sound.ts';
import { sine } from '../../support/films/play-sound.ts';
import { mediaFile, needs } from '../../support/media.ts';
import { isInPath } from '../../support/processes/programs.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
let films = 0;

function film(sound: SoundRecipe | undefined, rest: Partial<FilmRecipe> & { extension?: string } = {}): string {
  const { extension = 'mp4', ...recipe } = rest;
  const path = join(folder, `${films++}.${extension}`);
  return makeFilm({
    path,
    frames: 100,
    isFlat: true,
    paint: (frame) => [16 + frame, 128, 128],
    ...(sound && { sound }),
    ...recipe,
  });
}

interface Heard {
  readonly info: SoundInfo | null;
  readonly loudness: (Loudness | null)[];
  readonly damagedPackets: number;
}

async function hear(path: string, instants: Float64Array | readonly number[], origin = 0): Promise<Heard> {
  const source = await openLibavSound(path, { origin });
  try {
    const loudness: (Loudness | null)[] = [];
    // Measure in reverse order: the result of a span must not depend on earlier measurements.
    for (const { first, instants: part } of planSound(Float64Array.from(instants)).toReversed()) {
      for (const [i, result] of (await source.measure(part)).entries()) loudness[first + i] = result;
    }
    return { info: source.info, loudness, damagedPackets: source.damagedPackets };
  } finally {
    source.close();
  }
}

const near = (got: number | undefined, expected: number, within: number, what: string) =>
  assert.ok(got !== undefined && Math.abs(got - expected) <= within, `${what}: ${got}, not ${expected}`);

describe('The sound of a film', () => {
  it('the sound of a film has a codec, channels and a sample rate', async () => {
    const { info } = await hear(film({ wave: () => 0, seconds: 1, channels: 2, sampleRate: 44_100 }), [0.5]);
    assert.deepEqual(info, { codec: 'aac', channels: 2, sampleRate: 44_100 });
  });

  it('a film without sound has no loudness', async () => {
    assert.deepEqual(await hear(film(undefined), [0.5, 1]), { info: null, loudness: [null, null], damagedPackets: 0 });
  });

  it('a stereo tone of -23 dBFS measures -23 LUFS in any codec, container, sample rate and sample format', async () => {
    // Not 1000 Hz: all frames of MP2 would be the same, and false frame headers would look like
    // real ones.
    const tone = { wave: sine(997, -23), seconds: 4, channels: 2 };
    const cases: [string, Partial<SoundRecipe>, string][] = [
      ['AAC in MP4', {}, 'mp4'],
      ['AAC of 44.1 kHz in MP4', { sampleRate: 44_100 }, 'mp4'],
      ['AAC in Matroska', {}, 'mkv'],
      ['AAC in a transport stream', {}, 'ts'],
      ['AAC in Flash Video', { sampleRate: 44_100 }, 'flv'],
      ['MP2 in a program stream', { encoder: 'mp2' }, 'mpg'],
      ['MP3 in Matroska', { encoder: 'libmp3lame', bitRate: 320_000 }, 'mkv'],
      ['AC-3 in Matroska', { encoder: 'ac3' }, 'mkv'],
      ['Opus in Matroska', { encoder: 'libopus' }, 'mkv'],
      ['Vorbis in Matroska', { encoder: 'libvorbis', sampleRate: 44_100 }, 'mkv'],
      ['FLAC in Matroska', { encoder: 'flac' }, 'mkv'],
      ['PCM of 8 bits in AVI', { encoder: 'pcm_u8' }, 'avi'],
      ['PCM of 16 bits in MOV', { encoder: 'pcm_s16le', sampleRate: 32_000 }, 'mov'],
      ['PCM of 24 bits in Matroska', { encoder: 'pcm_s24le', sampleRate: 96_000 }, 'mkv'],
      ['PCM in 32-bit floats in Matroska', { encoder: 'pcm_f32le' }, 'mkv'],
      ['PCM in 64-bit floats in Matroska', { encoder: 'pcm_f64le' }, 'mkv'],
    ];
    for (const [what, recipe, extension] of cases) {
      const video = extension === 'mpg' ? { encoder: 'mpeg2video' } : {};
      const path = film({ ...tone, ...recipe }, { extension, ...video });
      const { loudness } = await hear(path, [1, 1.5, 2, 3], await originOf(path));
      for (const result of loudness) {
        near(result?.lufs, -23, what.includes('8 bits') ? 0.2 : 0.15, what);
        near(result?.rms, Math.SQRT1_2 * 10 ** (-23 / 20), 0.001, what);
      }
    }
  });

  it('the loudness of six channels is weighted by channel position, without LFE', async () => {
    const levels = [-28, -28, -24, 0, -30, -30];
    const wave = (t: number, c: number) => sine(c === 3 ? 60 : 1000, levels[c]!)(t, c);
    for (const encoder of ['flac', 'pcm_s16le']) {
      const { loudness, info } = await hear(
        film({ wave, seconds: 3, channels: 6, encoder }, { extension: 'mkv' }),
        [1, 2],
      );
      assert.equal(info?.channels, 6);
      for (const result of loudness) near(result?.lufs, -23, 0.1, encoder);
    }
  });

  it('a step of the level of the sound is measured at its time on the clock of the pictures', async () => {
    const wave = (t: number, c: number) => sine(1000, t < 2 ? -40 : -20)(t, c);
    for (const extension of ['mp4', 'mkv', 'ts']) {
      const path = film({ wave, seconds: 4, channels: 2, encoder: 'mp2' }, { extension });
      const { loudness } = await hear(path, [1.5, 1.79, 2, 2.21, 2.5], await originOf(path));
      const half = 10 * Math.log10((10 ** -4 + 10 ** -2) / 2);
      // A transport stream uses the clock of the encoder, which starts its priming earlier.
      for (const [i, level] of [-40, -40, half, -20, -20].entries()) near(loudness[i]?.lufs, level, 0.6, extension);
    }
  });

  it('loudness is null before late sound begins and after it ends', async () => {
    const tone = { wave: sine(1000, -23), seconds: 2, channels: 2 };
    for (const encoder of ['aac', 'flac']) {
      for (const extension of ['mp4', 'mkv']) {
        const { loudness } = await hear(
          film({ ...tone, startSeconds: 1, encoder }, { extension }),
          [0.2, 0.85, 1.2, 1.3, 2, 2.7, 3.2, 3.9],
        );
        const heard = loudness.map((result) => result !== null);
        assert.deepEqual(heard, [false, false, true, true, true, true, false, false], `${encoder} in ${extension}`);
        for (const result of loudness.slice(3, 6)) near(result?.lufs, -23, 0.1, `${encoder} in ${extension}`);
      }
    }
  });

  it('loudness is measured at times relative to the first picture, also if that is not at time 0', async () => {
    const wave = (t: number, c: number) => sine(1000, t < 2 ? -40 : -20)(t, c);
    const path = film({ wave, seconds: 4, channels: 2, encoder: 'flac' }, { extension: 'mkv' });
    const { loudness } = await hear(path, [0.7, 1.3], 1);
    near(loudness[0]?.lufs, -40, 0.05, 'before');
    near(loudness[1]?.lufs, -20, 0.05, 'after');
  });

  it('the loudness of digital silence is -70, and not null', async () => {
    const { loudness } = await hear(film({ wave: () => 0, seconds: 4, channels: 2 }), [1, 2]);
    assert.deepEqual(loudness, Array(2).fill({ rms: 0, lufs: -70 }));
  });

  it('the loudness at an instant does not depend on the other instants that are measured', async () => {
    const wave = (t: number, c: number) => sine(200 + 300 * t, -20 - 5 * Math.sin(t))(t, c);
    const recipe = { wave, seconds: 16, channels: 2, bitRate: 128_000 };
    const cases: [string, string][] = [
      ['aac', 'mp4'],
      ['aac', 'mkv'],
      ['libopus', 'mkv'],
      ['libmp3lame', 'avi'],
      ['mp2', 'mpg'],
      ['ac3', 'ts'],
      ['libvorbis', 'ogv'],
    ];
    for (const [encoder, extension] of cases) {
      const video: Partial<FilmRecipe> =
        extension === 'mpg' ? { encoder: 'mpeg2video' } : extension === 'ogv' ? { encoder: 'libtheora' } : {};
      const path = film({ ...recipe, encoder }, { extension, frames: 400, ...video });
      const origin = await originOf(path);
      const instants = planInstants(0, 16, 160);
      const all = (await hear(path, instants, origin)).loudness;
      for (const step of [23, 159]) {
        const at = [...instants.keys()].filter((i) => i % step === 17);
        const few = (
          await hear(
            path,
            at.map((i) => instants[i]!),
            origin,
          )
        ).loudness;
        for (const [i, place] of at.entries()) {
          near(few[i]?.lufs, all[place]?.lufs ?? 0, 0.02, `${encoder} in ${extension} at ${instants[place]}`);
        }
      }
    }
  });

  const jumping = mediaFile('movie-hello.ogg');
  it('nor on what was measured before in an Ogg film whose times jump back', needs(jumping), async () => {
    const instants = planInstants(0, 8, 60);
    const halves = [instants.subarray(0, 30), instants.subarray(30)] as const;
    const measure = async (...spans: readonly Float64Array[]) => {
      const source = await openLibavSound(jumping!, { origin: 0 });
      try {
        const found: (readonly (Loudness | null)[])[] = [];
        for (const span of spans) found.push(await source.measure(span));
        return found;
      } finally {
        source.close();
      }
    };
    const [[first], [second]] = [await measure(halves[0]), await measure(halves[1])];
    assert.ok(second!.some((loudness) => loudness !== null));
    assert.deepEqual(await measure(...halves), [first, second]);
    assert.deepEqual(await measure(halves[1], halves[0]), [second, first]);
  });

  it('sound that is stored long before the pictures of its time is found', async () => {
    const wave = (t: number, c: number) => sine(997, -20 - t)(t, c);
    for (const extension of ['mkv', 'mp4', 'flv']) {
      const path = film({ wave, seconds: 24, sampleRate: 44_100, isFirst: true }, { extension, frames: 600 });
      for (const instant of [20, 3, 11]) {
        const { loudness } = await hear(path, [instant]);
        near(loudness[0]?.lufs, -23.01 - instant, 0.1, `${extension} at ${instant}`);
      }
    }
  });

  it('damaged sound is measured as far as possible, and the damaged packets are counted', async () => {
    const path = film({ wave: sine(1000, -23), seconds: 4, channels: 2 }, { frames: 2, extension: 'mkv' });
    const bytes = readFileSync(path);
    for (let i = 20_000; i < 24_000; i++) bytes[i] = (i * 7919) % 256;
    writeFileSync(path, bytes);
    const { loudness, damagedPackets } = await hear(path, planInstants(0, 4, 40));
    assert.ok(damagedPackets > 0);
    assert.ok(loudness.filter((result) => result !== null && Math.abs(result.lufs + 23) < 0.3).length > 10);
    truncateSync(path, 20_000);
    assert.equal((await hear(path, [3.5])).loudness[0], null);
  });

  it('sound without a decoder has its own error code', async () => {
    const path = film({ wave: sine(1000, -23), seconds: 1, encoder: 'pcm_s16le' }, { extension: 'mkv' });
    const bytes = readFileSync(path);
    const at = bytes.indexOf('A_PCM/INT/LIT');
    bytes.write('A_QUICKTIME/Q', at);
    writeFileSync(path, bytes);
    await assert.rejects(hear(path, [0.5]), (error) => error instanceof FilmError && error.code === 'no-decoder');
  });
});

/** Return the time at which the first picture is shown, in seconds of the container. */
async function originOf(path: string): Promise<number> {
  const { openLibavSource } = await import('#node/film/index');
  const source = await openLibavSource(path);
  try {
    const { info } = await source.survey();
    return (info.track.firstTicks * info.timeBase.num) / info.timeBase.den;
  } finally {
    source.close();
  }
}

const hasFfmpeg = isInPath('ffmpeg');

interface MeasuredLoudness {
  readonly instant: number;
  readonly lufs: number;
}

/** What FFmpeg measured, by the path of the film. */
const measured = new Map<string, readonly MeasuredLoudness[]>();

/**
 * Measure the momentary loudness with the ebur128 filter of FFmpeg, with the middle of each window.
 */
function measureByFfmpeg(path: string): readonly MeasuredLoudness[] {
  const known = measured.get(path);
  if (known !== undefined) return known;
  const filter = 'ebur128=metadata=1,ametadata=print:key=lavfi.r128.M:file=-';
  const args = ['-v', 'error', '-i', path, '-map', '0:a:0', '-af', filter, '-f', 'null', '-'];
  const text = execFileSync('ffmpeg', args, { maxBuffer: 2 ** 26 }).toString();
  // Each line is for the 100 ms that begin at its time. They end the window.
  const found = Array.from(text.matchAll(/pts_time:(\S+)\s+lavfi\.r128\.M=(\S+)/g), ([, time, lufs]) => ({
    instant: Number(time) + 0.1 - 0.2,
    lufs: Number(lufs),
  }));
  measured.set(path, found);
  return found;
}

describe('Loudness of real films', {
  skip: !hasFfmpeg && 'ffmpeg is not at hand',
}, () => {
  for (const [name, step] of [
    ['agent327_480p.mp4', 3],
    ['agent327_480p.mp4', 97],
    ['rotate-buck-bunny.mp4', 1],
    ['sample_edit_list.mp4', 1],
    ['movie-hello.avi', 4],
  ] as const) {
    const path = mediaFile(name);
    it(`the loudness of ${name}, every ${step / 10} s, is that of FFmpeg`, needs(path), async () => {
      const expected = measureByFfmpeg(path!).filter(({ instant }, i) => instant >= 0.2 && i % step === 0);
      const instants = expected.map(({ instant }) => instant);
      const { loudness } = await hear(path!, instants);
      assert.ok(expected.length > 0);
      for (const [i, { instant, lufs }] of expected.entries()) {
        near(loudness[i]?.lufs, Math.max(-70, lufs), 0.02, `at ${instant}`);
      }
    });
  }
});
