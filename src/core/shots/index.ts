/**
 * Shots: where a film cuts, and the colours of each shot. Small frames of the whole film, in order,
 * become a signal; a small network scores each frame; transitions, shots and scenes follow.
 *
 * Pure: it never decodes a film, and learns nothing from the films that it sees.
 */

export { SHOT_ALGORITHM } from './algorithm.ts';
export { findTransitions } from './list/find-transitions.ts';
export { type FilmFrames, listShots, type ShotFrame } from './list/list-shots.ts';
export { type FrameScores, LEAK, scoreFrames } from './model/network.ts';
export { type LayerShape, NETWORK_SHAPES, type Network, readNetwork } from './model/weights.ts';
export type { Descriptor } from './signal/descriptor.ts';
export { decodeFeature, FEATURES, NETWORK_FEATURES } from './signal/features.ts';
export { type FilmSignal, joinSignals } from './signal/join-signals.ts';
export type { ShotSignal } from './signal/shot-signal.ts';
export { createSignalRecorder, measureChange, type SignalRecorder } from './signal/signal-recorder.ts';
export {
  CHROMA_HEIGHT,
  CHROMA_WIDTH,
  createSmallFrameReader,
  LUMA_HEIGHT,
  LUMA_WIDTH,
  packSmallFrame,
  SMALL_FRAME_BYTES,
  type SmallFrame,
  type SmallFrameReader,
  viewSmallFrame,
} from './signal/small-frame.ts';
