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

/** Options of a decoding process. */
export interface DecodingRequest {
  readonly input: FfmpegInput;
  readonly track: FfmpegTrack;
  /** FFmpeg's version. */
  readonly version: string;
  readonly hwaccel: string | null;
  /** FFmpeg's name of the decoder; null for the default one. */
  readonly decoder: string | null;
  /** Whether the loop filter is skipped in unreferenced pictures. */
  readonly hasShortcuts: boolean;
  /**
   * Seek target on the container's clock, microseconds: decoding starts at or before it; null for
   * the start of the film.
   */
  readonly seekMicroseconds: number | null;
  /** The packets to decode in a film with several clocks: read from its start, without seeking. */
  readonly packets: Packets | null;
  /** Ticks of the frame that decoding should start with; NaN if unknown. */
  readonly entryPts: number;
  /** Expression of the `select` filter, with times in ticks of the track. */
  readonly select: string;
}

/** A frame read from the pipe. */
export interface PipedFrame {
  readonly info: ShownInfo;
  readonly picture: Picture;
  /** Whether it is intact, as far as FFmpeg reports damage. */
  readonly isTrusted: boolean;
}

/**
 * An FFmpeg process that decodes a part of a film, from `-ss` on, into a pipe.
 *
 * Frames are passed on as decoded: one `showinfo` filter reports all of them on stderr (for
 * `FfmpegTrust`), `select` picks some by time, another `showinfo` describes those, and `rawvideo`
 * writes their planes to stdout in the same order. Nothing is scaled or rotated, no frame is
 * repeated or dropped.
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
   * Packets that the decoder rejected plus frames that it concealed, including those that FFmpeg
   * read after the last frame.
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

  /** Whether the process ended without an error; damage in the film does not count. */
  get isFine(): boolean {
    return this.#exitCode === 0;
  }

  /**
   * Wait for the next frame; null at the end. Its picture is borrowed until the next call.
   *
   * @throws {FilmError} `no-decoder` for an unsupported pixel format, `backend-missing`.
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

  /** Kill the process. */
  kill(): void {
    this.#copy?.kill();
    this.#process.kill();
  }

  /** Fill a buffer from the pipe. False if the pipe ends before. */
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
    // Times of the container, no frames dropped at the entry point, no rotation.
    ...['-copyts', '-noaccurate_seek', '-noautorotate'],
    // Processes share the cores; threads inside one would only add delay and memory per frame.
    ...['-threads', '1', '-filter_threads', '1'],
    ...(hasShortcuts ? ['-skip_loop_filter', 'noref'] : []),
    // Otherwise FFmpeg applies the stream's left crop only if it is a multiple of 32 bytes
    // (libavutil/frame.c).
    ...['-flags:v', '+unaligned'],
    ...(hwaccel === null ? [] : ['-hwaccel', hwaccel]),
    ...(seekMicroseconds === null ? [] : ['-seek_timestamp', '1', '-ss', `${seekMicroseconds}us`]),
    ...(decoder === null ? [] : ['-c:v', decoder]),
    ...(copy === null
      ? [...keepClock(track), ...input.options, '-i', input.address, '-map', `0:${track.stream}`]
      : [...copy.input, '-map', '0:0']),
    // Do not scale a track whose size changes to the size of its first frame.
    ...['-autoscale', '0', '-vf'],
    [
      `settb=${num}/${den}`,
      ...(copy === null ? [] : [`setpts=PTS+(${copy.lead})`]),
      `${SHOWINFO_ALL}=checksum=0`,
      `select='${select}'`,
      `${SHOWINFO}=checksum=0`,
    ].join(','),
    // Decode what is possible in a film that is mostly damaged.
    ...[...passFramesThrough(version), '-max_error_rate', '1', '-f', 'rawvideo', 'pipe:1'],
  ];
}
