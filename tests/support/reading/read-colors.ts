import assert from 'node:assert/strict';
import { createPixelSampler, type FilmInfo, type FrameSource, makeSampleGrid, planDecode } from '#core/frame/index';
import { openFfmpegSource, openLibavSource } from '#node/film/index';
import { joinSpans } from './sample-source.ts';

/** What a source gives for all frames of a film. */
export interface ReadFilm {
  readonly info: FilmInfo;
  readonly warnings: readonly string[];
  /** sRGB of the sampled pixels of each frame, in order of time. */
  readonly frames: readonly Buffer[];
  /** The colour of the sampled pixel that is nearest to a place, 0 to 1 across and down, in a frame. */
  at(frame: number, x: number, y: number): readonly number[];
}

/** Read every frame of a film; the source is closed afterwards. */
export async function readColors(source: FrameSource): Promise<ReadFilm> {
  try {
    const { info, index } = await source.survey();
    const found: { pts: number; pixels: Buffer }[] = [];
    const sample = createPixelSampler();
    const { spans } = planDecode(index, info.track.isTimed, index.pts.toSorted());
    for (const span of joinSpans(source, spans, 1)) {
      for await (const { pts, picture } of source.frames(span)) {
        assert.ok(picture, 'a frame could not be decoded');
        found.push({ pts, pixels: Buffer.from(sample(picture)) });
      }
    }
    const frames = found.sort((one, other) => one.pts - other.pts).map(({ pixels }) => pixels);
    const { xs, ys } = makeSampleGrid(info.width, info.height);
    const at = (frame: number, x: number, y: number) => {
      const distance = (i: number) => Math.hypot(xs[i]! - x * info.width, ys[i]! - y * info.height);
      const nearest = Array.from(xs, (_, i) => i).reduce((a, b) => (distance(b) < distance(a) ? b : a));
      return [...frames[frame]!.subarray(3 * nearest, 3 * nearest + 3)];
    };
    return { info, warnings: source.warnings, frames, at };
  } finally {
    source.close();
  }
}

/** Read every frame of a film with both backends and assert that they agree. */
export async function readAlike(path: string): Promise<ReadFilm> {
  const one = await readColors(await openLibavSource(path, { hasShortcuts: false }));
  const other = await readColors(await openFfmpegSource(path, { hasShortcuts: false }));
  assert.deepEqual(other.info, one.info);
  assert.deepEqual(other.frames, one.frames);
  assert.deepEqual(other.warnings, one.warnings);
  return one;
}
