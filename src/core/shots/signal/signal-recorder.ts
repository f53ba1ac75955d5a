import { compareFrames, DISTANCES } from './compare.ts';
import { type Descriptor, describeSmallFrame } from './descriptor.ts';
import { FEATURE_RADIUS, FEATURES, measureFeatures } from './features.ts';
import type { ShotSignal } from './shot-signal.ts';
import { packSmallFrame, SMALL_FRAME_BYTES, type SmallFrame } from './small-frame.ts';

/** Small frames that are kept at each end of a part. */
export const END_FRAMES: number = 2 * FEATURE_RADIUS;

/** Records the signal of a part of a film, frame by frame. */
export interface SignalRecorder {
  /**
   * Record the next frame. A frame that is not later than the one before is left out: damage can
   * make a decoder give it late.
   *
   * @param wanted the time that the frame answers, ticks.
   */
  put(wanted: number, frame: SmallFrame): Descriptor;
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

  /** The descriptor of a frame, by its index. */
  const at = (t: number): Descriptor => recent[t - (times.length - recent.length)]!;
  return {
    put(wanted, frame) {
      const descriptor = describeSmallFrame(frame);
      if (times.length > 0 && wanted <= times.at(-1)!) return descriptor;
      times.push(wanted);
      recent.push(descriptor);
      if (recent.length > 2 * FEATURE_RADIUS + 1) recent.shift();
      if (head.length < END_FRAMES) head.push(frame);
      else {
        tail.push(frame);
        if (tail.length > END_FRAMES) tail.shift();
      }
      const measured = times.length - 1 - FEATURE_RADIUS;
      if (measured >= FEATURE_RADIUS) {
        const row = new Uint8Array(FEATURES);
        measureFeatures(at, measured, row, 0);
        rows.push(row);
      }
      return descriptor;
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

const distances = new Float32Array(DISTANCES);

/**
 * Measure how different two frames look, 0 to about 4: luma after motion search, edges, and
 * histograms.
 */
export function measureChange(one: Descriptor, other: Descriptor): number {
  compareFrames(one, other, distances, 0);
  return distances[0]! + distances[2]! + distances[3]! + distances[4]! / 2;
}
