import type { SoundBlock, SoundChannel } from '#core/frame/index';

/** The sample of a channel at a time, full scale 1. */
export type Wave = (seconds: number, channel: number) => number;

/** A sine of a level in dBFS: 0 is one whose peaks reach full scale. */
export function sine(hertz: number, dbfs: number): Wave {
  const amplitude = 10 ** (dbfs / 20);
  return (seconds) => amplitude * Math.sin(2 * Math.PI * hertz * seconds);
}

export interface Playing {
  readonly wave: Wave;
  readonly from?: number;
  readonly to: number;
  readonly sampleRate?: number;
  /** One a channel. */
  readonly weights?: readonly number[];
  readonly blockSamples?: number;
}

/** Make blocks of sound as a decoder would give them. */
export function* playSound(playing: Playing): Generator<SoundBlock> {
  const { wave, from = 0, to, sampleRate = 48_000, weights = [1, 1], blockSamples = 1024 } = playing;
  const total = Math.round((to - from) * sampleRate);
  for (let first = 0; first < total; first += blockSamples) {
    const samples = Math.min(blockSamples, total - first);
    const time = from + first / sampleRate;
    const channels = weights.map((weight, channel): SoundChannel => {
      const data = Float64Array.from({ length: samples }, (_, i) => wave(from + (first + i) / sampleRate, channel));
      return { data, offset: 0, step: 1, zero: 0, scale: 1, weight };
    });
    yield { time, sampleRate, samples, channels };
  }
}
