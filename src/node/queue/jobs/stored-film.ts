import * as v from 'valibot';
import { natural } from '../../../core/schema/index.ts';
import type {
  FilmPlan,
  FrameColors,
  ShotCandidate,
  SoundReport,
  SoundSpan,
  Span,
  SpanShots,
} from '../../app/internal.ts';
import { type Fields, limitedText, number, parseData } from './schema.ts';

/** The plan of a film in progress, as it is stored. */
export interface StoredPlan {
  readonly plan: FilmPlan;
  /** Number of the film's segments. */
  readonly segments: number;
}

/**
 * A part of a film, about a minute's work for one process: picture spans, and the sound spans of
 * the same time.
 */
export interface Segment {
  readonly spans: readonly Span[];
  readonly sounds: readonly SoundSpan[];
}

/** The result of a segment: columns, and thumbnails as encoded files; no pictures. */
export interface SegmentResult {
  /**
   * Decoded frames, and frames found to be damaged. Frames of runs that crashed every process are
   * missing.
   */
  readonly frames: readonly FrameColors[];
  readonly damagedPackets: number;
  /** What its spans know of shots; empty where shots are not detected. */
  readonly shots: readonly SpanShots[];
  /** One per sound span, in order. */
  readonly sounds: readonly SoundReport[];
}

const bytes = v.instance(Uint8Array);
const numbers = v.instance(Float64Array);

const ratio = v.strictObject({ num: natural, den: natural });
const crop = v.strictObject({ x: natural, y: natural, width: natural, height: natural });
const clockParts = v.array(v.strictObject({ packet: natural, offset: number }));

const info = v.strictObject({
  stream: natural,
  codec: limitedText,
  width: natural,
  height: natural,
  pixelAspect: ratio,
  isMirrored: v.boolean(),
  rotationDegrees: natural,
  frameRate: ratio,
  color: v.strictObject({
    matrix: limitedText,
    range: limitedText,
    transfer: limitedText,
    primaries: limitedText,
    assumed: v.array(limitedText),
  } satisfies Fields<FilmPlan['info']['color']>),
  timeBase: ratio,
  title: v.nullable(limitedText),
  track: v.strictObject({
    firstTicks: number,
    endTicks: number,
    frames: natural,
    isTimed: v.boolean(),
  } satisfies Fields<FilmPlan['info']['track']>),
  claimedSeconds: v.nullable(number),
  parts: v.optional(clockParts),
} satisfies Fields<FilmPlan['info']>);

const plan = v.strictObject({
  info,
  backend: v.strictObject({
    name: limitedText,
    version: limitedText,
    hwaccel: v.exactOptional(limitedText),
  } satisfies Fields<FilmPlan['backend']>),
  reader: v.strictObject({
    backend: v.optional(v.picklist(['libav', 'ffmpeg', 'auto'])),
    hwaccel: v.nullish(limitedText),
    stream: v.optional(natural),
    hasShortcuts: v.optional(v.boolean()),
  } satisfies Fields<FilmPlan['reader']>),
  warnings: v.array(limitedText),
  id: limitedText,
  name: limitedText,
  title: limitedText,
  stretch: v.strictObject({ from: number, to: number, samples: natural } satisfies Fields<FilmPlan['stretch']>),
  crop: v.strictObject({
    width: natural,
    height: natural,
    stretches: v.array(v.strictObject({ from: number, crop })),
  } satisfies Fields<FilmPlan['crop']>),
  gaps: v.array(v.strictObject({ from: number, to: number })),
  times: numbers,
  answers: numbers,
  shots: v.nullable(
    v.strictObject({
      frames: numbers,
      first: natural,
      end: natural,
      endTicks: number,
      keys: numbers,
    } satisfies Fields<NonNullable<FilmPlan['shots']>>),
  ),
} satisfies Fields<FilmPlan>);

const storedPlan = v.strictObject({ segments: natural, plan } satisfies Fields<StoredPlan>);

const run = v.strictObject({
  entry: v.strictObject({ packet: natural, pts: number, dts: number, position: v.optional(number) }),
  packets: natural,
  parts: v.optional(clockParts),
  wanted: numbers,
  isTimed: v.boolean(),
  cost: number,
} satisfies Fields<Span['runs'][number]>);

const segment = v.strictObject({
  spans: v.array(v.strictObject({ runs: v.array(run) } satisfies Fields<Span>)),
  sounds: v.array(v.strictObject({ first: natural, instants: numbers } satisfies Fields<SoundSpan>)),
} satisfies Fields<Segment>);

const measures = v.strictObject({
  lightness: number,
  contrast: number,
  chroma: number,
  colorfulness: number,
  vivid: number,
  warm: v.nullable(number),
  hues: v.array(number),
} satisfies Fields<NonNullable<FrameColors['measures']>>);

const thumbnail = v.strictObject({ jpeg: bytes });

/** A segment always has a crop, so its frames have no bars. */
const frame = v.strictObject({
  wanted: number,
  pts: number,
  swatches: v.array(
    v.strictObject({
      color: limitedText,
      pixel: v.exactOptional(limitedText),
      share: number,
      contiguity: v.exactOptional(number),
    } satisfies Fields<FrameColors['swatches'][number]>),
  ),
  measures: v.exactOptional(measures),
  squeezed: v.exactOptional(bytes),
  thumbnail: v.exactOptional(thumbnail),
  isShotFrame: v.exactOptional(v.boolean()),
} satisfies Fields<Omit<FrameColors, 'bars'>>);

const sound = v.strictObject({
  info: v.nullish(v.strictObject({ codec: limitedText, channels: natural, sampleRate: natural })),
  loudness: v.array(v.nullable(v.strictObject({ rms: number, lufs: number }))),
  damagedPackets: natural,
  problem: v.nullable(limitedText),
} satisfies Fields<SoundReport>);

const spanShots = v.strictObject({
  signal: v.strictObject({
    times: numbers,
    features: bytes,
    ends: bytes,
  } satisfies Fields<SpanShots['signal']>),
  candidates: v.array(v.strictObject({ wanted: number, thumbnail } satisfies Fields<ShotCandidate>)),
} satisfies Fields<SpanShots>);

const segmentResult = v.strictObject({
  frames: v.array(frame),
  damagedPackets: natural,
  shots: v.array(spanShots),
  sounds: v.array(sound),
} satisfies Fields<SegmentResult>);

/** @throws {QueueError} `bad-job`. */
export const parsePlan = (value: unknown): StoredPlan => parseData(storedPlan, value, 'plan') as StoredPlan;

/** @throws {QueueError} `bad-job`. */
export const parseSegment = (value: unknown): Segment => parseData(segment, value, 'segment') as Segment;

/** @throws {QueueError} `bad-job`. */
export const parseSegmentResult = (value: unknown): SegmentResult =>
  parseData(segmentResult, value, 'result') as SegmentResult;
