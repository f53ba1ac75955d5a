/**
 * Frames: what a decoded picture is, which pictures a film must give, and how their pixels become colours. The FrameSource port
 * and its error live here, where they are called for.
 *
 * Pure: it never decodes, opens or waits for anything; backends come in through the port.
 */
export { resolveColor } from './color-tags.ts';
export { type DecodePlan, planDecode, type Run, type Span } from './decode-plan.ts';
export { FilmError, type FilmErrorCode } from './film-error.ts';
export type { Backend, FilmInfo, FrameSource, ShownFrame } from './frame-source.ts';
export { limitSamples, planInstants, toTicks } from './instants.ts';
export { measureTrack, PACKET_HIDDEN, PACKET_KEY, type PacketIndex, type Track } from './packet-index.ts';
export type { ColorTags, Component, Picture, ResolvedColor } from './picture.ts';
export type { Ratio } from './ratio.ts';
export { makeSampleGrid, SAMPLE_CELLS, type SampleGrid } from './sample-grid.ts';
export { createPixelSampler, type PixelSampler } from './sample-pixels.ts';
