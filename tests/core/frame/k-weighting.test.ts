import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Biquad, deriveHighPass, deriveShelf, kWeighting } from '#core/frame/index';

/** Gain in decibels of a filter at a frequency, by its transfer function on the unit circle. */
function gain({ b0, b1, b2, a1, a2 }: Biquad, hertz: number, sampleRate: number): number {
  const w = (2 * Math.PI * hertz) / sampleRate;
  const power = (c0: number, c1: number, c2: number) =>
    (c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w)) ** 2 + (c1 * Math.sin(w) + c2 * Math.sin(2 * w)) ** 2;
  return 10 * Math.log10(power(b0, b1, b2) / power(1, a1, a2));
}

describe('K-weighting', () => {
  it('derives the filters of the tables of ITU-R BS.1770-5 for 48 kHz', () => {
    const [head, deep] = kWeighting(48_000);
    const close = (derived: Biquad, table: Biquad) => {
      for (const name of ['b0', 'b1', 'b2', 'a1', 'a2'] as const) {
        assert.ok(Math.abs(derived[name] - table[name]) < 1e-13 * 48, `${name}: ${derived[name]}, not ${table[name]}`);
      }
    };
    assert.equal(head.b0, 1.53512485958697);
    assert.equal(deep.a1, -1.99004745483398);
    close(deriveShelf(48_000), head);
    close(deriveHighPass(48_000), deep);
  });

  it('weights equally at all sample rates: within 0.1 dB up to a sixth of the rate', () => {
    const at48 = kWeighting(48_000);
    for (const rate of [22_050, 32_000, 44_100, 88_200, 96_000, 192_000]) {
      const filters = kWeighting(rate);
      for (const hertz of [20, 38, 100, 500, 997, 1682, 3000]) {
        if (hertz > rate / 6) continue;
        for (const stage of [0, 1] as const) {
          const difference = gain(filters[stage], hertz, rate) - gain(at48[stage], hertz, 48_000);
          assert.ok(Math.abs(difference) < 0.1, `stage ${stage}, ${rate} Hz, at ${hertz} Hz: ${difference} dB`);
        }
      }
    }
  });

  it('adds 0.691 dB at 997 Hz and 4 dB at high frequencies, and attenuates low ones', () => {
    for (const rate of [44_100, 48_000]) {
      const [head, deep] = kWeighting(rate);
      const sum = (hertz: number) => gain(head, hertz, rate) + gain(deep, hertz, rate);
      assert.ok(Math.abs(sum(997) - 0.691) < 0.005, `${sum(997)}`);
      assert.ok(Math.abs(sum(10_000) - 4) < 0.1);
      assert.ok(sum(20) < -13);
    }
  });

  it('rejects a sample rate that is too low for K-weighting', () => {
    assert.throws(() => kWeighting(3999), RangeError);
    assert.throws(() => kWeighting(Number.NaN), RangeError);
  });
});
