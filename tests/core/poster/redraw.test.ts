import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OptionError } from '#core/options/index';
import {
  layoutNames,
  layoutPoster,
  type Mark,
  type PosterOptions,
  type Scene,
  sceneToSvg,
  sceneToSvgParts,
} from '#core/poster/index';
import { heardFingerprint } from '../../support/fingerprints/heard-fingerprint.ts';
import { PICTURED_COLUMNS, picturedFingerprint } from '../../support/fingerprints/pictured-fingerprint.ts';
import { LIGHT } from '../../support/pictures/fonts.ts';

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

/** Invent a film that all layouts can draw. */
function inventFilm() {
  const pictured = picturedFingerprint();
  const heard = heardFingerprint(PICTURED_COLUMNS);
  const columns = heard.columns.map((column, i) => {
    return {
      ...column,
      measures: pictured.columns[i]!.measures!,
      swatches: column.swatches.map((swatch) => ({ ...swatch, pixel: '#123456' })),
    };
  });
  return { ...pictured, film: heard.film, columns };
}

test('a fingerprint drawn again with other options is what it is when drawn for the first time', () => {
  const film = inventFilm();
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

/** What takes time to compute: cells, files of pictures, shapes of spirals and planes, curves. */
function listComputed({ marks }: Scene, layout: string): object[] {
  return marks.flatMap((mark: Mark): object[] => {
    switch (mark.kind) {
      case 'bars':
      case 'ring':
        // The colours of one frame are divided in no time.
        return layout === 'contact' ? [] : [mark.colors];
      case 'image':
        return [mark.image.bytes];
      case 'group':
        return ['spiral', 'planes'].includes(layout)
          ? [mark.marks]
          : mark.marks.filter((shape) => shape.kind === 'stroke' && shape.cap === 'round' && shape.dash === undefined);
      default:
        return [];
    }
  });
}

test('another title leaves the columns, pictures and curves of every layout as they were computed', () => {
  const film = inventFilm();
  for (const layout of layoutNames.filter((name) => name !== 'palette')) {
    // Of the same height: a timeline begins below its title.
    const [first, second] = ['A title', 'K K title'].map((title) => {
      return listComputed(layoutPoster(film, { layout, title }, [LIGHT]), layout);
    });
    const known = new Set(first);
    assert.ok(second!.length > 0, layout);
    for (const computed of second!) assert.ok(known.has(computed), layout);
  }
});

test('numbers of colours that were drawn before are drawn again from the same cells', () => {
  const film = inventFilm();
  const draw = (): object[] =>
    Array.from({ length: 7 }, (_, i) => {
      const scene = layoutPoster(film, { colors: i + 1, title: `${i}` }, [LIGHT]);
      return listComputed(scene, 'square')[0]!;
    });
  const first = draw();
  assert.equal(new Set(first).size, 7);
  for (const [i, cells] of draw().entries()) assert.equal(cells, first[i], `${i + 1}`);
});

test('an SVG file consists of parts, and the bars of a film are one of them with every title', () => {
  const film = inventFilm();
  const [first, second] = ['One title', 'Another'].map((title) => {
    const scene = layoutPoster(film, { title, colors: 5 }, [LIGHT]);
    const parts = sceneToSvgParts(scene);
    assert.equal(parts.join(''), sceneToSvg(scene));
    return parts.toSorted((one, other) => other.length - one.length)[0]!;
  });
  assert.match(first!, /^<path fill="#\w+" d="M0 0H[^<]+<path/);
  assert.equal(first, second);
});
