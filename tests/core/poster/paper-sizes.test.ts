import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findPaperSize, nearestPaperName, PAPER_NAMES } from '#core/poster/index';

describe('A paper', () => {
  it('a paper of ISO 216 is half of the one before it, to the millimetre below', () => {
    for (const series of ['a', 'b']) {
      for (let n = 1; n <= 6; n++) {
        const [width, height] = findPaperSize(`${series}${n - 1}`)!;
        assert.deepEqual(findPaperSize(`${series}${n}`), [Math.floor(height / 2), width], `${series}${n}`);
      }
    }
    assert.deepEqual(findPaperSize('a0'), [841, 1189]);
    assert.deepEqual(findPaperSize('b0'), [1000, 1414]);
  });

  it('a paper of America has its usual size in inches', () => {
    const inches = (name: string) => findPaperSize(name)!.map((mm) => Math.round(mm * 1000) / 25_400);
    assert.deepEqual(inches('letter'), [8.5, 11]);
    assert.deepEqual(inches('legal'), [8.5, 14]);
    assert.deepEqual(inches('tabloid'), [11, 17]);
  });

  it('a paper stands upright unless it says landscape, in any case of letters, with a hyphen or a space', () => {
    for (const name of ['a3', 'A3', 'a3-portrait', ' A3 Portrait ']) assert.deepEqual(findPaperSize(name), [297, 420]);
    for (const name of ['a3-landscape', 'A3 LANDSCAPE', 'a3  landscape'])
      assert.deepEqual(findPaperSize(name), [420, 297]);
    for (const name of PAPER_NAMES) assert.ok(findPaperSize(name)![0] < findPaperSize(name)![1], name);
  });

  it('a paper of an unknown name is rejected, and the nearest is named', () => {
    for (const name of ['', 'a7', 'c4', 'a3-sideways', 'a3-landscape-landscape', 'constructor', 'landscape'])
      assert.equal(findPaperSize(name), undefined, name);
    assert.equal(nearestPaperName('leter'), 'letter');
    assert.equal(nearestPaperName('A3 landscpe'), 'a3-landscape');
    assert.equal(nearestPaperName('tablod'), 'tabloid');
    assert.equal(nearestPaperName('a very large sheet'), undefined);
  });
});
