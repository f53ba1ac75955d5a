import { AVMEDIA_TYPE_AUDIO, type AVSampleFormat, type FFEncoderCodec } from 'node-av/constants';
import {
  avChannelLayoutDefault,
  avGetSampleFmtName,
  Codec,
  CodecContext,
  FFmpegError,
  type FormatContext,
  Frame,
  Rational,
  type Stream,
} from 'node-av/lib';

/** The sound of a test film. */
export interface SoundRecipe {
  /** The sample of a channel at a time on the sound's own clock, full scale 1. */
  readonly wave: (seconds: number, channel: number) => number;
  readonly seconds: number;
  /** When it begins on the film's clock. */
  readonly startSeconds?: number;
  readonly channels?: number;
  readonly sampleRate?: number;
  /** Name of FFmpeg's encoder. */
  readonly encoder?: string;
  readonly bitRate?: number;
  /** Whether it lies in the file before all pictures, not among those of its time. */
  readonly isFirst?: boolean;
}

/** The open encoder of a film's sound. */
export interface Sound {
  readonly encoder: CodecContext;
  readonly stream: Stream;
}

const check = (code: number, what: string): number => {
  FFmpegError.throwIfError(code, what);
  return code;
};

/** Open the encoder of a film's sound and give the film a stream for it. */
export function openSound(format: FormatContext, recipe: SoundRecipe): Sound {
  const { channels = 1, sampleRate = 48_000, encoder: name = 'aac', bitRate } = recipe;
  const codec = Codec.findEncoderByName(name as FFEncoderCodec);
  if (!codec || codec.type !== AVMEDIA_TYPE_AUDIO) throw new Error(`no sound encoder ${name}`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = sampleRate;
  encoder.sampleFormat = codec.sampleFormats![0]!;
  encoder.channelLayout = avChannelLayoutDefault(channels);
  encoder.timeBase = new Rational(1, sampleRate);
  if (bitRate !== undefined) encoder.bitRate = BigInt(bitRate);
  encoder.setOption('flags', '+global_header');
  encoder.setOption('strict', 'experimental');
  check(encoder.open2Sync(codec, null), `open ${name}`);
  const stream = format.newStream(null);
  check(stream.codecpar.fromContext(encoder), 'codec parameters');
  stream.timeBase = encoder.timeBase;
  return { encoder, stream };
}

/**
 * Encode the sound from its first sample to its last, pausing after each block: it yields the time that sound has reached.
 *
 * @param drain writes what the encoder has finished.
 */
export function* writeSound({ encoder }: Sound, recipe: SoundRecipe, drain: () => void): Generator<number> {
  const { seconds, startSeconds = 0, wave } = recipe;
  const { sampleRate } = encoder;
  const blockSamples = encoder.frameSize > 0 ? encoder.frameSize : 1024;
  const total = Math.round(seconds * sampleRate);
  const format = avGetSampleFmtName(encoder.sampleFormat as AVSampleFormat) ?? '';
  for (let first = 0; first < total; first += blockSamples) {
    const samples = Math.min(blockSamples, total - first);
    const frame = new Frame();
    frame.alloc();
    frame.nbSamples = samples;
    frame.format = encoder.sampleFormat;
    frame.sampleRate = sampleRate;
    frame.channelLayout = encoder.channelLayout;
    check(frame.getBuffer(), 'sound buffer');
    fill(frame, format, samples, (i, channel) => wave((first + i) / sampleRate, channel));
    frame.pts = BigInt(Math.round(startSeconds * sampleRate) + first);
    check(encoder.sendFrameSync(frame), 'send sound');
    frame.free();
    drain();
    yield startSeconds + first / sampleRate;
  }
  encoder.sendFrameSync(null);
  drain();
  encoder.freeContext();
}

/** Write samples of full scale 1 into a frame of any format. */
function fill(frame: Frame, format: string, samples: number, sampleAt: (i: number, channel: number) => number): void {
  const isPlanar = format.endsWith('p');
  const kind = isPlanar ? format.slice(0, -1) : format;
  // Each property of a frame is a call into FFmpeg: none is read per sample.
  const channels = frame.channelLayout.nbChannels;
  const planes = frame.extendedData ?? frame.data;
  const bytes = { u8: 1, s16: 2, s32: 4, s64: 8, flt: 4, dbl: 8 }[kind];
  if (bytes === undefined || planes === null) throw new Error(`cannot fill ${format}`);
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < samples; i++) {
      const plane = planes[isPlanar ? channel : 0]!;
      const at = bytes * (isPlanar ? i : i * channels + channel);
      const value = sampleAt(i, channel);
      const code = (bits: number) => Math.round(Math.max(-1, Math.min(1, value)) * (2 ** (bits - 1) - 1));
      if (kind === 'u8') plane.writeUInt8(128 + code(8), at);
      else if (kind === 's16') plane.writeInt16LE(code(16), at);
      else if (kind === 's32') plane.writeInt32LE(code(32), at);
      else if (kind === 's64') plane.writeBigInt64LE(BigInt(code(32)) << 32n, at);
      else if (kind === 'flt') plane.writeFloatLE(value, at);
      else plane.writeDoubleLE(value, at);
    }
  }
}
