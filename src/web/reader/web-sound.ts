import { type AudioSample, AudioSampleSink, type Input, type InputAudioTrack } from 'mediabunny';
import {
  createLoudnessMeter,
  FilmError,
  LEAD_SECONDS,
  type Loudness,
  nameChannels,
  type SoundBlock,
  type SoundInfo,
  type SoundSource,
  splitSoundRuns,
  WINDOW_SECONDS,
  weighChannels,
} from '../../core/frame/index.ts';
import { openInput } from './container/web-container.ts';
import { chooseWebTrack } from './container/web-track.ts';

/**
 * A gap up to this length is cheaper to decode than to skip: each run of instants starts a new
 * decoder.
 */
const READ_ON_SECONDS = 2;

/**
 * Open the sound of a film in the browser: mediabunny reads its container, WebCodecs decode it.
 *
 * @param origin when the film's first frame is shown, seconds on the container's clock. The film's
 *   own clock is 0 there.
 * @throws {FilmError}
 */
export async function openWebSound(file: File, origin: number): Promise<SoundSource> {
  const input = openInput(file);
  try {
    const video = await chooseWebTrack(input);
    const track = (await video?.track.getPrimaryPairableAudioTrack()) ?? (await input.getPrimaryAudioTrack());
    return new WebSound(file.name, input, track, track && (await describeSound(track)), origin);
  } catch (error) {
    input.dispose();
    throw new FilmError('unreadable', `The sound of ${file.name} cannot be read here.`, { cause: error });
  }
}

class WebSound implements SoundSource {
  readonly info: SoundInfo | null;
  damagedPackets = 0;
  readonly #name: string;
  readonly #input: Input;
  readonly #track: InputAudioTrack | null;
  readonly #origin: number;
  /** The last decoded samples, interleaved by channel. */
  #samples = new Float32Array();

  constructor(name: string, input: Input, track: InputAudioTrack | null, info: SoundInfo | null, origin: number) {
    this.#name = name;
    this.#input = input;
    this.#track = track;
    this.info = info;
    this.#origin = origin;
  }

  async measure(instants: Float64Array): Promise<(Loudness | null)[]> {
    const track = this.#track;
    if (track === null || this.info === null) return Array.from(instants, () => null);
    if (!(await track.canDecode())) {
      throw new FilmError(
        'no-decoder',
        `this browser cannot decode the sound of ${this.#name}, ${nameSoundCodec(this.info.codec)}`,
      );
    }
    const results: (Loudness | null)[] = [];
    for (const run of splitSoundRuns(instants, READ_ON_SECONDS)) results.push(...(await this.#measureRun(track, run)));
    return results;
  }

  close(): void {
    this.#input.dispose();
  }

  /**
   * A decoder that fails at damaged data returns nothing more. New decoders then measure each half
   * of the run, down to the instants at the damage.
   */
  async #measureRun(track: InputAudioTrack, run: Float64Array): Promise<(Loudness | null)[]> {
    const meter = createLoudnessMeter(run);
    const half = WINDOW_SECONDS / 2;
    const [from, to] = [run[0]! - half - LEAD_SECONDS, run.at(-1)! + half];
    try {
      for await (const sample of new AudioSampleSink(track).samples(from + this.#origin, to + this.#origin)) {
        meter.add(this.#view(sample));
        sample.close();
      }
      return meter.read();
    } catch {
      if (run.length === 1) {
        this.damagedPackets++;
        return [null];
      }
      const middle = run.length >> 1;
      const first = await this.#measureRun(track, run.slice(0, middle));
      return [...first, ...(await this.#measureRun(track, run.slice(middle)))];
    }
  }

  #view(sample: AudioSample): SoundBlock {
    const { numberOfFrames, numberOfChannels: step, sampleRate, timestamp } = sample;
    if (this.#samples.length < numberOfFrames * step) this.#samples = new Float32Array(numberOfFrames * step);
    const data = this.#samples;
    sample.copyTo(data, { planeIndex: 0, format: 'f32' });
    // Sound before the container's time 0 is not played: decoders start there.
    const early = Math.min(numberOfFrames, Math.max(0, Math.round(-timestamp * sampleRate)));
    // WebCodecs do not report the positions of loudspeakers.
    const weights = weighChannels(nameChannels(step, 0n));
    const channels = weights.map((weight, channel) => {
      return { data, offset: early * step + channel, step, zero: 0, scale: 1, weight };
    });
    const time = timestamp + early / sampleRate - this.#origin;
    return { time, sampleRate, samples: numberOfFrames - early, channels };
  }
}

/** Read the format of a track; null if the track does not state it. */
async function describeSound(track: InputAudioTrack): Promise<SoundInfo | null> {
  const [codec, channels, sampleRate] = await Promise.all([
    track.getCodec(),
    track.getNumberOfChannels(),
    track.getSampleRate(),
  ]);
  if (!(channels > 0 && sampleRate > 0)) return null;
  return { codec: toFfmpegName(codec ?? 'unknown'), channels, sampleRate };
}

/**
 * Convert the name of a codec to FFmpeg's, so that fingerprints are the same for all readers.
 * FFmpeg's names of PCM contain the byte order.
 */
function toFfmpegName(codec: string): string {
  const law = { ulaw: 'pcm_mulaw', alaw: 'pcm_alaw' }[codec];
  if (law !== undefined) return law;
  const pcm = /^pcm-([a-z])(\d+)(be)?$/.exec(codec);
  if (pcm === null) return codec;
  const [, kind, bits, order = 'le'] = pcm;
  return `pcm_${kind}${bits}${bits === '8' ? '' : order}`;
}

const CODEC_NAMES: Readonly<Record<string, string>> = {
  ac3: 'Dolby Digital (AC-3)',
  eac3: 'Dolby Digital Plus (E-AC-3)',
  dts: 'DTS',
};

const nameSoundCodec = (codec: string): string => CODEC_NAMES[codec] ?? codec;
