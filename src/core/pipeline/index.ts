/**
 * The pipeline: how a film becomes a fingerprint, the same on the command line, in the queue and in
 * a page. It plans what is sampled, turns the frames of a span into colours, collects columns and
 * thumbnails, and assembles the fingerprint and its warnings.
 *
 * Pure: it never opens a film, starts a process or encodes a picture; readers and encoders are
 * passed in.
 */

export {
  assembleFingerprint,
  type CollectedFilm,
  describeSampling,
  type FilmResult,
  type FingerprintHead,
} from './assemble-fingerprint.ts';
export { type ColumnCollector, createColumnCollector, type SoundFields } from './column-collector.ts';
export { type Attempt, answerHeld, answerRun, answerTimed, type HeldOptions } from './decode/answer-run.ts';
export { decodePackets, type PacketDecoder } from './decode/decode-packets.ts';
export type { DecodedFrame } from './decode/decoded-frame.ts';
export type { EncodedThumbnail } from './encoded-thumbnail.ts';
export type { AssemblyOptions, FilmSampling } from './film-sampling.ts';
export type { FrameColors, SpanReport } from './frame-colors.ts';
export { IDENTITY_DIGITS, type IdentityPlan, planIdentity } from './identity-plan.ts';
export { limitRange, measureSeconds, planSamples, type SamplePlan, secondsAt, type TimeRange } from './sample-plan.ts';
export {
  createFrameSampler,
  type FrameSampler,
  type SpanSampling,
  type SpanShotSampling,
  sampleSpan,
} from './sample-span.ts';
export { createShotCollector, type FilmShots, type ShotCollector } from './shots/shot-collector.ts';
export type { ShotPlan } from './shots/shot-plan.ts';
export type { ShotCandidate, SpanShots } from './shots/shot-sampler.ts';
export {
  chooseThumbnailTimes,
  createThumbnailCollector,
  type PictureEncoder,
  type ThumbnailCollector,
} from './thumbnail-collector.ts';
