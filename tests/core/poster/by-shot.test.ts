import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPosterOptions, layoutPoster, type Mark, type PosterOptions } from '#core/poster/index';
import { shotFingerprint } from '../../support/fingerprints/shot-fingerprint.ts';

const fingerprint = shotFingerprint();
const draw = (options: PosterOptions): readonly Mark[] => layoutPoster(fingerprint, options, []).marks;
const firstBars = (options: PosterOptions) => draw(options).find((mark) => mark.kind === 'bars')!;
const countImages = (options: PosterOptions) => draw(options).filter(({ kind }) => kind === 'image').length;

describe('A poster by shot', () => {
  it('has one bar per shot, and by scene one per scene', () => {
    for (const layout of ['square', 'strip', 'stack']) {
      assert.equal(firstBars({ layout, by: 'shot' }).columns, 4, layout);
      assert.equal(firstBars({ layout, by: 'scene' }).columns, 2, layout);
    }
  });

  it('as a contact sheet has a frame of each shot that shows something', () => {
    assert.equal(countImages({ layout: 'contact', by: 'shot' }), 3);
    assert.equal(countImages({ layout: 'contact', by: 'scene' }), 2);
  });

  it('as a palette has the colours of shots, whose lengths do not count', () => {
    const colorsOf = (options: PosterOptions) =>
      draw(options).flatMap((mark) => (mark.kind === 'rect' ? [mark.color] : []));
    const black = colorsOf({ layout: 'palette', by: 'shot' }).indexOf('#000000');
    assert.notEqual(black, -1);
  });

  it('needs a fingerprint with shots', () => {
    const { shots: _, ...without } = fingerprint;
    const expected = { name: 'RenderError', code: 'lacks-data', message: /--shots/ };
    assert.throws(() => layoutPoster(without, { by: 'shot' }, []), expected);
  });

  it('refuses layouts with an axis of time, and smoothing along it', () => {
    for (const layout of ['timeline', 'barcode']) {
      assert.throws(() => checkPosterOptions({ layout, by: 'shot' }), { code: 'wrong-value', option: 'by' });
    }
    const smooth = { by: 'scene', smooth: 2 } as const;
    assert.throws(() => checkPosterOptions(smooth), { code: 'wrong-value', option: 'smooth' });
  });
});

describe('The timeline of a film with shots', () => {
  it('has a plot of shot lengths, and marks of cuts', () => {
    const { shots: _, ...without } = fingerprint;
    const countLines = (of: typeof without) =>
      layoutPoster(of, { layout: 'timeline' }, [])
        .marks.flatMap((mark): readonly Mark[] => (mark.kind === 'group' ? mark.marks : [mark]))
        .flatMap((mark) => (mark.kind === 'stroke' ? mark.segments : []))
        .filter(([verb]) => verb === 'M').length;
    // Three cuts, the grid of the plot, and its curves.
    assert.ok(countLines(fingerprint) >= countLines(without) + 7);
  });
});
