import { createSignalRecorder, joinSignals, viewSmallFrame } from '#core/shots/index';
import type { Track } from './streams/track.ts';

/** What the network learns from: features as detection stores them, with the truth. */
export interface Example extends Omit<Track, 'frames'> {
  /** Shape (n, FEATURES). */
  readonly features: Uint8Array;
}

/** Measure the features of a film's frames, shape (n, FEATURES), as detection does. */
export function measureFilm(frames: readonly Uint8Array[]): Uint8Array {
  const recorder = createSignalRecorder();
  for (const [t, frame] of frames.entries()) recorder.put(t, viewSmallFrame(frame));
  return joinSignals([recorder.finish()]).features;
}

export function toExample({ frames, ...truth }: Track): Example {
  return { ...truth, features: measureFilm(frames) };
}
