import type { Codec, CodecContext, CodecParameters, Frame, IRational, Packet, Stream } from 'node-av/lib';
import {
  applyCodecColors,
  FilmError,
  hasPremultipliedAlpha,
  nameColorTags,
  type Picture,
} from '../../../core/frame/index.ts';
import { DamageTracker, type ShownOrder } from '../damage-tracker.ts';
import { cropMargins, type Margins, readMargins } from '../formats/aperture.ts';
import { isFieldPicture, stretchField } from '../formats/field-pictures.ts';
import { choosePixelAspect } from '../formats/film-info.ts';
import { readOrientation } from '../formats/orientation.ts';
import { describePixelFormat } from '../formats/pixel-formats.ts';
import { layOutRaw, viewPlanes, viewRaw } from '../formats/raw-picture.ts';
import { chooseAlphaDecoder } from './alpha-decoder.ts';
import { readTag } from './container.ts';
import { readMatrix } from './info.ts';
import type { Libav } from './libav.ts';
import { createEntryTest } from './packets.ts';

/** Maximum pixels per frame, four times 8K: a damaged header must not allocate all memory. */
const MAX_PIXELS = String(2 ** 27);

/**
 * Maximum errors in a row after one packet. A decoder holds fewer frames: one that reports more
 * errors repeats the same one without end.
 */
const MAX_ERRORS = 64;

/** Maximum frames that wait until damage in them is known: codecs reorder up to 16 (H.264, A.3.1). */
const MAX_WAITING = 16;

/** One open decoder of one video track. Its frames are borrowed until the next call. */
export class LibavDecoder {
  readonly #libav: Libav;
  #context: CodecContext;
  readonly #decoder: Codec;
  readonly #parameters: CodecParameters;
  readonly #timeBase: CodecContext['pktTimebase'];
  readonly #hasShortcuts: boolean;
  readonly #path: string;
  /** FFmpeg's codec name. */
  readonly #codec: string;
  /** As the container states it. */
  readonly #pixelAspect: IRational;
  readonly #matrix: readonly number[] | null;
  /** What the container crops, which decoders ignore. */
  readonly #margins: Margins | null;
  /** What of the film is not read, as sentences. */
  readonly warnings: readonly string[];
  #frame: Frame;
  #heldFrame: Frame;
  #skipsUnreferred = false;
  /** Packets that the decoder rejected, and frames that it reports as damaged. */
  damagedPackets = 0;
  /** Value of {@link damagedPackets} when the context was opened. */
  #damagedAtOpen = 0;
  readonly #trust = new DamageTracker();
  /** Frames that wait until damage in them is known, oldest first; and empty frames for reuse. */
  readonly #waiting: { readonly frame: Frame; readonly shown: ShownOrder }[] = [];
  readonly #spare: Frame[] = [];
  #isDrained = false;
  #isTrusted = true;
  readonly #isEntry: (packet: Packet) => boolean;

  /** @throws {FilmError} `no-decoder`. */
  constructor(libav: Libav, stream: Stream, path: string, hasShortcuts: boolean) {
    const { Codec, CodecParameters, avGetCodecName } = libav.lib;
    const parameters = stream.codecpar;
    const name = avGetCodecName(parameters.codecId) ?? 'unknown';
    const findByName = (decoder: string) =>
      Codec.findDecoderByName(decoder as Parameters<typeof Codec.findDecoderByName>[0]);
    const alphaTrack = { codec: name, alphaMode: readTag(stream.metadata, 'alpha_mode') };
    const alpha = chooseAlphaDecoder(alphaTrack, (decoder) => findByName(decoder) !== null);
    this.warnings = alpha.warnings;
    const codec = alpha.decoder === null ? Codec.findDecoder(parameters.codecId) : findByName(alpha.decoder);
    if (codec === null) throw new FilmError('no-decoder', `${path}: no decoder for its codec, ${name}`);
    this.#libav = libav;
    this.#path = path;
    this.#codec = name;
    this.#pixelAspect = stream.sampleAspectRatio;
    this.#matrix = readMatrix(parameters.getCodedSideData(libav.constants.AV_PKT_DATA_DISPLAYMATRIX));
    this.#margins = readMargins(parameters.getCodedSideData(libav.constants.AV_PKT_DATA_FRAME_CROPPING));
    this.#isEntry = createEntryTest(libav, stream);
    this.#decoder = codec;
    // A copy: the stream's own are gone when the container is opened again.
    this.#parameters = new CodecParameters();
    this.#parameters.alloc();
    parameters.copy(this.#parameters);
    this.#timeBase = stream.timeBase;
    this.#hasShortcuts = hasShortcuts;
    this.#context = this.#openContext();
    this.#frame = this.#allocFrame();
    this.#heldFrame = this.#allocFrame();
  }

  /** @throws {FilmError} `no-decoder`. */
  #openContext(): CodecContext {
    const { CodecContext, FFmpegError } = this.#libav.lib;
    const context = new CodecContext();
    context.allocContext3(this.#decoder);
    context.parametersToContext(this.#parameters);
    context.pktTimebase = this.#timeBase;
    // Processes share the cores: threads in one process only add delay and memory.
    context.threadCount = 1;
    if (this.#hasShortcuts) context.setOption('skip_loop_filter', 'noref');
    // Without it a crop on the left is applied only for a multiple of 32 bytes (libavutil/frame.c).
    context.setOption('flags', '+unaligned');
    context.setOption('max_pixels', MAX_PIXELS);
    // Options are set one by one: opening with a dictionary corrupts memory in node-av 6.1.
    const code = context.open2Sync(this.#decoder, null);
    if (code >= 0) return context;
    context.freeContext();
    const cause = new FFmpegError(code);
    const problem = `its decoder, ${this.#codec}, does not start (${cause.message})`;
    throw new FilmError('no-decoder', `${this.#path}: ${problem}`, { cause });
  }

  /** Set whether the decoder skips frames that no other refers to, from the next packet on. */
  skipUnreferred(isOn: boolean): void {
    if (isOn === this.#skipsUnreferred) return;
    this.#context.setOption('skip_frame', isOn ? 'noref' : 'default');
    this.#skipsUnreferred = isOn;
  }

  /**
   * Send one packet, or null for all frames that are still inside. Call {@link receive} until it
   * returns null before sending the next.
   */
  send(packet: Packet | null): void {
    const code = this.#context.sendPacketSync(packet);
    if (packet === null) {
      this.#isDrained = true;
      return;
    }
    this.#trust.sent(packet.pts, packet.isKeyframe && this.#isEntry(packet));
    if (code < 0) {
      this.damagedPackets++;
      this.#trust.lose();
    }
  }

  /**
   * Take the next finished frame; null when the decoder needs another packet, or only reports errors.
   * A frame waits until the frames that it may refer to have come out too.
   */
  receive(): Frame | null {
    while (this.#pull());
    const next = this.#waiting[0];
    if (next === undefined) return null;
    const isLast = this.#isDrained || this.#waiting.length > MAX_WAITING;
    if (!isLast && !this.#trust.isSettled(next.shown)) return null;
    this.#waiting.shift();
    this.#isTrusted = this.#trust.isTrusted(next.shown);
    this.#frame.unref();
    this.#spare.push(this.#frame);
    this.#frame = next.frame;
    return this.#frame;
  }

  /** Whether nothing that the frame received last depends on is damaged ({@link DamageTracker}). */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** Move one frame from the decoder to the waiting ones. False when it has none. */
  #pull(): boolean {
    const { AVERROR_EAGAIN, AVERROR_EOF } = this.#libav.constants;
    const frame = this.#spare.pop() ?? this.#allocFrame();
    for (let errors = 0; errors < MAX_ERRORS; errors++) {
      const code = this.#context.receiveFrameSync(frame);
      if (code === AVERROR_EAGAIN || code === AVERROR_EOF) break;
      const isDamaged = code < 0 || this.#isDamaged(frame);
      if (isDamaged) this.damagedPackets++;
      if (code < 0) this.#trust.lose();
      else {
        this.#waiting.push({ frame, shown: this.#trust.shown(frame.pts, this.#isKey(frame), isDamaged) });
        return true;
      }
    }
    frame.unref();
    this.#spare.push(frame);
    return false;
  }

  #allocFrame(): Frame {
    const frame = new this.#libav.lib.Frame();
    frame.alloc();
    return frame;
  }

  /** Whether a frame is a key frame that is coded by itself: recovery points of H.264 may be marked as key too. */
  #isKey({ keyFrame, pictType }: Frame): boolean {
    const { AV_PICTURE_TYPE_P, AV_PICTURE_TYPE_B } = this.#libav.constants;
    return keyFrame !== 0 && pictType !== AV_PICTURE_TYPE_P && pictType !== AV_PICTURE_TYPE_B;
  }

  #isDamaged(frame: Frame): boolean {
    return frame.decodeErrorFlags !== 0 || frame.hasFlags(this.#libav.constants.AV_FRAME_FLAG_CORRUPT);
  }

  /** Keep the frame just received until another is held. */
  hold(): void {
    [this.#frame, this.#heldFrame] = [this.#heldFrame, this.#frame];
  }

  /** Drop all packets and frames, before entering the film elsewhere. */
  reset(): void {
    // Damaged packets may have changed what a flush keeps, such as parameter sets of H.264: frames
    // decoded later would depend on what was decoded before.
    if (this.damagedPackets > this.#damagedAtOpen) this.#reopen();
    else this.#context.flushBuffers();
    this.#trust.reset();
    for (const { frame } of this.#waiting.splice(0)) {
      frame.unref();
      this.#spare.push(frame);
    }
    this.#isDrained = false;
    this.#heldFrame.unref();
  }

  #reopen(): void {
    this.#context.freeContext();
    this.#context = this.#openContext();
    this.#damagedAtOpen = this.damagedPackets;
    this.#skipsUnreferred = false;
  }

  /**
   * View a frame as a picture: its planes and tags, without a copy.
   *
   * @throws {FilmError} `no-decoder` for a pixel format that is not supported.
   */
  view(frame: Frame): Picture {
    const name = this.#libav.lib.avGetPixFmtName(frame.format as Parameters<Libav['lib']['avGetPixFmtName']>[0]);
    const layout = describePixelFormat(name ?? '');
    const planes = frame.data;
    if (layout === null || planes === null) {
      throw new FilmError('no-decoder', `${this.#path}: its pixel format, ${name ?? 'unknown'}, is not supported`);
    }
    const stated = nameColorTags({
      matrix: frame.colorSpace,
      range: frame.colorRange,
      transfer: frame.colorTrc,
      primaries: frame.colorPrimaries,
    });
    const tags = applyCodecColors(this.#codec, stated);
    const { AV_FRAME_DATA_DISPLAYMATRIX, AV_FRAME_FLAG_INTERLACED } = this.#libav.constants;
    const matrix = this.#matrix ?? readMatrix(frame.getSideData(AV_FRAME_DATA_DISPLAYMATRIX));
    // The container's aspect wins, as in `av_guess_sample_aspect_ratio` (libavformat): it was written later.
    const aspect = choosePixelAspect(this.#pixelAspect, frame.sampleAspectRatio);
    const { width, height } = frame;
    const isInterlaced = frame.hasFlags(AV_FRAME_FLAG_INTERLACED);
    const isField = isFieldPicture(this.#codec, isInterlaced);
    const pixelAspect = isField ? stretchField(aspect) : aspect;
    const shape = { width, height, isInterlaced: isInterlaced && !isField, tags };
    // Bottom-up pictures have negative line sizes. They and packed formats are copied.
    const isCopied = layout.unpacking !== null || frame.linesize.some((size) => size < 0);
    const stored = isCopied
      ? viewRaw(frame.toBuffer(), layOutRaw(layout, width, height), layout, shape)
      : viewPlanes(planes, frame.linesize, layout, shape);
    const alpha = hasPremultipliedAlpha(this.#codec) ? null : stored.alpha;
    const picture: Picture = { ...stored, alpha, shown: { ...readOrientation(matrix), pixelAspect } };
    return this.#margins === null ? picture : cropMargins(picture, this.#margins);
  }

  /** Free the decoder and its frames. */
  close(): void {
    for (const { frame } of this.#waiting) frame.free();
    for (const frame of [...this.#spare, this.#frame, this.#heldFrame]) frame.free();
    this.#context.freeContext();
    this.#parameters.free();
  }
}
