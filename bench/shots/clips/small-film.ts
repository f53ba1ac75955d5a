import {
  type Crop,
  coverCrops,
  type FrameSource,
  type LetterboxSample,
  type LetterboxSamplePlan,
  listFrameTimes,
  measureLetterbox,
  planDecode,
  searchCrop,
} from '#core/frame/index';
import { createSmallFrameReader, packSmallFrame, SMALL_FRAME_BYTES } from '#core/shots/index';
import { openLibavSource } from '#node/film/index';

/** Parts of the picture: left, top, width, height, each 0 to 1. */
export type View = readonly [left: number, top: number, width: number, height: number];

/** The whole picture. */
export const WHOLE: View = [0, 0, 1, 1];

/** The frames of one view of a film in order of time, each as the bytes of a small frame. */
export type SmallFilm = readonly Uint8Array[];

/**
 * Read all frames of a film as detection reads them, without black bars.
 *
 * @returns one film per view.
 */
export async function readSmallFilms(path: string, views: readonly View[]): Promise<SmallFilm[]> {
  const source = await openLibavSource(path);
  try {
    const { info, index } = await source.survey();
    const { width, height, track } = info;
    const cover = coverCrops(await searchCrop(info, index, (plan) => measureBars(source, plan, width, height)));
    const crops = views.map((view) => cutView(cover, view));
    const readers = views.map(() => createSmallFrameReader());
    const frames: { readonly wanted: number; readonly views: Uint8Array[] }[] = [];
    for (const span of planDecode(index, track.isTimed, listFrameTimes(index, track)).spans) {
      for await (const { wanted, picture } of source.frames(span)) {
        if (picture === null) continue;
        const isWhole = picture.width === width && picture.height === height;
        const read = readers.map((readSmallFrame, i) => {
          const bytes = new Uint8Array(SMALL_FRAME_BYTES);
          packSmallFrame(readSmallFrame(picture, isWhole ? crops[i] : undefined), bytes, 0);
          return bytes;
        });
        frames.push({ wanted, views: read });
      }
    }
    frames.sort((one, other) => one.wanted - other.wanted);
    return views.map((_, i) => frames.map(({ views: read }) => read[i]!));
  } finally {
    source.close();
  }
}

async function measureBars(
  source: FrameSource,
  plan: LetterboxSamplePlan,
  width: number,
  height: number,
): Promise<LetterboxSample[]> {
  const samples: LetterboxSample[] = [];
  for (const span of plan.spans) {
    for await (const { wanted, picture } of source.frames(span)) {
      if (picture === null) continue;
      const isWhole = picture.width === width && picture.height === height;
      samples.push({ ticks: wanted - plan.lead, bars: isWhole ? measureLetterbox(picture) : null });
    }
  }
  return samples.sort((one, other) => one.ticks - other.ticks);
}

const cutView = ({ x, y, width, height }: Crop, [left, top, across, down]: View): Crop => ({
  x: x + Math.round(left * width),
  y: y + Math.round(top * height),
  width: Math.round(across * width),
  height: Math.round(down * height),
});
