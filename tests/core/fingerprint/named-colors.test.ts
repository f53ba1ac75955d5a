import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameColor } from '#core/color/index';
import { listNamedColors, type Swatch } from '#core/fingerprint/index';

const columnOf = (...parts: [color: string, share: number][]) => ({
  swatches: parts.map(([color, share]): Swatch => ({ color, share })),
});
const namesOf = (columns: readonly ReturnType<typeof columnOf>[], often: number) =>
  listNamedColors(columns, often).map(({ name }) => name);

describe('listNamedColors', () => {
  it('a grey is named from 2 % of a column on, a red from 0.2 % on', () => {
    const [grey, red] = ['#808080', '#c02020'].map((color) => nameColor(color).name);
    assert.deepEqual(namesOf([columnOf(['#808080', 0.019], ['#c02020', 0.0019])], 0), []);
    assert.deepEqual(namesOf([columnOf(['#808080', 0.02], ['#c02020', 0.002])], 0), [grey, red].sort());
  });

  it('a colour named in fewer of the columns with swatches than asked for is left out', () => {
    const columns = [columnOf(['#c02020', 1]), columnOf(['#2040c0', 1]), columnOf(['#2040c0', 1]), columnOf()];
    assert.deepEqual(namesOf(columns, 0.4), [nameColor('#2040c0').name]);
    const [blue, red] = listNamedColors(columns, 0);
    assert.deepEqual([blue!.frequency, red!.frequency], [2 / 3, 1 / 3]);
  });

  it('a named colour is the mean of its swatches by the root of their shares, each column the same', () => {
    // Greys of one name; OKLab lightness of #828282 is 0.6065, of #868686 0.6199.
    const columns = [columnOf(['#828282', 0.8], ['#868686', 0.2]), columnOf(['#868686', 1])];
    assert.equal(nameColor('#828282').name, nameColor('#868686').name);
    assert.deepEqual(
      listNamedColors(columns, 0).map(({ color }) => color),
      ['#858585'],
    );
    assert.deepEqual(listNamedColors(columns.toReversed(), 0), listNamedColors(columns, 0));
  });
});
