import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoudnessMeter, type SoundBlock, weighChannels } from '#core/frame/index';
import fc from '../../support/fast-check.ts';
import { type Playing, playSound, sine } from '../../support/films/play-sound.ts';

function measure(instants: readonly number[], ...playings: readonly Playing[]) {
  const meter = createLoudnessMeter(Float64Array.from(instants));
  for (const playing of playings) for (const block of playSound(playing)) meter.add(block);
  return meter.read();
}

const near = (got: number | undefined, expected: number, within: number, what = '') =>
  assert.ok(got !== undefined && Math.abs(got - expected) <= within, `${what} ${got}, not ${expected}`);

const LEFT_ONLY = [1, 0, 0, 1.41, 1.41];

describe('Momentary loudness', () => {
  // "If a 0 dB FS, 997 Hz sine wave is applied to the left, centre, or right channel input, the
  // indicated loudness will equal -3.01 LKFS."
  it('measures -3.01 LUFS for a full-scale 997 Hz sine in one front channel (BS.1770-5, annex 1)', () => {
    for (const sampleRate of [8_000, 32_000, 44_100, 48_000, 96_000]) {
      for (const channel of [0, 1, 2]) {
        const wave = (t: number, c: number) => (c === channel ? sine(997, 0)(t, c) : 0);
        const [loudness] = measure([1], { wave, to: 2, sampleRate, weights: [1, 1, 1, 1.41, 1.41] });
        // The transform bends high sound at low rates.
        near(loudness?.lufs, -3.01, sampleRate < 40_000 ? 0.25 : 0.01, `${sampleRate} Hz:`);
      }
    }
  });

  it('adds 3.01 LU for a sine in two channels, and 1.49 LU in a surround channel', () => {
    near(measure([1], { wave: sine(997, 0), to: 2 })[0]?.lufs, 0, 0.01);
    near(measure([1], { wave: sine(997, 0), to: 2, weights: [1.41] })[0]?.lufs, -3.01 + 1.49, 0.01);
    near(measure([1], { wave: sine(997, 0), to: 2, weights: [1, 0] })[0]?.lufs, -3.01, 0.01, 'LFE:');
  });

  it('measures -23 and -33 LUFS for stereo tones of -23 and -33 dBFS (EBU Tech 3341, cases 1 and 2)', () => {
    for (const sampleRate of [44_100, 48_000]) {
      for (const level of [-23, -33]) {
        near(measure([2], { wave: sine(1000, level), to: 4, sampleRate })[0]?.lufs, level, 0.02);
      }
    }
  });

  it('measures -23 LUFS for five channels at -28, -28, -24, -30, -30 dBFS (EBU Tech 3341, case 6)', () => {
    const levels = [-28, -28, -24, -30, -30];
    const wave = (t: number, c: number) => sine(1000, levels[c]!)(t, c);
    const weights = weighChannels(['FL', 'FR', 'FC', 'SL', 'SR']);
    near(measure([2], { wave, to: 4, weights })[0]?.lufs, -23, 0.1);
  });

  it('measures -23 LUFS for alternating tones of -20 dBFS (0.18 s) and -30 dBFS (0.22 s) (EBU Tech 3341, case 12)', () => {
    const wave = (t: number, c: number) => sine(1000, t % 0.4 < 0.18 ? -20 : -30)(t, c);
    const instants = Array.from({ length: 200 }, (_, i) => 1 + i / 100);
    for (const loudness of measure(instants, { wave, to: 4 })) near(loudness?.lufs, -23, 0.1);
  });

  it('reaches -23 LUFS for a tone of -23 dBFS and 400 ms at any start time (EBU Tech 3341, case 13)', () => {
    for (let i = 0; i < 20; i++) {
      const begin = 1 + i * 0.005;
      const wave = (t: number, c: number) => (t >= begin && t < begin + 0.4 ? sine(1000, -23)(t - begin, c) : 0);
      near(measure([begin + 0.2], { wave, to: 3 })[0]?.lufs, -23, 0.1);
    }
  });

  it('measures -70 LUFS and amplitude 0 for silence', () => {
    assert.deepEqual(measure([1], { wave: () => 0, to: 2 }), [{ rms: 0, lufs: -70 }]);
    assert.deepEqual(measure([1], { wave: sine(997, -100), to: 2 })[0]?.lufs, -70);
  });

  it('measures NaN samples as silence', () => {
    const wave = (t: number, c: number) => (t > 0.75 && t < 0.751 ? Number.NaN : sine(1000, -23)(t, c));
    near(measure([1], { wave, to: 2 })[0]?.lufs, -23, 0.02);
  });
});

describe('RMS amplitude', () => {
  it('measures RMS over all channels: peak / sqrt(2) for a sine, the height for a square wave', () => {
    near(measure([1], { wave: sine(500, 0), to: 2 })[0]?.rms, Math.SQRT1_2, 1e-4);
    near(measure([1], { wave: (t) => (t % 0.01 < 0.005 ? 0.25 : -0.25), to: 2 })[0]?.rms, 0.25, 1e-6);
    const oneSided = (_: number, c: number) => (c === 0 ? 0.5 : 0);
    near(measure([1], { wave: oneSided, to: 2 })[0]?.rms, 0.5 * Math.SQRT1_2, 1e-6);
  });

  it('excludes LFE from RMS amplitude', () => {
    const wave = (_: number, c: number) => (c === 0 ? 0.5 : 1);
    near(measure([1], { wave, to: 2, weights: [1, 0] })[0]?.rms, 0.5, 1e-6);
  });
});

describe('A window', () => {
  const step = (t: number) => (t < 1 ? 0.1 : 0.4);
  const between = Math.sqrt((0.1 ** 2 + 0.4 ** 2) / 2);

  it('centres a window of 400 ms on its instant', () => {
    const results = measure([0.79, 1, 1.21], { wave: step, to: 2 });
    near(results[0]?.rms, 0.1, 1e-4);
    near(results[1]?.rms, between, 1e-4);
    near(results[2]?.rms, 0.4, 1e-4);
  });

  it('averages the part of a window with sound, and returns null below 100 ms', () => {
    const wave = () => 0.5;
    const results = measure([0.01, 1.05, 1.09, 1.11, 2.92, 3.05, 3.11], { wave, to: 1 }, { wave, from: 3, to: 4 });
    assert.deepEqual(
      results.map((loudness) => loudness?.rms ?? null),
      [0.5, 0.5, 0.5, null, 0.5, 0.5, 0.5],
    );
    assert.deepEqual(measure([5], { wave, to: 1 }), [null]);
    assert.deepEqual(createLoudnessMeter(Float64Array.of(1, 2)).read(), [null, null]);
  });

  it('measures a window across a change of sample rate and channels', () => {
    const wave = sine(1000, -23);
    const parts = [
      { wave, to: 1 },
      { wave, from: 1, to: 2, sampleRate: 44_100 },
      { wave, from: 2, to: 3, weights: LEFT_ONLY },
    ];
    const results = measure([1, 2], ...parts);
    near(results[0]?.lufs, -23, 0.1);
    near(results[1]?.lufs, 10 * Math.log10((2 + 1 + 2 * 1.41) / 2 / 2) - 23, 0.1);
  });

  it('resets the filters after a gap', () => {
    const loud = { wave: () => 1, to: 1.03 };
    const quiet = { wave: sine(1000, -40), from: 1.05, to: 3 };
    assert.deepEqual(measure([1.26], loud, quiet), measure([1.26], quiet));
  });

  it('settles the filters before a window: a constant offset has no loudness', () => {
    near(measure([1], { wave: (t, c) => 0.5 + sine(1000, -40)(t, c), to: 2 })[0]?.lufs, -40, 0.02);
  });

  it('returns null for sound sampled below 4 kHz', () => {
    assert.deepEqual(measure([1], { wave: sine(100, 0), to: 2, sampleRate: 3000 }), [null]);
  });

  it('measures the same for any blocks and any other windows', () => {
    const noise = (t: number) => ((Math.floor(t * 48_000) * 7919) % 1000) / 1000 - 0.5;
    const expected = measure([1, 1.1, 1.5], { wave: noise, to: 2 });
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 30_000 }), (blockSamples) => {
        assert.deepEqual(measure([1, 1.1, 1.5], { wave: noise, to: 2, blockSamples }), expected);
      }),
      { numRuns: 20 },
    );
    for (const [i, instant] of [1, 1.1, 1.5].entries()) {
      assert.deepEqual(measure([instant], { wave: noise, to: 2 }), [expected[i]]);
    }
  });
});

describe('Samples', () => {
  const tone = (i: number) => Math.sin((2 * Math.PI * 1000 * i) / 48_000) / 2;
  const hear = (channel: Omit<SoundBlock['channels'][number], 'weight'>) => {
    const meter = createLoudnessMeter(Float64Array.of(0.5));
    meter.add({ time: 0, sampleRate: 48_000, samples: 48_000, channels: [{ ...channel, weight: 1 }] });
    return meter.read()[0];
  };
  const n = 48_000;

  it('reads samples of any type, interleaved or planar', () => {
    const expected = hear({
      data: Float64Array.from({ length: n }, (_, i) => tone(i)),
      offset: 0,
      step: 1,
      zero: 0,
      scale: 1,
    });
    const bytes = Uint8Array.from({ length: n }, (_, i) => 128 + Math.round(128 * tone(i)));
    const shorts = Int16Array.from({ length: 3 * n }, (_, i) =>
      i % 3 === 1 ? Math.round(32_768 * tone((i - 1) / 3)) : 32_767,
    );
    for (const [what, got] of Object.entries({
      bytes: hear({ data: bytes, offset: 0, step: 1, zero: 128, scale: 1 / 128 }),
      shorts: hear({ data: shorts, offset: 1, step: 3, zero: 0, scale: 1 / 32_768 }),
    })) {
      near(got?.lufs, expected!.lufs, 0.02, what);
      near(got?.rms, expected!.rms, 0.001, what);
    }
  });
});

describe('Channels', () => {
  it('weights front channels with 1, side channels with 1.41 and LFE with 0 (BS.1770-5, annex 1, table 3)', () => {
    assert.deepEqual(weighChannels(['FL', 'FR', 'FC', 'LFE', 'SL', 'SR']), [1, 1, 1, 0, 1.41, 1.41]);
  });

  it('weights back channels with 1.41 unless there are side channels', () => {
    assert.deepEqual(weighChannels(['FL', 'FR', 'FC', 'LFE', 'BL', 'BR']), [1, 1, 1, 0, 1.41, 1.41]);
    assert.deepEqual(weighChannels(['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'SL', 'SR']), [1, 1, 1, 0, 1, 1, 1.41, 1.41]);
  });

  it('weights channels without a name with 1', () => assert.deepEqual(weighChannels(['', 'FC', 'TFL']), [1, 1, 1]));
});
