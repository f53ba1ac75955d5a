import { type Clustering, type ColumnMaker, createColumnMaker } from '../fingerprint/index.ts';
import {
  type CropPlan,
  createThumbnailer,
  type FrameSource,
  findCropAt,
  measureLetterbox,
  type Shown,
  type ShownFrame,
  type Span,
  type Thumbnailer,
} from '../frame/index.ts';
import type { FrameColors, SpanReport } from './frame-colors.ts';
import { cropFrameBars } from './frame-crop.ts';

/** What turns frames into colours and thumbnails. Its tables and buffers serve all spans of a film. */
export interface FrameSampler {
  readonly makeColumn: ColumnMaker;
  /** Null without pictures. */
  readonly makeThumbnail: Thumbnailer | null;
}

/** Which frames are sampled, and how. */
export interface SpanSampling {
  readonly span: Span;
  /** Null while the letterbox is unknown: the bars of each frame are measured and left out. */
  readonly crop: CropPlan | null;
  /** The wanted times of the frames that also give a thumbnail. */
  readonly thumbnails: Iterable<number>;
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
  };
}

/**
 * Run one span: decode its frames, sample their pixels and cluster them.
 *
 * @param onFrame called once for each wanted time of the span, in the order of decoding.
 */
export async function sampleSpan(
  source: FrameSource,
  { span, crop, thumbnails }: SpanSampling,
  sampler: FrameSampler,
  onFrame: (frame: FrameColors) => void,
): Promise<SpanReport> {
  const damagedBefore = source.damagedPackets;
  const withThumbnail = new Set(thumbnails);
  for await (const frame of source.frames(span)) {
    onFrame(sampleFrame(frame, crop, withThumbnail.has(frame.wanted), sampler));
  }
  return { damagedPackets: source.damagedPackets - damagedBefore };
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
