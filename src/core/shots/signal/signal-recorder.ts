import { compareFrames, DISTANCES } from './compare.ts';
import { type Descriptor, describeSmallFrame } from './descriptor.ts';
import { FEATURE_RADIUS, FEATURES, measureFeatures } from './features.ts';
import type { ShotSignal } from './shot-signal.ts';
import { packSmallFrame, SMALL_FRAME_BYTES, type SmallFrame } from './small-frame.ts';

/** Small frames that are kept at each end of a part. */
export const END_FRAMES: number = 2 * FEATURE_RADIUS;

/** A frame that was recorded. */
export interface RecordedFrame {
  readonly descriptor: Descriptor;
  /** How different it looks from the frame before it: see {@link measureChange}; 0 for the first. */
  readonly change: number;
}

/** Records the signal of a part of a film, frame by frame. */
export interface SignalRecorder {
  /**
   * Record the next frame. A frame that is not later than the one before is left out: damage can
   * make a decoder give it late. Its change is 0.
   *
   * @param wanted the time that the frame answers, ticks.
   */
  put(wanted: number, frame: SmallFrame): RecordedFrame;
  /** The signal of all frames. Ends the recording. */
  finish(): ShotSignal;
}

/** Create a recorder for a part of a film. It keeps only the descriptors that features depend on. */
export function createSignalRecorder(): SignalRecorder {
  const times: number[] = [];
  const rows: Uint8Array[] = [];
  const head: SmallFrame[] = [];
  const tail: SmallFrame[] = [];
  const recent: Descriptor[] = [];
  /** How each of them differs from the frame before it. */
  const changes: Float32Array[] = [];

  /** Where a frame is among them, by its index. */
  const placeOf = (t: number): number => t - (times.length - recent.length);
  const at = (t: number): Descriptor => recent[placeOf(t)]!;
  return {
    put(wanted, frame) {
      const descriptor = describeSmallFrame(frame);
      if (times.length > 0 && wanted <= times.at(-1)!) return { descriptor, change: 0 };
      const distances = new Float32Array(DISTANCES);
      if (times.length > 0) compareFrames(recent.at(-1)!, descriptor, distances, 0);
      times.push(wanted);
      recent.push(descriptor);
      changes.push(distances);
      if (recent.length > 2 * FEATURE_RADIUS + 1) {
        recent.shift();
        changes.shift();
      }
      if (head.length < END_FRAMES) head.push(frame);
      else {
        tail.push(frame);
        if (tail.length > END_FRAMES) tail.shift();
      }
      const measured = times.length - 1 - FEATURE_RADIUS;
      if (measured >= FEATURE_RADIUS) {
        const row = new Uint8Array(FEATURES);
        measureFeatures(changes[placeOf(measured)]!, at, measured, row, 0);
        rows.push(row);
      }
      return { descriptor, change: sumChange(distances) };
    },
    finish() {
      const features = new Uint8Array(FEATURES * times.length);
      for (const [i, row] of rows.entries()) features.set(row, FEATURES * (FEATURE_RADIUS + i));
      const ends = new Uint8Array(SMALL_FRAME_BYTES * (head.length + tail.length));
      for (const [i, frame] of [...head, ...tail].entries()) packSmallFrame(frame, ends, SMALL_FRAME_BYTES * i);
      return { times: Float64Array.from(times), features, ends };
    },
  };
}

const between = new Float32Array(DISTANCES);

/**
 * Measure how different two frames look, 0 to about 4: luma after motion search, edges, and
 * histograms.
 */
export function measureChange(one: Descriptor, other: Descriptor): number {
  compareFrames(one, other, between, 0);
  return sumChange(between);
}

const sumChange = (distances: Float32Array): number =>
  distances[0]! + distances[2]! + distances[3]! + distances[4]! / 2;
