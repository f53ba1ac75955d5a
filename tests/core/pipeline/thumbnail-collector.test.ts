import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseThumbnailTimes, createThumbnailCollector, type PictureEncoder } from '#core/pipeline/index';

/** Writes the size and some codes of a picture, to see what was encoded. */
const encoder: PictureEncoder = {
  encodeJpeg: async ({ width, height, data }) => Uint8Array.of(width, height, data[0]!),
  encodePng: async ({ width, height, data }) => Uint8Array.of(width, height, ...data.filter((_, i) => i % 3 === 0)),
};
const base64Of = (...bytes: number[]) => Buffer.from(bytes).toString('base64');
const thumbnailOf = (grey: number) => ({ width: 1, height: 1, data: Uint8Array.of(grey, grey, grey) });

describe('The thumbnail collector', () => {
  it('sorts thumbnails by column and counts them from the first column that is kept', async () => {
    const collector = createThumbnailCollector(4, 'exact', encoder);
    for (const column of [3, 0, 2, 1]) collector.put(column, { thumbnail: thumbnailOf(column) });
    const { thumbnails } = await collector.finish(1, 3);
    assert.deepEqual(thumbnails, [
      { column: 0, jpeg: base64Of(1, 1, 1) },
      { column: 1, jpeg: base64Of(1, 1, 2) },
    ]);
  });

  it('takes a thumbnail that is encoded already as it is', async () => {
    const collector = createThumbnailCollector(1, 'exact', encoder);
    collector.put(0, { thumbnail: { jpeg: Uint8Array.of(7, 8) } });
    assert.deepEqual((await collector.finish(0, 1)).thumbnails, [{ column: 0, jpeg: base64Of(7, 8) }]);
  });

  it('leaves out the thumbnail of a column that was not chosen', () => {
    const collector = createThumbnailCollector(960, 'exact', encoder);
    assert.equal(collector.put(0, { thumbnail: thumbnailOf(0) }), undefined);
    assert.notEqual(collector.put(2, { thumbnail: thumbnailOf(0) }), undefined);
  });

  it('reports a failed encoder when it finishes', async () => {
    const failing = { ...encoder, encodeJpeg: () => Promise.reject(new Error('no encoder')) };
    const collector = createThumbnailCollector(1, 'exact', failing);
    collector.put(0, { thumbnail: thumbnailOf(0) });
    await assert.rejects(collector.finish(0, 1), /no encoder/);
  });
});

describe('The times of thumbnails', () => {
  it('are those that answer up to 240 columns of a film, or 60 of a draft, evenly spread', () => {
    const answers = Float64Array.from({ length: 480 }, (_, i) => 10 * i);
    assert.deepEqual([...chooseThumbnailTimes(answers, 'exact').slice(0, 3)], [10, 30, 50]);
    assert.equal(chooseThumbnailTimes(answers, 'draft').length, 60);
  });
});
