import type { FilmPlan, FrameColors, SoundReport, SoundSpan, Span } from '../../app/index.ts';
import {
  bytes,
  listOf,
  natural,
  nullable,
  number,
  numbers,
  objectOf,
  oneOf,
  optional,
  type Schema,
  text,
  truth,
} from './schema.ts';

/** A film that is being worked off, as it lies in the store. */
export interface StoredPlan {
  readonly plan: FilmPlan;
  /** Into how many stretches its spans were parted. */
  readonly stretches: number;
}

/** A part of a film that one process works off in about a minute: spans of pictures, and of the sound of the same time. */
export interface Segment {
  readonly spans: readonly Span[];
  readonly sounds: readonly SoundSpan[];
}

/** What came of a stretch: columns, never pictures, but for thumbnails as files. */
export interface SegmentResult {
  /** Those that could be decoded, and those that were found to be damaged; none of runs at which every process died. */
  readonly frames: readonly FrameColors[];
  readonly damagedPackets: number;
  /** One a span of sound, in order. */
  readonly sounds: readonly SoundReport[];
}

const ratio = objectOf({ num: natural, den: natural });
const crop = objectOf({ x: natural, y: natural, width: natural, height: natural });

const parts = listOf(objectOf({ packet: natural, offset: number }));

const info = objectOf({
  stream: natural,
  codec: text,
  width: natural,
  height: natural,
  pixelAspect: ratio,
  isMirrored: truth,
  rotationDegrees: natural,
  frameRate: ratio,
  color: objectOf({ matrix: text, range: text, transfer: text, primaries: text, assumed: listOf(text) }),
  timeBase: ratio,
  title: nullable(text),
  track: objectOf({ firstTicks: number, endTicks: number, frames: natural, isTimed: truth }),
  claimedSeconds: nullable(number),
  parts: optional(parts),
});

const storedPlan = objectOf({
  stretches: natural,
  plan: objectOf({
    info,
    backend: objectOf({ name: text, version: text, hwaccel: optional(text) }),
    reader: objectOf({
      backend: optional(oneOf('libav', 'ffmpeg', 'auto')),
      hwaccel: optional(nullable(text)),
      stream: optional(natural),
      hasShortcuts: optional(truth),
    }),
    warnings: listOf(text),
    id: text,
    name: text,
    title: text,
    stretch: objectOf({ from: number, to: number, samples: natural }),
    crop: objectOf({ width: natural, height: natural, stretches: listOf(objectOf({ from: number, crop })) }),
    gaps: listOf(objectOf({ from: number, to: number })),
    times: numbers,
    answers: numbers,
  }),
});

const run = objectOf({
  entry: objectOf({ packet: natural, pts: number, dts: number, position: optional(number) }),
  packets: natural,
  parts: optional(parts),
  wanted: numbers,
  isTimed: truth,
  cost: number,
});

const stretch = objectOf({
  spans: listOf(objectOf({ runs: listOf(run) })),
  sounds: listOf(objectOf({ first: natural, instants: numbers })),
});

const measures = objectOf({
  lightness: number,
  contrast: number,
  chroma: number,
  colorfulness: number,
  vivid: number,
  warm: nullable(number),
  hues: listOf(number),
});

const frame = objectOf({
  wanted: number,
  pts: number,
  swatches: listOf(objectOf({ color: text, pixel: optional(text), share: number })),
  measures: optional(measures),
  squeezed: optional(bytes),
  thumbnail: optional(objectOf({ jpeg: bytes })),
});

const sound = objectOf({
  info: optional(nullable(objectOf({ codec: text, channels: natural, sampleRate: natural }))),
  loudness: listOf(nullable(objectOf({ rms: number, lufs: number }))),
  damagedPackets: natural,
  problem: nullable(text),
});

const stretchDone = objectOf({
  frames: listOf(frame),
  damagedPackets: natural,
  sounds: listOf(sound),
});

/** Check a plan as it comes out of the store. @throws {QueueError} `bad-job`. */
export const parsePlan = (value: unknown): StoredPlan => (storedPlan as Schema<unknown>)(value, 'plan') as StoredPlan;

/** Check a stretch. @throws {QueueError} `bad-job`. */
export const parseStretch = (value: unknown): Segment => stretch(value, 'stretch');

/** Check what came of a stretch. @throws {QueueError} `bad-job`. */
export const parseStretchDone = (value: unknown): SegmentResult =>
  (stretchDone as Schema<unknown>)(value, 'columns') as SegmentResult;
