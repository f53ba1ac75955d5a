import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OptionError } from '#core/options/index';
import { layoutNames, layoutPoster, type PosterOptions, sceneToSvg } from '#core/poster/index';
import { heardFingerprint } from '../../support/heard-fingerprint.ts';
import { PICTURED_COLUMNS, picturedFingerprint } from '../../support/pictured-fingerprint.ts';

const CHANGES: readonly PosterOptions[] = [
  {},
  { colors: 3 },
  { rank: 'area' },
  { order: 'hue' },
  { order: 'rank' },
  { swatch: 'pixel' },
  { bars: 10 },
  { smooth: 5 },
  { reverse: true },
  { rotate: 180 },
  {},
];

test('a fingerprint drawn again with other options is what it is when drawn for the first time', () => {
  const pictured = picturedFingerprint();
  const heard = heardFingerprint(PICTURED_COLUMNS);
  const columns = heard.columns.map((column, i) => {
    return {
      ...column,
      measures: pictured.columns[i]!.measures!,
      swatches: column.swatches.map((swatch) => ({ ...swatch, pixel: '#123456' })),
    };
  });
  const film = { ...pictured, film: heard.film, columns };
  const draw = (of: typeof film, options: PosterOptions): string => {
    try {
      return sceneToSvg(layoutPoster(of, { title: '', ...options }, []));
    } catch (error) {
      // Not every layout has every option.
      assert.ok(error instanceof OptionError, String(error));
      return error.message;
    }
  };
  for (const layout of layoutNames) {
    const drawn = new Set<string>();
    for (const change of CHANGES) {
      const first = draw(structuredClone(film), { layout, ...change });
      assert.equal(draw(film, { layout, ...change }), first, `${layout} ${JSON.stringify(change)}`);
      drawn.add(first);
    }
    assert.ok(drawn.size > 1, layout);
  }
});
