/**
 * Frames: the decoded picture, the plan of what to decode, the conversion of pixels to colours,
 * black bars, and the loudness of sound. The ports FrameSource and SoundSource and their error are
 * defined here.
 *
 * Pure: it never decodes or opens a file; backends implement the ports.
 */

export { formatCount } from '../text/index.ts';
export { coverCrops } from './crop/cover-crops.ts';
export { type Crop, type CropPlan, type CropStretch, findCropAt, planOneCrop } from './crop/crop.ts';
export { searchCrop } from './crop/crop-search.ts';
export { type LetterboxBars, measureLetterbox } from './crop/letterbox-measure.ts';
export { type LetterboxSample, planCrop, reachesEdges } from './crop/letterbox-plan.ts';
export { FilmError, type FilmErrorCode } from './film-error.ts';
export { FILM_EXTENSIONS, hasFilmExtension } from './film-extensions.ts';
export type { Backend, FilmInfo, FrameSource, GlimpsedFrame, GlimpsePlace, ShownFrame } from './frame-source.ts';
export { type FileParts, findBox, type IsoBox, listBoxes, readAfterTimes, readIndex, typeAt } from './mp4/boxes.ts';
export { readSampleTable, type SampleTable } from './mp4/sample-table.ts';
export { nameChannels } from './picture/channel-names.ts';
export { weighChannels } from './picture/channel-weights.ts';
export { nameColorTags } from './picture/code-points.ts';
export { applyCodecColors, hasPremultipliedAlpha } from './picture/codec-colors.ts';
export { type ColorConversion, chooseConversion, describeConversion } from './picture/color-conversion.ts';
export { resolveColor, warnOfTags } from './picture/color-tags.ts';
export { type DolbyVision, readDolbyVision, warnOfDolbyVision } from './picture/dolby-vision.ts';
export { type Shown, type SmallPicture, turnUpright } from './picture/orientation.ts';
export type { ColorTags, Component, Picture, ResolvedColor } from './picture/picture.ts';
export { countCells, makeSampleGrid, SAMPLE_CELLS, type SampleGrid } from './picture/sample-grid.ts';
export { createPixelSampler, type PixelSampler } from './picture/sample-pixels.ts';
export { SQUEEZED_ROWS, squeezePixels } from './picture/squeeze.ts';
export { createThumbnailer, THUMBNAIL_PIXELS, type Thumbnailer } from './picture/thumbnail.ts';
export {
  type DecodePlan,
  type DecodeRun,
  measureSpanCost,
  type Packets,
  planDecode,
  type Span,
  selectPackets,
} from './plan/decode-plan.ts';
export { type DraftPlan, planDraft } from './plan/draft-plan.ts';
export { findEntryPoint, isEntryPoint, isNalCodec, readLengthSize } from './plan/entry-point.ts';
export { type ClockOptions, joinClocks, offsetAt, warnOfClocks } from './plan/film-clock.ts';
export { findLastTime, listFrameTimes } from './plan/frame-times.ts';
export { limitSamples, planInstants, toTicks } from './plan/instants.ts';
export {
  type Keyframe,
  type LetterboxSamplePlan,
  listKeyframes,
  planKeyframes,
  planLetterboxSamples,
  spreadKeyframes,
} from './plan/keyframes.ts';
export {
  type ClockPart,
  findGaps,
  type Gap,
  measureTrack,
  PACKET_HIDDEN,
  PACKET_KEY,
  PACKET_RECOVERY,
  type PacketIndex,
  type Track,
} from './plan/packet-index.ts';
export type { Ratio } from './ratio.ts';
export { showAddresses } from './show-addresses.ts';
export { type Biquad, deriveHighPass, deriveShelf, type KWeighting, kWeighting } from './sound/k-weighting.ts';
export {
  createLoudnessMeter,
  type Loudness,
  type LoudnessMeter,
  SETTLE_SECONDS,
  SILENCE_LUFS,
  type SoundBlock,
  type SoundChannel,
  WINDOW_SECONDS,
} from './sound/loudness.ts';
export {
  createLoudnessCollector,
  type LoudnessCollector,
  measureSpan,
  type SoundReport,
} from './sound/loudness-collector.ts';
export { followClocks, type SoundClock, soundClock } from './sound/sound-clock.ts';
export { LEAD_SECONDS, planSound, type SoundSpan, splitSoundRuns } from './sound/sound-plan.ts';
export type { SoundInfo, SoundSource } from './sound/sound-source.ts';
export {
  describeTrackChoice,
  FIRST_VIDEO_PACKETS,
  needsTrackStarts,
  rankVideoTracks,
  type TrackStart,
  type VideoTrack,
} from './video-track.ts';
