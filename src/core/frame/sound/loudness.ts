import { type Biquad, kWeighting, MIN_SAMPLE_RATE } from './k-weighting.ts';

/** How loud a film is around one instant. */
export interface Loudness {
  /** Root of the mean square of the samples of all channels but LFE; 1 is a square wave of full scale. Six decimals. */
  readonly rms: number;
  /** Momentary loudness in LUFS, two decimals; {@link SILENCE_LUFS} for silence and all that is fainter. */
  readonly lufs: number;
}

/** One channel of decoded sound as the decoder left it: sample(i) = (data[offset + i * step] - zero) * scale. */
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

/** A stretch of decoded sound. Borrowed: valid until the next one is asked for. */
export interface SoundBlock {
  /** When its first sample sounds, seconds on the film's own clock. */
  readonly time: number;
  /** Hertz. */
  readonly sampleRate: number;
  /** Samples a channel. */
  readonly samples: number;
  readonly channels: readonly SoundChannel[];
}

/** What momentary loudness is the mean of: 400 ms (EBU Tech 3341, 2.2), centred on the instant. */
export const WINDOW_SECONDS = 0.4;

/**
 * How long the filters listen before a window begins. The slower of the two forgets by a factor of e in 4 ms; after this
 * long nothing is left of what they did not hear.
 */
export const SETTLE_SECONDS = 0.1;

/** Fainter than this is silence: the absolute gate of BS.1770-5, annex 1. */
export const SILENCE_LUFS = -70;

/** A window of which less than this has sound says nothing of the film there: a quarter. */
const MIN_SOUND_SECONDS = 0.1;

/** BS.1770-5, annex 1, equation 2: what the first filter adds at 997 Hz is taken off again. */
const OFFSET_LUFS = -0.691;

/** Times further apart than this are a gap. Containers round times to a millisecond, so that sound without one seems to have many. */
const GAP_SECONDS = 0.01;

/** State below this is silence: without it filters fade into numbers that processors are slow at. */
const TINY = 1e-30;

/** Parts of a sample by which a window's edge may miss it, so that the last bit of a division takes no sample in or out. */
const EDGE_SLACK = 1e-3;

/** Hears a film's sound from one window to the last, and tells how loud it is in each. */
export interface LoudnessMeter {
  /** Hear the next block; in order of time. Sound before the filters' time to settle and after the last window is left aside. */
  add(block: SoundBlock): void;
  /** Tell the loudness around each instant, shape (n,); null where there is too little sound, or none. */
  read(): (Loudness | null)[];
}

/**
 * Make a meter for windows around instants. Windows may overlap: each sample is filtered once, however many hold it.
 *
 * A window is the mean over the sound that is there: at the edges of a film and at gaps less than 400 ms. Sound sampled below
 * 4 kHz cannot be weighted and counts as none.
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

    const heard = channels.reduce((count, { weight }) => count + (weight > 0 ? 1 : 0), 0);
    const sampleAt = (edge: number) => Math.ceil((edge - time) * sampleRate - EDGE_SLACK);
    let from = Math.max(0, sampleAt(begin));
    // Stretch -1 is where the filters settle.
    for (let stretch = findStretch(edges, time); stretch < stretches && from < samples; stretch++) {
      const to = Math.min(samples, sampleAt(edges[stretch + 1]!));
      if (to <= from) continue;
      for (const [i, channel] of channels.entries()) {
        if (channel.weight === 0) continue;
        filters.run(i, channel, from, to);
        if (stretch < 0) continue;
        sums.weighted[stretch]! += (channel.weight * filters.weightedSum) / sampleRate;
        sums.plain[stretch]! += filters.plainSum / (heard * sampleRate);
      }
      if (stretch >= 0 && heard > 0) seconds[stretch]! += (to - from) / sampleRate;
      from = to;
    }
  }

  function readAt(instant: number): Loudness | null {
    let [weighted, plain, there] = [0, 0, 0];
    const last = findStretch(edges, instant + half);
    for (let stretch = findStretch(edges, instant - half); stretch < last; stretch++) {
      weighted += sums.weighted[stretch]!;
      plain += sums.plain[stretch]!;
      there += seconds[stretch]!;
    }
    if (there < MIN_SOUND_SECONDS) return null;
    const lufs = OFFSET_LUFS + 10 * Math.log10(weighted / there);
    return { rms: round(Math.sqrt(plain / there), 1e6), lufs: round(Math.max(SILENCE_LUFS, lufs), 100) };
  }

  return { add, read: () => Array.from(instants, readAt) };
}

/** Find the stretch that a time lies in or begins: -1 before the first edge. */
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

/** The filters of all channels, and the sums of squares of what went through one last. */
class ChannelFilters {
  readonly sampleRate: number;
  readonly count: number;
  readonly #head: Biquad;
  readonly #deep: Biquad;
  /** Two numbers a stage, two stages a channel: direct form II, transposed. */
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

  /** Send samples from..to of a channel through its filters. One loop; about 5 ns a sample. */
  run(index: number, { data, offset, step, zero, scale }: SoundChannel, from: number, to: number): void {
    const state = this.#state.subarray(4 * index, 4 * index + 4);
    const { b0, b1, b2, a1, a2 } = this.#head;
    const { b0: d0, b1: d1, b2: d2, a1: c1, a2: c2 } = this.#deep;
    let [h1, h2, l1, l2] = state as unknown as [number, number, number, number];
    let weighted = 0;
    let plain = 0;
    for (let i = from, at = offset + from * step; i < to; i++, at += step) {
      let x = (data[at]! - zero) * scale;
      // What is no number (damage) is silence; it would stay in the filters for ever.
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
