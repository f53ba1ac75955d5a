import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Color from 'colorjs.io';
import { fingerprintToCsv } from '#core/export/index';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';

describe('The table of a fingerprint', () => {
  const csv = fingerprintToCsv(smallFingerprint());
  const rows = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

  it('the table of a fingerprint has one row a swatch under a header, none for a frame that could not be decoded', () => {
    assert.deepEqual(rows[0], ['column', 'time', 'rank', 'color', 'share', 'L', 'a', 'b']);
    assert.deepEqual(
      rows.slice(1).map((row) => row.slice(0, 5)),
      [
        ['0', '0.5', '1', '#102030', '0.75'],
        ['0', '0.5', '2', '#f0e0d0', '0.25'],
        ['2', '2.5', '1', '#aa3322', '1'],
      ],
    );
    assert.ok(csv.endsWith('\n') && !csv.includes('\r'));
  });

  it('the table of a fingerprint gives CIELAB under D65, as an independent library has it', () => {
    for (const [, , , color, , ...lab] of rows.slice(1)) {
      const expected = new Color(color!).to('lab-d65').coords.map(Number);
      for (const [i, value] of lab.entries()) {
        assert.match(value, /^-?\d+\.\d{4}$/);
        assert.ok(Math.abs(Number(value) - expected[i]!) < 2e-3, `${color}: ${lab} is not ${expected}`);
      }
    }
  });

  it('the table of a fingerprint writes zeros without a sign', () => {
    const black = smallFingerprint([{ time: 0, frameTime: 0, swatches: [{ color: '#000000', share: 1 }] }]);
    assert.equal(fingerprintToCsv(black).split('\n')[1], '0,0,1,#000000,1,0.0000,0.0000,0.0000');
  });
});
