import { type Biquad, kWeighting, MIN_SAMPLE_RATE } from './k-weighting.ts';

/** The loudness of a film around one instant. */
export interface Loudness {
  /**
   * Root of the mean square of the samples of all channels but LFE; 1 is a square wave of full
   * scale. Six decimals.
   */
  readonly rms: number;
  /**
   * Momentary loudness in LUFS, two decimals; {@link SILENCE_LUFS} for silence and anything
   * quieter.
   */
  readonly lufs: number;
}

/**
 * One channel of decoded sound as the decoder left it: sample(i) = (data[offset + i * step] - zero)
 * * scale.
 */
export interface SoundChannel {
  readonly data: Float32Array | Float64Array | Int32Array | Int16Array | Uint8Array;
  readonly offset: number;
  readonly step: number;
  readonly zero: number;
  /** Brings full scale to 1. */
  readonly scale: number;
  /** 0 for LFE, 1.41 beside the listener, else 1: see `weighChannels`. */
  readonly weight: number;
}

/** A block of decoded sound. Borrowed: valid until the next one is requested. */
export interface SoundBlock {
  /** Time of its first sample, seconds on the film's own clock. */
  readonly time: number;
  /** Hertz. */
  readonly sampleRate: number;
  /** Samples per channel. */
  readonly samples: number;
  readonly channels: readonly SoundChannel[];
}

/** Window of momentary loudness: 400 ms (EBU Tech 3341, 2.2), centred on the instant. */
export const WINDOW_SECONDS = 0.4;

/**
 * Sound that the filters process before a window begins. The slower filter decays by a factor of e
 * in 4 ms; after this time its initial state has no effect.
 */
export const SETTLE_SECONDS = 0.1;

/** Anything quieter is silence: the absolute gate of BS.1770-5, annex 1. */
export const SILENCE_LUFS = -70;

/** A window with sound for less than this share has no loudness: a quarter. */
const MIN_SOUND_SECONDS = 0.1;

/** BS.1770-5, annex 1, equation 2: compensates the gain of the first filter at 997 Hz. */
const OFFSET_LUFS = -0.691;

/**
 * Times further apart than this are a gap. Containers round times to a millisecond, which looks
 * like many small gaps.
 */
const GAP_SECONDS = 0.01;

/** Filter state below this becomes zero: denormal numbers are slow. */
const TINY = 1e-30;

/**
 * Tolerance of a window's edge, samples, so that the last bit of a division does not add or drop a
 * sample.
 */
const EDGE_SLACK = 1e-3;

/** Measures the loudness of a film in windows, from the first to the last. */
export interface LoudnessMeter {
  /**
   * Process the next block, in order of time. Sound before the filters' settling time and after the
   * last window is ignored.
   */
  add(block: SoundBlock): void;
  /** Return the loudness around each instant, shape (n,); null if there is too little sound. */
  read(): (Loudness | null)[];
}

/**
 * Make a meter for windows around instants. Windows may overlap: each sample is filtered once,
 * however many hold it.
 *
 * A window is the mean over the available sound: less than 400 ms at the edges of a film and at
 * gaps. Sound sampled below 4 kHz cannot be weighted and counts as none.
 *
 * @param instants seconds on the film's own clock, ascending, at least one.
 */
export function createLoudnessMeter(instants: Float64Array): LoudnessMeter {
  const half = WINDOW_SECONDS / 2;
  // Between two neighbouring edges all samples belong to the same windows: one sum each is enough.
  const edges = Float64Array.from(new Set([...instants].flatMap((time) => [time - half, time + half]))).sort();
  const stretches = edges.length - 1;
  const sums = { weighted: new Float64Array(stretches), plain: new Float64Array(stretches) };
  const seconds = new Float64Array(stretches);
  const begin = edges[0]! - SETTLE_SECONDS;
  let filters = new ChannelFilters(MIN_SAMPLE_RATE, 0);
  let end = Number.NaN;

  function add(block: SoundBlock): void {
    const { time, sampleRate, samples, channels } = block;
    if (!(sampleRate >= MIN_SAMPLE_RATE)) return;
    if (filters.sampleRate !== sampleRate || filters.count !== channels.length) {
      filters = new ChannelFilters(sampleRate, channels.length);
    } else if (Math.abs(time - end) > GAP_SECONDS) filters.reset();
    end = time + samples / sampleRate;

    const counted = channels.reduce((count, { weight }) => count + (weight > 0 ? 1 : 0), 0);
    const sampleAt = (edge: number) => Math.ceil((edge - time) * sampleRate - EDGE_SLACK);
    let from = Math.max(0, sampleAt(begin));
    // In segment -1 the filters settle.
    for (let segment = findStretch(edges, time); segment < stretches && from < samples; segment++) {
      const to = Math.min(samples, sampleAt(edges[segment + 1]!));
      if (to <= from) continue;
      for (const [i, channel] of channels.entries()) {
        if (channel.weight === 0) continue;
        filters.run(i, channel, from, to);
        if (segment < 0) continue;
        sums.weighted[segment]! += (channel.weight * filters.weightedSum) / sampleRate;
        sums.plain[segment]! += filters.plainSum / (counted * sampleRate);
      }
      if (segment >= 0 && counted > 0) seconds[segment]! += (to - from) / sampleRate;
      from = to;
    }
  }

  function readAt(instant: number): Loudness | null {
    let [weighted, plain, there] = [0, 0, 0];
    const last = findStretch(edges, instant + half);
    for (let segment = findStretch(edges, instant - half); segment < last; segment++) {
      weighted += sums.weighted[segment]!;
      plain += sums.plain[segment]!;
      there += seconds[segment]!;
    }
    if (there < MIN_SOUND_SECONDS) return null;
    const lufs = OFFSET_LUFS + 10 * Math.log10(weighted / there);
    return { rms: round(Math.sqrt(plain / there), 1e6), lufs: round(Math.max(SILENCE_LUFS, lufs), 100) };
  }

  return { add, read: () => Array.from(instants, readAt) };
}

/** Find the segment that contains or begins at a time: -1 before the first edge. */
function findStretch(edges: Float64Array, time: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Round, without a minus before a zero. */
const round = (value: number, parts: number): number => Math.round(value * parts) / parts || 0;

/** The filters of all channels, and the sums of squares of the last filtered channel. */
class ChannelFilters {
  readonly sampleRate: number;
  readonly count: number;
  readonly #head: Biquad;
  readonly #deep: Biquad;
  /** Two numbers per stage, two stages per channel: direct form II, transposed. */
  readonly #state: Float64Array;
  weightedSum = 0;
  plainSum = 0;

  constructor(sampleRate: number, count: number) {
    this.sampleRate = sampleRate;
    this.count = count;
    [this.#head, this.#deep] = kWeighting(sampleRate);
    this.#state = new Float64Array(4 * count);
  }

  reset(): void {
    this.#state.fill(0);
  }

  /** Filter samples from..to of a channel. One loop, about 5 ns per sample. */
  run(index: number, { data, offset, step, zero, scale }: SoundChannel, from: number, to: number): void {
    const state = this.#state.subarray(4 * index, 4 * index + 4);
    const { b0, b1, b2, a1, a2 } = this.#head;
    const { b0: d0, b1: d1, b2: d2, a1: c1, a2: c2 } = this.#deep;
    let [h1, h2, l1, l2] = state as unknown as [number, number, number, number];
    let weighted = 0;
    let plain = 0;
    for (let i = from, at = offset + from * step; i < to; i++, at += step) {
      let x = (data[at]! - zero) * scale;
      // NaN (damage) is silence: it would stay in the filters forever.
      if (x - x !== 0) x = 0;
      plain += x * x;
      const y = b0 * x + h1;
      h1 = b1 * x - a1 * y + h2;
      h2 = b2 * x - a2 * y;
      const z = d0 * y + l1;
      l1 = d1 * y - c1 * z + l2;
      l2 = d2 * y - c2 * z;
      weighted += z * z;
    }
    this.weightedSum = weighted;
    this.plainSum = plain;
    for (const [i, value] of [h1, h2, l1, l2].entries()) state[i] = Math.abs(value) < TINY ? 0 : value;
  }
}
