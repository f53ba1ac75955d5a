import { setImmediate } from 'node:timers/promises';
import type { AVSampleFormat } from 'node-av/constants';
import type { CodecContext, FormatContext, Frame, Packet, Stream } from 'node-av/lib';
import {
  createLoudnessMeter,
  FilmError,
  followClocks,
  LEAD_SECONDS,
  type Loudness,
  nameChannels,
  type SoundBlock,
  type SoundChannel,
  type SoundClock,
  type SoundInfo,
  type SoundSource,
  splitSoundRuns,
  WINDOW_SECONDS,
  weighChannels,
} from '../../../core/frame/index.ts';
import { describeSampleFormat, type SampleLayout, viewChannels } from '../formats/sample-formats.ts';
import { type FilmPlace, findFilm } from '../identity/film-place.ts';
import { findSequence } from '../sequences/picture-sequence.ts';
import { SILENCE } from '../sequences/sequence-source.ts';
import type { Libav } from './libav.ts';
import { loadLibav } from './libav.ts';
import { readTicks, shiftPacket } from './packets.ts';
import { openVideoTrack } from './track.ts';

/** Gaps shorter than this are read, not skipped by seeking, seconds. */
const READ_AHEAD_SECONDS = 2;

/** Sound between yields to the event loop, seconds: about ten milliseconds of work. */
const YIELD_SECONDS = 10;

/** Packets skipped between yields to the event loop: some milliseconds. */
const PACKETS_A_TURN = 1024;

/**
 * Seek distances before the target, tried in order: sound may be stored long after the pictures of
 * its time.
 */
const SEEK_MARGINS = [0, 1, 4, 16];

/**
 * Open the sound of a film, local, on a server or in a bucket, with the FFmpeg binding: the track
 * that belongs to its pictures.
 *
 * @param clock the clock of the film's pictures.
 * @param video number of the video stream that the sound belongs to; by default the one that {@link
 * openLibavSource} reads.
 * @throws {FilmError}
 */
export async function openLibavSound(path: string, clock: SoundClock, video?: number): Promise<SoundSource> {
  if ((await findSequence(path)) !== null) return SILENCE;
  return new LibavSound(await loadLibav(), await findFilm(path), clock, video);
}

interface FrameLayout {
  readonly format: number;
  readonly mask: bigint;
  readonly weights: readonly number[];
  readonly samples: SampleLayout;
}

class LibavSound implements SoundSource {
  readonly info: SoundInfo | null;
  damagedPackets = 0;
  readonly #libav: Libav;
  readonly #film: FilmPlace;
  readonly #origin: number;
  /** Number of the video stream that the sound belongs to. */
  readonly #video: number;
  readonly #shifts: readonly number[] | undefined;
  /** Follows the clocks of the film from its beginning; undefined if it has one clock. */
  #follow: ReturnType<typeof followClocks> | undefined;
  readonly #packet: Packet;
  readonly #frame: Frame;
  #container: FormatContext;
  /** The stream used for seeking: the sound, or the video in containers that only index video. */
  #guide: Stream;
  #stream: Stream | null;
  /** Start and end of the last packet, seconds on the film's clock; NaN if unknown. */
  #packetTime = Number.NaN;
  #packetEnd = Number.NaN;
  #hasPacket = false;
  /** Seconds per tick of the sound. */
  #tick = 1;
  /** The layout of frames so far. */
  #layout: FrameLayout | undefined;

  constructor(libav: Libav, film: FilmPlace, { origin, shifts }: SoundClock, video: number | undefined) {
    this.#libav = libav;
    this.#film = film;
    this.#origin = origin;
    this.#shifts = shifts;
    this.#follow = shifts && followClocks(shifts);
    const streams = openStreams(libav, film, video);
    this.#container = streams.container;
    this.#stream = streams.sound;
    this.#guide = streams.guide;
    this.#video = streams.video;
    this.#tick = this.#stream ? this.#stream.timeBase.num / this.#stream.timeBase.den : 1;
    this.info = this.#stream && describeSound(libav, this.#stream);
    this.#packet = new libav.lib.Packet();
    this.#packet.alloc();
    this.#frame = new libav.lib.Frame();
    this.#frame.alloc();
  }

  async measure(instants: Float64Array): Promise<(Loudness | null)[]> {
    if (this.#stream === null || this.info === null) return Array.from(instants, () => null);
    // Some decoders fill gaps with noise whose state survives a reset (AAC, AC-3), so each span has
    // a new decoder.
    const decoder = this.#openDecoder(this.#stream);
    // Each span also seeks: the current read position depends on previous spans.
    let isNear = false;
    const results: (Loudness | null)[] = [];
    try {
      for (const run of splitSoundRuns(instants, LEAD_SECONDS)) {
        decoder.flushBuffers();
        const begin = run[0]! - WINDOW_SECONDS / 2 - LEAD_SECONDS;
        await this.#enter(begin, isNear);
        isNear = true;
        results.push(...(await this.#measureRun(decoder, run)));
      }
    } finally {
      decoder.freeContext();
    }
    return results;
  }

  close(): void {
    this.#packet.free();
    this.#frame.free();
    this.#container.closeInputSync();
    this.#film.release();
  }

  async #measureRun(decoder: CodecContext, run: Float64Array): Promise<(Loudness | null)[]> {
    const meter = createLoudnessMeter(run);
    const end = run.at(-1)! + WINDOW_SECONDS / 2;
    let heard = Number.NEGATIVE_INFINITY;
    let yielded = this.#packetTime;
    const receive = () => {
      for (const block of this.#receive(decoder, heard)) {
        meter.add(block);
        heard = block.time + block.samples / block.sampleRate;
      }
    };
    while (!(heard >= end) && this.#read()) {
      if (decoder.sendPacketSync(this.#packet) < 0) this.#countDamage(heard);
      this.#consume();
      receive();
      if (this.#packetTime < yielded + YIELD_SECONDS) continue;
      yielded = this.#packetTime;
      await setImmediate();
    }
    if (!(heard >= end)) {
      decoder.sendPacketSync(null);
      receive();
    }
    await setImmediate();
    return meter.read();
  }

  /** Yield the blocks that the decoder has finished. Damaged packets leave gaps. */
  *#receive(decoder: CodecContext, expected: number): Generator<SoundBlock, void, undefined> {
    const { AVERROR_EAGAIN, AVERROR_EOF } = this.#libav.constants;
    const frame = this.#frame;
    for (let time = expected; ; ) {
      const code = decoder.receiveFrameSync(frame);
      if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return;
      if (code < 0) {
        this.#countDamage(time);
        continue;
      }
      const ticks = readTicks(frame.bestEffortTimestamp);
      if (!Number.isNaN(ticks)) time = ticks * this.#tick - this.#origin;
      const { nbSamples: samples, sampleRate } = frame;
      if (Number.isFinite(time)) {
        yield { time, sampleRate, samples, channels: this.#viewChannels(frame) };
        time += samples / sampleRate;
      }
      frame.unref();
    }
  }

  /**
   * Count a rejected packet, unless nothing was decoded yet: after a seek the first packets may be
   * incomplete.
   */
  #countDamage(heard: number): void {
    if (Number.isFinite(heard)) this.damagedPackets++;
  }

  #viewChannels(frame: Frame): SoundChannel[] {
    const { format } = frame;
    const { nbChannels, mask } = frame.channelLayout;
    let known = this.#layout;
    if (known?.format !== format || known.mask !== mask || known.weights.length !== nbChannels) {
      const name = this.#libav.lib.avGetSampleFmtName(format as AVSampleFormat) ?? 'unknown';
      const samples = describeSampleFormat(name);
      if (samples === null) {
        throw new FilmError('no-decoder', `${this.#film.path}: the samples of its sound, ${name}, are not supported`);
      }
      known = { format, mask, weights: weighChannels(nameChannels(nbChannels, mask)), samples };
      this.#layout = known;
    }
    return viewChannels(known.samples, frame.extendedData ?? frame.data ?? [], known.weights);
  }

  /**
   * Read up to the first packet that ends after a time. It is the same packet whether by seeking or
   * by reading on.
   *
   * @param isNear whether reading on without seeking is allowed.
   */
  async #enter(time: number, isNear: boolean): Promise<void> {
    // Ogg states times at the ends of pages only: those of packets after a seek depend on where it led.
    const isOgg = this.#container.iformat?.name === 'ogg';
    if (this.#shifts !== undefined || isOgg) {
      // If times occur twice, seeking is not reliable either: read the sound from the beginning.
      if (!(this.#packetEnd <= time) || (isOgg && !isNear)) this.#reopen();
      await this.#skipTo(time);
      return;
    }
    if (isNear && this.#packetEnd <= time && time - this.#packetEnd < READ_AHEAD_SECONDS) {
      await this.#skipTo(time);
      return;
    }
    for (const margin of SEEK_MARGINS) {
      if (!this.#seek(time - margin)) {
        this.#reopen();
        break;
      }
      if (this.#read() && (this.#packetTime <= time || this.#isFirstPacket())) break;
      // The sound is stored before the pictures of its time.
      if (margin === SEEK_MARGINS.at(-1)) this.#reopen();
    }
    await this.#skipTo(time);
  }

  /** Whether the current packet is the film's first sound: the target may be before it. */
  #isFirstPacket(): boolean {
    return !(this.#packetTime > readTicks(this.#stream!.startTime) * this.#tick - this.#origin + this.#tick);
  }

  /**
   * Seek to where all sound from a time on follows, or a little less. False if the container cannot
   * seek.
   */
  #seek(time: number): boolean {
    const { timeBase, startTime, index } = this.#guide;
    const ticks = Math.floor(((time + this.#origin) * timeBase.den) / timeBase.num);
    const first = readTicks(startTime);
    const aim = Number.isNaN(first) ? ticks : Math.max(first, ticks);
    this.#consume();
    this.#packetEnd = Number.NaN;
    return this.#container.seekFrameSync(index, BigInt(aim), this.#libav.constants.AVSEEK_FLAG_BACKWARD) >= 0;
  }

  /**
   * Open the container again: the only way back to its first packet that works in every container.
   */
  #reopen(): void {
    this.#consume();
    this.#packetEnd = Number.NaN;
    this.#follow = this.#shifts && followClocks(this.#shifts);
    this.#container.closeInputSync();
    const { container, sound, guide } = openStreams(this.#libav, this.#film, this.#video);
    this.#container = container;
    this.#stream = sound;
    this.#guide = guide;
  }

  async #skipTo(time: number): Promise<void> {
    for (let skipped = 1; this.#read() && !(this.#packetEnd > time); skipped++) {
      this.#consume();
      if (skipped % PACKETS_A_TURN === 0) await setImmediate();
    }
  }

  /** Read the track's next packet. False at the end. */
  #read(): boolean {
    const packet = this.#packet;
    while (!this.#hasPacket) {
      if (this.#container.readFrameSync(packet) < 0) {
        this.#film.check();
        return false;
      }
      if (packet.streamIndex === this.#stream?.index && packet.size > 0) this.#hasPacket = true;
      else packet.unref();
      if (!this.#hasPacket) continue;
      let ticks = timeOf(packet);
      if (this.#follow !== undefined && !Number.isNaN(ticks)) {
        const shift = this.#follow(ticks * this.#tick, this.#packetEnd + this.#origin);
        shiftPacket(packet, Math.round(shift / this.#tick));
        ticks = timeOf(packet);
      }
      this.#packetTime = Number.isNaN(ticks) ? this.#packetEnd : ticks * this.#tick - this.#origin;
      this.#packetEnd = this.#packetTime + Number(packet.duration) * this.#tick;
    }
    return true;
  }

  /** Free the current packet. */
  #consume(): void {
    if (!this.#hasPacket) return;
    this.#packet.unref();
    this.#hasPacket = false;
  }

  /** @throws {FilmError} `no-decoder`. */
  #openDecoder(stream: Stream): CodecContext {
    const { Codec, CodecContext, FFmpegError, avGetCodecName } = this.#libav.lib;
    const { AV_OPT_TYPE_FLOAT, AV_OPT_SEARCH_CHILDREN } = this.#libav.constants;
    const name = avGetCodecName(stream.codecpar.codecId) ?? 'unknown';
    const codec = Codec.findDecoder(stream.codecpar.codecId);
    if (codec === null) throw new FilmError('no-decoder', `${this.#film.path}: no decoder for its sound, ${name}`);
    const decoder = new CodecContext();
    decoder.allocContext3(codec);
    decoder.parametersToContext(stream.codecpar);
    decoder.pktTimebase = stream.timeBase;
    decoder.threadCount = 1;
    // Disable the dynamic range compression of Dolby's decoders. Others do not have the option.
    decoder.setOption('drc_scale', 0, AV_OPT_TYPE_FLOAT, AV_OPT_SEARCH_CHILDREN);
    const code = decoder.open2Sync(codec, null);
    if (code >= 0) return decoder;
    decoder.freeContext();
    const cause = new FFmpegError(code);
    throw new FilmError('no-decoder', `${this.#film.path}: the decoder of its sound, ${name}, does not start`, {
      cause,
    });
  }
}

interface OpenStreams {
  readonly container: FormatContext;
  readonly sound: Stream | null;
  /** The stream used for seeking. */
  readonly guide: Stream;
  readonly video: number;
}

/** Start time of a packet's sound, ticks; NaN if not stated. */
function timeOf({ pts, dts }: Packet): number {
  const ticks = readTicks(pts);
  return Number.isNaN(ticks) ? readTicks(dts) : ticks;
}

/**
 * Open a film only for its sound: the track that FFmpeg relates to the video; in transport streams
 * one of the same program.
 */
function openStreams(libav: Libav, film: FilmPlace, asked: number | undefined): OpenStreams {
  const { AVMEDIA_TYPE_AUDIO, AVDISCARD_ALL, AVDISCARD_DEFAULT } = libav.constants;
  const { container, stream: video } = openVideoTrack(libav, film, asked);
  try {
    video.discard = AVDISCARD_ALL;
    const best = container.findBestStream(AVMEDIA_TYPE_AUDIO, -1, video.index);
    const sound = container.streams.find(({ index }) => index === best) ?? null;
    if (sound !== null) sound.discard = AVDISCARD_DEFAULT;
    // Matroska and Flash Video index only video; seeking by sound would read the whole file.
    const isGuidedByPicture = /^(?:matroska|flv)/.test(container.iformat?.name ?? '');
    return { container, sound, guide: sound === null || isGuidedByPicture ? video : sound, video: video.index };
  } catch (error) {
    container.closeInputSync();
    throw error;
  }
}

/** Read a track's facts; null if it states none, like a track without sound. */
function describeSound(libav: Libav, { codecpar }: Stream): SoundInfo | null {
  const channels = codecpar.channelLayout.nbChannels;
  const { sampleRate } = codecpar;
  if (!(channels > 0 && sampleRate > 0)) return null;
  return { codec: libav.lib.avGetCodecName(codecpar.codecId) ?? 'unknown', channels, sampleRate };
}
