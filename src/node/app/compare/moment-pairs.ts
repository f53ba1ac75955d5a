import { type Comparison, type PicturedMoment, pickEvenly, timeInB } from '../../../core/compare/index.ts';
import type { FramePair } from '../../../core/export/index.ts';
import type { Fingerprint, Thumbnail } from '../../../core/fingerprint/index.ts';
import { encodeJpeg } from '../../raster/index.ts';
import type { ComparedFilms } from './compare-two.ts';

/** Frames at most on a page: some 10 kB a pair. */
const MAX_PAIRS = 240;
/** Thumbnails of two fingerprints make a pair if they lie so near, seconds. */
const MAX_SECONDS_APART = 2;

/**
 * Encode the pairs of frames that a page shows: of the moments that were compared, or the
 * thumbnails of the fingerprints.
 */
export async function encodePairs({ a, b, comparison, pictures }: ComparedFilms): Promise<FramePair[]> {
  if (pictures === null) return pairThumbnails(a, b, comparison);
  const pairs: FramePair[] = [];
  for (const moment of pickEvenly(pictures, MAX_PAIRS)) {
    const [jpegA, jpegB] = await Promise.all([encode(moment.pictureA), encode(moment.pictureB)]);
    pairs.push({ a: moment.a, b: moment.b, jpegA, jpegB });
  }
  return pairs;
}

const encode = async (picture: PicturedMoment['pictureA']): Promise<string> =>
  Buffer.from(await encodeJpeg(picture)).toString('base64');

function pairThumbnails(a: Fingerprint, b: Fingerprint, { blocks }: Comparison): FramePair[] {
  const ofB = listThumbnails(b);
  return listThumbnails(a).flatMap(({ time, jpeg }): FramePair[] => {
    const block = blocks.find((each) => time >= each.a.from && time < each.a.to);
    if (block === undefined) return [];
    const at = timeInB(block, time);
    const inside = ofB.filter((other) => other.time >= block.b.from && other.time < block.b.to);
    const apart = (other: (typeof ofB)[number]) => Math.abs(other.time - at);
    const nearest = inside.reduce<(typeof ofB)[number] | null>(
      (best, other) => (best === null || apart(other) < apart(best) ? other : best),
      null,
    );
    if (nearest === null || apart(nearest) > MAX_SECONDS_APART) return [];
    return [{ a: time, b: nearest.time, jpegA: jpeg, jpegB: nearest.jpeg }];
  });
}

function listThumbnails({ pictures, columns }: Fingerprint): (Pick<Thumbnail, 'jpeg'> & { readonly time: number })[] {
  return (pictures?.thumbnails ?? []).flatMap(({ column, jpeg }) => {
    const time = columns[column]?.frameTime;
    return time === null || time === undefined ? [] : [{ time, jpeg }];
  });
}
