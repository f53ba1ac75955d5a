import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layoutGroupCard, type PaletteGroup, type Rect, sceneToSvg } from '#core/poster/index';
import { LIGHT } from '../../support/pictures/fonts.ts';
import { assertGolden } from '../../support/pictures/golden.ts';

const GROUPS: readonly PaletteGroup[] = [
  {
    name: '1970s',
    films: 12,
    swatches: [
      { color: '#5b4a41', share: 0.6 },
      { color: '#b5342b', share: 0.15 },
    ],
  },
  { name: 'A group whose name is much too long for its place', films: 1, swatches: [{ color: '#2b3a55', share: 1 }] },
];

describe('A card of groups', () => {
  it('looks like its golden', () => {
    assertGolden('card-groups.svg', sceneToSvg(layoutGroupCard('Library', GROUPS, [LIGHT])));
  });

  it('shows each colour as a swatch of the same width, and its share in the bar below', () => {
    const scene = layoutGroupCard('', GROUPS, [LIGHT]);
    const rects = scene.marks.filter((mark): mark is Rect => mark.kind === 'rect');
    const [first, share, second, otherShare, only, all] = rects.map(({ box }) => box);
    assert.equal(rects.length, 6);
    assert.ok(Math.abs(first!.width - second!.width) < 1e-9);
    assert.ok(Math.abs(share!.width / otherShare!.width - 4) < 1e-9);
    assert.ok(Math.abs(only!.width - all!.width) < 1e-9);
    const bottom = Math.max(...rects.map(({ box }) => box.y + box.height));
    assert.ok(bottom < scene.heightMm);
  });
});
