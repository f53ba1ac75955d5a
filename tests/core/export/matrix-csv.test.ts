import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matrixToCsv } from '#core/export/index';

describe('Table of distances', () => {
  it('a table of distances is square, with titles as header and first column', () => {
    const text = matrixToCsv(
      ['Coco', 'M'],
      [
        [0, 12.5],
        [12.5, 0],
      ],
    );
    assert.equal(text, 'film,Coco,M\nCoco,0,12.5\nM,12.5,0\n');
  });

  it('titles with commas, quotes and line breaks are quoted', () => {
    const [header] = matrixToCsv(['Good, Bad', 'The "Ugly"'], [[0], [0]]).split('\n');
    assert.equal(header, 'film,"Good, Bad","The ""Ugly"""');
  });

  it('rejects another number of titles than rows', () => {
    assert.throws(() => matrixToCsv(['Coco'], []), RangeError);
  });
});
