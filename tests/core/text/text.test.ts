import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  escapeXml,
  formatClock,
  formatCount,
  formatNumber,
  formatPercent,
  formatShare,
  fromBase64,
  nearestName,
  roundToUnits,
  toBase64,
} from '#core/text/index';
import fc from '../../support/fast-check.ts';

describe('Base64', () => {
  it('base64 is what Buffer writes, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'))),
    );
  });

  it('base64 decodes to the bytes that were encoded, padded or not', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toBase64(bytes);
        assert.deepEqual(fromBase64(text), bytes);
        assert.deepEqual(fromBase64(text.replaceAll('=', '')), bytes);
      }),
    );
  });
});

describe('formatClock', () => {
  it('formatClock writes hours only from one hour up, unless asked to', () => {
    assert.deepEqual(
      [0, 7, 750, 3599, 3727].map((seconds) => formatClock(seconds)),
      ['0:00', '0:07', '12:30', '59:59', '1:02:07'],
    );
    assert.equal(formatClock(754.5, { decimals: 1, hasHours: true }), '0:12:34.5');
    assert.equal(formatClock(3727, { hasHours: false }), '62:07');
  });

  it('formatClock rounds down, to the nearest unit or up', () => {
    assert.equal(formatClock(59.6), '0:59');
    assert.equal(formatClock(59.6, { rounding: 'nearest' }), '1:00');
    assert.equal(formatClock(59.1, { rounding: 'up' }), '1:00');
    assert.equal(formatClock(0.06, { rounding: 'nearest', decimals: 1 }), '0:00.1');
  });

  it('formatClock keeps decimals that binary fractions fall short of', () => {
    for (let tenths = 0; tenths < 1000; tenths++) {
      assert.equal(formatClock(tenths * 0.1, { decimals: 1 }).slice(-1), String(tenths % 10));
    }
  });
});

describe('formatPercent', () => {
  it('formatPercent rounds to the nearest unit, or down', () => {
    assert.equal(formatPercent(0.356), '36 %');
    assert.equal(formatPercent(0.356, { decimals: 1, separator: '' }), '35.6%');
    assert.equal(formatPercent(0.999, { rounding: 'down' }), '99 %');
    assert.equal(formatPercent(1, { rounding: 'down' }), '100 %');
  });
});

describe('formatShare', () => {
  it('formatShare writes a decimal below one percent, and never 0 %', () => {
    assert.deepEqual([0.35, 0.004, 0.0009, 0].map(formatShare), ['35 %', '0.4 %', '< 0.1 %', '< 0.1 %']);
  });
});

describe('formatCount', () => {
  it('formatCount writes the singular for 1 alone', () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => formatCount(count, 'frame')),
      ['0 frames', '1 frame', '2 frames'],
    );
    assert.equal(formatCount(1, 'packet is', 'packets are'), '1 packet is');
    assert.equal(formatCount(2, 'packet is', 'packets are'), '2 packets are');
  });
});

describe('formatNumber', () => {
  it('formatNumber has no exponent, no trailing zero and no zero before the point', () => {
    const written = [-0, 0.5, -0.25, 10, 1.2, 1e-9, -1e-9, 12345.6789].map((value) => formatNumber(value, 3));
    assert.deepEqual(written, ['0', '.5', '-.25', '10', '1.2', '0', '0', '12345.679']);
  });

  it('formatNumber reads back as the value rounded to the decimals', () => {
    const values = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(values, (value) => {
        assert.equal(Number(formatNumber(value, 3)), Number(value.toFixed(3)) + 0);
      }),
    );
  });
});

describe('roundToUnits', () => {
  it('roundToUnits rounds as toFixed does, also next to halves, or leaves it to toFixed', () => {
    const nearHalf = fc
      .tuple(fc.integer({ min: -2e6, max: 2e6 }), fc.integer({ min: -3, max: 3 }))
      .map(([units, steps]) => (units + 0.5) / 1000 + steps * 2 ** -40);
    const any = fc.double({ min: -1e10, max: 1e10, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(nearHalf, any), fc.integer({ min: 0, max: 3 }), (value, decimals) => {
        const units = roundToUnits(value, decimals);
        if (units !== null) assert.equal(units / 10 ** decimals + 0, Number(value.toFixed(decimals)) + 0);
      }),
    );
    assert.deepEqual(
      [roundToUnits(1.2345, 3), roundToUnits(1.0005, 3), roundToUnits(7.26, 1), roundToUnits(1, 9)],
      [null, null, 73, null],
    );
  });
});

describe('escapeXml', () => {
  it('escapeXml escapes markup and removes characters that XML cannot contain', () => {
    assert.equal(escapeXml(`<a href="x">'&'\0\ud800\ufffe\n`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;\n');
  });
});

describe('nearestName', () => {
  it('nearestName finds the name with the fewest letters to change, in any case', () => {
    assert.equal(nearestName('SQARE', ['strip', 'square', 'spiral']), 'square');
  });

  it('nearestName finds none where more than half of the letters would change', () => {
    assert.equal(nearestName('xyz', ['strip', 'square']), undefined);
  });
});
