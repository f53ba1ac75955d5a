import { type Clustering, type ColumnMaker, createColumnMaker } from '../fingerprint/index.ts';
import {
  type CropPlan,
  coverCrops,
  createThumbnailer,
  type FrameSource,
  findCropAt,
  measureLetterbox,
  type Shown,
  type ShownFrame,
  type Span,
  type Thumbnailer,
} from '../frame/index.ts';
import { createSmallFrameReader, type SmallFrameReader } from '../shots/index.ts';
import type { FrameColors, SpanReport } from './frame-colors.ts';
import { cropFrameBars } from './frame-crop.ts';
import { createShotSampler, type ShotSampler } from './shots/shot-sampler.ts';

/** What turns frames into colours and thumbnails. Its tables and buffers serve all spans of a film. */
export interface FrameSampler {
  readonly makeColumn: ColumnMaker;
  /** Null without pictures. */
  readonly makeThumbnail: Thumbnailer | null;
  readonly readSmallFrame: SmallFrameReader;
}

/** Which frames are sampled, and how. */
export interface SpanSampling {
  readonly span: Span;
  /** Null while the letterbox is unknown: the bars of each frame are measured and left out. */
  readonly crop: CropPlan | null;
  /** The wanted times of the frames that also give a thumbnail. */
  readonly thumbnails: Iterable<number>;
  /** Null where shots are not detected: all frames of the span are columns. */
  readonly shots: SpanShotSampling | null;
}

/** What a span reads for shots, ticks. */
export interface SpanShotSampling {
  /** Wanted times of the frames that are columns. */
  readonly columns: Float64Array;
  /** Wanted times of frames whose colours are part of their shot's. */
  readonly keys: Float64Array;
}

/**
 * Create the sampler of one film.
 *
 * @param shown how the film's pictures are shown; null without squeezed pictures and thumbnails.
 */
export function createFrameSampler(clustering: Clustering, shown: Shown | null): FrameSampler {
  return {
    makeColumn: createColumnMaker(clustering, shown ?? undefined),
    makeThumbnail: shown && createThumbnailer(shown),
    readSmallFrame: createSmallFrameReader(),
  };
}

/**
 * Run one span: decode its frames, sample their pixels and cluster them.
 *
 * @param onFrame called once for each frame of the span whose colours were found or that could not
 *   be decoded, in the order of decoding.
 */
export async function sampleSpan(
  source: Pick<FrameSource, 'frames' | 'damagedPackets'>,
  sampling: SpanSampling,
  sampler: FrameSampler,
  onFrame: (frame: FrameColors) => void,
): Promise<SpanReport> {
  const damagedBefore = source.damagedPackets;
  const { span, crop, shots } = sampling;
  const thumbnails = new Set(sampling.thumbnails);
  const columns = shots === null ? null : new Set(shots.columns);
  const shotSampler = shots === null || crop === null ? null : startShots(span, shots, crop, sampler);
  for await (const frame of source.frames(span)) {
    const isColumn = columns === null || columns.has(frame.wanted);
    const { picture } = frame;
    const isShotFrame = picture !== null && shotSampler?.put({ ...frame, picture });
    if (!isColumn && !isShotFrame) continue;
    const colors = sampleFrame(frame, crop, thumbnails.has(frame.wanted), sampler);
    onFrame(isShotFrame ? { ...colors, isShotFrame } : colors);
  }
  const damagedPackets = source.damagedPackets - damagedBefore;
  return { damagedPackets, ...(shotSampler && { shots: [shotSampler.finish()] }) };
}

function startShots(
  span: Span,
  { keys }: SpanShotSampling,
  crop: CropPlan,
  { readSmallFrame, makeThumbnail }: FrameSampler,
): ShotSampler {
  const cover = coverCrops(crop);
  return createShotSampler(span, keys, {
    // Pictures of another size have no crop.
    readSmallFrame: (picture) =>
      readSmallFrame(picture, picture.width === crop.width && picture.height === crop.height ? cover : undefined),
    makeThumbnail: makeThumbnail && ((picture, pts) => makeThumbnail(picture, findCropAt(crop, picture, pts))),
  });
}

function sampleFrame(
  { wanted, pts, picture }: ShownFrame,
  plan: CropPlan | null,
  hasThumbnail: boolean,
  { makeColumn, makeThumbnail }: FrameSampler,
): FrameColors {
  if (picture === null) return { wanted, pts, swatches: [], ...(plan === null && { bars: null }) };
  const bars = plan === null ? measureLetterbox(picture) : null;
  const crop = plan === null ? cropFrameBars(bars, picture) : findCropAt(plan, picture, pts);
  const thumbnail = hasThumbnail ? makeThumbnail?.(picture, crop) : undefined;
  return {
    wanted,
    pts,
    ...makeColumn(picture, crop),
    ...(thumbnail && { thumbnail }),
    ...(plan === null && { bars }),
  };
}
