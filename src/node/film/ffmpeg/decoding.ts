import {
  applyCodecColors,
  FilmError,
  hasPremultipliedAlpha,
  type Packets,
  type Picture,
} from '../../../core/frame/index.ts';
import { isFieldPicture } from '../formats/field-pictures.ts';
import { describePixelFormat } from '../formats/pixel-formats.ts';
import { layOutRaw, viewRaw } from '../formats/raw-picture.ts';
import { copyPackets, keepClock, type PacketCopy } from './copy.ts';
import type { FfmpegInput } from './input.ts';
import type { FfmpegTrack } from './probe.ts';
import { type FfmpegProcess, startFfmpeg } from './process.ts';
import { createShowinfoReader, SHOWINFO, type ShownInfo } from './showinfo.ts';
import { FfmpegTrust, SHOWINFO_ALL } from './trust.ts';
import { isThreaded, passFramesThrough } from './version.ts';

export interface DecodingRequest {
  readonly input: FfmpegInput;
  readonly track: FfmpegTrack;
  /** Version of FFmpeg. */
  readonly version: string;
  readonly hwaccel: string | null;
  /** FFmpeg's name of the decoder, or null for the default. */
  readonly decoder: string | null;
  /** Whether to skip the loop filter in pictures that no other picture refers to. */
  readonly hasShortcuts: boolean;
  /**
   * Entry time in microseconds on the container's clock: decoding starts there or before; null for
   * the film's start.
   */
  readonly seekMicroseconds: number | null;
  /**
   * The packets to decode in a film with several clocks: read from the film's start, without
   * seeking.
   */
  readonly packets: Packets | null;
  /** Ticks of the frame at which decoding should start; NaN if unknown. */
  readonly entryPts: number;
  /** Expression for the `select` filter, in ticks of the track. */
  readonly select: string;
}

/** A frame read from the pipe. */
export interface PipedFrame {
  readonly info: ShownInfo;
  readonly picture: Picture;
  /** Whether the frame is undamaged, as far as FFmpeg reports damage. */
  readonly isTrusted: boolean;
}

/**
 * Runs FFmpeg to decode a part of a film, from `-ss` on, into a pipe.
 *
 * Frames arrive as the decoder made them. One `showinfo` filter reports all of them on stderr (for
 * `FfmpegTrust`), `select` picks some by time, another `showinfo` describes each of those, and
 * `rawvideo` writes their planes to stdout in the same order. Nothing is scaled or rotated, and no
 * frame is repeated or dropped.
 */
export class FfmpegDecoding {
  readonly #input: FfmpegInput;
  readonly #codec: string;
  readonly #process: FfmpegProcess;
  readonly #copy: FfmpegProcess | undefined;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #infos: { readonly info: ShownInfo; readonly isTrusted: boolean; readonly damagedPackets: number }[] = [];
  readonly #trust: FfmpegTrust;
  /**
   * Packets that the decoder rejected and frames that it concealed, up to the last frame: FFmpeg
   * reads ahead of it.
   */
  damagedPackets = 0;
  #wake: () => void = () => {};
  #hasEnded = false;
  #exitCode: number | null = null;
  #chunk: Buffer = Buffer.alloc(0);
  #bytes = new Uint8Array();
  #heldBytes = new Uint8Array();
  constructor(request: DecodingRequest) {
    this.#input = request.input;
    this.#codec = request.track.codec;
    this.#trust = new FfmpegTrust(request.entryPts, request.track.reordering, isThreaded(request.version));
    const read = createShowinfoReader((info) => {
      const { isTrusted, damagedPackets } = this.#trust;
      this.#infos.push({ info, isTrusted, damagedPackets });
      this.#wake();
    });
    const { input, track, packets } = request;
    const copy = packets && copyPackets(input, track, packets);
    this.#copy = copy === null ? undefined : startFfmpeg('ffmpeg', copy.args);
    const take = (line: string) => {
      this.#trust.read(line);
      read(line);
    };
    this.#process = startFfmpeg('ffmpeg', makeArguments(request, copy), take, this.#copy);
    this.#chunks = this.#process.stdout[Symbol.asyncIterator]();
    const end = (code: number | null) => {
      this.#hasEnded = true;
      this.#exitCode = code;
      this.#wake();
    };
    this.#process.ended.then(end, () => end(null));
  }

  /** The last errors that FFmpeg printed, one per line. */
  get errors(): string {
    return this.#process.errors.replaceAll(this.#input.address, this.#input.path);
  }

  /** Whether it ended without an error. Damage in the film is not an error. */
  get isFine(): boolean {
    return this.#exitCode === 0;
  }

  /**
   * Wait for the next frame; null at the end. Its picture is borrowed until the next frame is
   * requested.
   *
   * @throws {FilmError} `no-decoder` for a pixel format that is not supported, `backend-missing`.
   */
  async next(): Promise<PipedFrame | null> {
    while (this.#infos.length === 0 && !this.#hasEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const shown = this.#infos.shift();
    if (shown === undefined) {
      await this.#process.ended;
      this.#input.check();
      this.damagedPackets = this.#trust.damagedPackets;
      return null;
    }
    const { info, isTrusted } = shown;
    this.damagedPackets = shown.damagedPackets;
    const layout = describePixelFormat(info.format);
    if (layout === null) {
      throw new FilmError('no-decoder', `${this.#input.path}: its pixel format, ${info.format}, is not supported`);
    }
    const raw = layOutRaw(layout, info.width, info.height);
    if (this.#bytes.length !== raw.storedBytes) this.#bytes = new Uint8Array(raw.storedBytes);
    if (!(await this.#fill(this.#bytes))) return null;
    const isInterlaced = info.isInterlaced && !isFieldPicture(this.#codec, info.isInterlaced);
    const tags = applyCodecColors(this.#codec, info.tags);
    const stored = viewRaw(this.#bytes, raw, layout, { ...info, isInterlaced, tags });
    const picture = hasPremultipliedAlpha(this.#codec) ? { ...stored, alpha: null } : stored;
    return { info, picture, isTrusted };
  }

  /** Keep the last picture until another one is kept. */
  hold(): void {
    [this.#bytes, this.#heldBytes] = [this.#heldBytes, this.#bytes];
  }

  /** Stop at once. */
  kill(): void {
    this.#copy?.kill();
    this.#process.kill();
  }

  /** Fill the buffer. False if the pipe ends before. */
  async #fill(bytes: Uint8Array): Promise<boolean> {
    let filled = 0;
    while (filled < bytes.length) {
      if (this.#chunk.length === 0) {
        const { value, done } = await this.#chunks.next();
        if (done) return false;
        this.#chunk = value;
      }
      const part = this.#chunk.subarray(0, bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#chunk = this.#chunk.subarray(part.length);
    }
    return true;
  }
}

function makeArguments(request: DecodingRequest, copy: PacketCopy | null): string[] {
  const { input, track, version, hwaccel, decoder, hasShortcuts, seekMicroseconds, select } = request;
  const { num, den } = track.timeBase;
  return [
    ...['-nostdin', '-nostats', '-hide_banner', '-loglevel', 'repeat+level+info'],
    // Times as the container counts them, no frame cut off at the entry, none rotated.
    ...['-copyts', '-noaccurate_seek', '-noautorotate'],
    // Processes share the cores. Threads in one process would only add frames of delay and memory.
    ...['-threads', '1', '-filter_threads', '1'],
    ...(hasShortcuts ? ['-skip_loop_filter', 'noref'] : []),
    // Otherwise FFmpeg keeps what a stream crops on the left, unless that is a multiple of 32 bytes
    // (libavutil/frame.c).
    ...['-flags:v', '+unaligned'],
    ...(hwaccel === null ? [] : ['-hwaccel', hwaccel]),
    ...(seekMicroseconds === null ? [] : ['-seek_timestamp', '1', '-ss', `${seekMicroseconds}us`]),
    ...(decoder === null ? [] : ['-c:v', decoder]),
    ...(copy === null
      ? [...keepClock(track), ...input.options, '-i', input.address, '-map', `0:${track.stream}`]
      : [...copy.input, '-map', '0:0']),
    // If the size changes within the track, do not scale to the size of the first frame.
    ...['-autoscale', '0', '-vf'],
    [
      `settb=${num}/${den}`,
      ...(copy === null ? [] : [`setpts=PTS+(${copy.lead})`]),
      `${SHOWINFO_ALL}=checksum=0`,
      `select='${select}'`,
      `${SHOWINFO}=checksum=0`,
    ].join(','),
    // A film that is mostly damaged still yields its good frames.
    ...[...passFramesThrough(version), '-max_error_rate', '1', '-f', 'rawvideo', 'pipe:1'],
  ];
}
