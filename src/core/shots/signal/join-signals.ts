import { compareFrames, DISTANCES } from './compare.ts';
import { type Descriptor, describeSmallFrame } from './descriptor.ts';
import { FEATURE_RADIUS, FEATURES, measureFeatures } from './features.ts';
import type { ShotSignal } from './shot-signal.ts';
import { END_FRAMES } from './signal-recorder.ts';
import { SMALL_FRAME_BYTES, viewSmallFrame } from './small-frame.ts';

/** The signal of a whole film. */
export type FilmSignal = Pick<ShotSignal, 'times' | 'features'>;

/**
 * Join the signals of the parts of a film, and measure the features of the frames next to their
 * ends: as if the film had been read in one part.
 *
 * @param parts in any order; they do not overlap.
 */
export function joinSignals(parts: readonly ShotSignal[]): FilmSignal {
  const sorted = parts.filter(({ times }) => times.length > 0).sort((one, other) => one.times[0]! - other.times[0]!);
  const frames = sorted.reduce((sum, { times }) => sum + times.length, 0);
  const times = new Float64Array(frames);
  const features = new Uint8Array(FEATURES * frames);
  const descriptors = createDescriptors(sorted);
  const at = (t: number) => descriptors.get(Math.min(frames - 1, Math.max(0, t)));
  const change = new Float32Array(DISTANCES);
  let first = 0;
  for (const part of sorted) {
    const count = part.times.length;
    times.set(part.times, first);
    features.set(part.features, FEATURES * first);
    for (let i = 0; i < count; i++) {
      if (i === FEATURE_RADIUS && count > 2 * FEATURE_RADIUS) i = count - FEATURE_RADIUS;
      compareFrames(at(first + i - 1), at(first + i), change, 0);
      measureFeatures(change, at, first + i, features, FEATURES * (first + i));
    }
    first += count;
  }
  return { times, features };
}

/** Describes frames next to the ends of parts when they are asked for, in ascending order. */
function createDescriptors(parts: readonly ShotSignal[]): { get(frame: number): Descriptor } {
  const starts: number[] = [];
  let frames = 0;
  for (const { times } of parts) {
    starts.push(frames);
    frames += times.length;
  }
  const known = new Map<number, Descriptor>();
  return {
    get(frame) {
      const found = known.get(frame);
      if (found !== undefined) return found;
      const part = starts.findLastIndex((start) => start <= frame);
      const { times, ends } = parts[part]!;
      const inPart = frame - starts[part]!;
      const left = times.length - inPart;
      const place = inPart < END_FRAMES ? inPart : ends.length / SMALL_FRAME_BYTES - left;
      const bytes = ends.subarray(SMALL_FRAME_BYTES * place, SMALL_FRAME_BYTES * (place + 1));
      const descriptor = describeSmallFrame(viewSmallFrame(bytes));
      known.set(frame, descriptor);
      // Features look back this far, from ascending frames.
      for (const [old] of known) {
        if (old >= frame - 4 * FEATURE_RADIUS) break;
        known.delete(old);
      }
      return descriptor;
    },
  };
}
