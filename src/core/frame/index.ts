/**
 * Frames: what a decoded picture is, which pictures a film must give, and how their pixels become colours; and how loud the sound
 * that goes with them is. The ports FrameSource and SoundSource and their error live here, where they are called for.
 *
 * Pure: it never decodes, opens or waits for anything; backends come in through the port.
 */
export { nameChannels } from './channel-names.ts';
export { weighChannels } from './channel-weights.ts';
export { nameColorTags } from './code-points.ts';
export { applyCodecColors, hasPremultipliedAlpha } from './codec-colors.ts';
export { type ColorConversion, chooseConversion, describeConversion } from './color-conversion.ts';
export { resolveColor, warnOfTags } from './color-tags.ts';
export { type Crop, type CropPlan, type CropStretch, findCropAt, planOneCrop } from './crop.ts';
export { searchCrop } from './crop-search.ts';
export {
  type DecodePlan,
  measureSpanCost,
  type Packets,
  planDecode,
  type Run,
  type Span,
  selectPackets,
} from './decode-plan.ts';
export { type DolbyVision, readDolbyVision, warnOfDolbyVision } from './dolby-vision.ts';
export { type DraftPlan, planDraft } from './draft-plan.ts';
export { isEntryPoint, isNalCodec, readLengthSize } from './entry-point.ts';
export { type ClockOptions, joinClocks, offsetAt, warnOfClocks } from './film-clock.ts';
export { FilmError, type FilmErrorCode } from './film-error.ts';
export { FILM_EXTENSIONS, hasFilmExtension } from './film-extensions.ts';
export { formatCount } from './format-count.ts';
export type { Backend, FilmInfo, FrameSource, ShownFrame } from './frame-source.ts';
export { limitSamples, planInstants, toTicks } from './instants.ts';
export { type Biquad, deriveHighPass, deriveShelf, type KWeighting, kWeighting } from './k-weighting.ts';
export { type Keyframe, type LookPlan, listKeyframes, planKeyframes, planLooks, spreadKeyframes } from './keyframes.ts';
export { type Bars, measureBars } from './letterbox-measure.ts';
export { type Look, planCrop, reachesEdges } from './letterbox-plan.ts';
export { createListening, type Listening, measureSpan, type SoundReport } from './listening.ts';
export {
  createLoudnessMeter,
  type Loudness,
  type LoudnessMeter,
  SETTLE_SECONDS,
  SILENCE_LUFS,
  type SoundBlock,
  type SoundChannel,
  WINDOW_SECONDS,
} from './loudness.ts';
export { type Shown, type SmallPicture, turnUpright } from './orientation.ts';
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
} from './packet-index.ts';
export type { ColorTags, Component, Picture, ResolvedColor } from './picture.ts';
export type { Ratio } from './ratio.ts';
export { countCells, makeSampleGrid, SAMPLE_CELLS, type SampleGrid } from './sample-grid.ts';
export { createPixelSampler, type PixelSampler } from './sample-pixels.ts';
export { showAddresses } from './show-addresses.ts';
export { followClocks, type SoundClock, soundClock } from './sound-clock.ts';
export { LEAD_SECONDS, planSound, type SoundSpan, splitRuns } from './sound-plan.ts';
export type { SoundInfo, SoundSource } from './sound-source.ts';
export { SQUEEZED_ROWS, squeezePixels } from './squeeze.ts';
export { createThumbnailer, THUMBNAIL_PIXELS, type Thumbnailer } from './thumbnail.ts';
export {
  describeTrackChoice,
  FIRST_VIDEO_PACKETS,
  needsTrackStarts,
  rankVideoTracks,
  type TrackStart,
  type VideoTrack,
} from './video-track.ts';
