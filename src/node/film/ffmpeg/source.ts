import {
  type DecodeRun,
  type FilmInfo,
  type FrameSource,
  followClocks,
  type PacketIndex,
  type Packets,
  type ShownFrame,
  type Span,
  warnOfDolbyVision,
  warnOfTags,
} from '../../../core/frame/index.ts';
import { type Attempt, answerHeld, answerRun, answerTimed, type DecodedFrame } from '../../../core/pipeline/index.ts';
import { buildFilmInfo } from '../formats/film-info.ts';
import { warnOfJoinedTail } from '../formats/joined-tail.ts';
import type { Orientation } from '../formats/orientation.ts';
import { type FilmPlace, findFilm } from '../identity/film-place.ts';
import { type AlphaDecoding, chooseAlphaDecoder } from '../libav/alpha-decoder.ts';
import { warnOfChoice } from '../no-video.ts';
import { FfmpegDecoding, type PipedFrame } from './decoding.ts';
import { explainHardware, explainNoFrame, showPicture } from './info.ts';
import { addressFilm, type FfmpegInput } from './input.ts';
import { probePackets } from './packets.ts';
import { type FfmpegTrack, probeFrameOrientation, probeTrack } from './probe.ts';
import { chooseSeek } from './seek.ts';
import { joinRuns, type Selection, selectBefore, selectTimes } from './select.ts';
import { confirmFfmpegVersion, listDecoders } from './version.ts';

/** Decoding stops so many frames past the last wanted one: more than any decoder reorders. */
const PAST_FRAMES = 16;

/** Frames before an instant that pass the filter to answer it, in an untimed film. */
const FRAMES_BEFORE = 3;

/** Options of this backend. */
export interface FfmpegOptions {
  /** FFmpeg's name of a hardware decoder, or null for software. */
  readonly hwaccel?: string | null | undefined;
  /** Which stream of the container, counted from 0; the best moving picture when absent. */
  readonly stream?: number | undefined;
  /** Leave out the loop filter in pictures that no other refers to, as the other backend does. On when absent. */
  readonly hasShortcuts?: boolean | undefined;
}

/**
 * Open a film with the `ffmpeg` and `ffprobe` that are in the PATH.
 *
 * @param path a local file, or an http, https or s3 address. The relay's address of the latter is an argument of these programs: other users of this
 *   machine can see it, and read the film from it, while they run.
 * @throws {FilmError}
 */
export async function openFfmpegSource(path: string, options: FfmpegOptions = {}): Promise<FrameSource> {
  const place = await findFilm(path);
  const input = addressFilm(place);
  const track = await probeTrack(input, options.stream);
  const version = await confirmFfmpegVersion(track.probedBy);
  const decoders = track.alphaMode === null ? new Set<string>() : await listDecoders();
  const alpha = chooseAlphaDecoder(track, (decoder) => decoders.has(decoder));
  return new FfmpegSource(place, input, track, version, alpha, options);
}

class FfmpegSource implements FrameSource {
  readonly #place: FilmPlace;
  readonly #input: FfmpegInput;
  readonly #track: FfmpegTrack;
  readonly #version: string;
  readonly #decodings = new Set<FfmpegDecoding>();
  readonly #hasShortcuts: boolean;
  readonly #decoder: string | null;
  /** The stream's first display matrix; probed once, if frames have one. */
  #stated: Promise<Orientation | null> | undefined;
  #hwaccel: string | null;
  damagedPackets = 0;
  warnings: readonly string[];

  constructor(
    place: FilmPlace,
    input: FfmpegInput,
    track: FfmpegTrack,
    version: string,
    alpha: AlphaDecoding,
    { hwaccel = null, hasShortcuts = true }: FfmpegOptions,
  ) {
    this.#place = place;
    this.#input = input;
    this.#track = track;
    this.#version = version;
    this.#decoder = alpha.decoder;
    this.warnings = [...warnOfChoice(track.choice), ...alpha.warnings];
    this.#hwaccel = hwaccel;
    if (hwaccel !== null && alpha.decoder !== null) {
      this.warnings = [
        ...this.warnings,
        `hardware does not decode the film's alpha; decoded in software instead of with ${hwaccel}`,
      ];
      this.#hwaccel = null;
    }
    this.#hasShortcuts = hasShortcuts;
  }

  get backend(): FrameSource['backend'] {
    const backend = { name: 'ffmpeg', version: this.#version };
    return this.#hwaccel === null ? backend : { ...backend, hwaccel: this.#hwaccel };
  }

  async survey(): Promise<{ info: FilmInfo; index: PacketIndex }> {
    const first = await this.#readFirstFrame();
    const index = await probePackets(this.#input, this.#track, this.#version);
    const tail = index.parts ? null : await warnOfJoinedTail(this.#place, this.#track.container);
    this.warnings = [
      ...this.warnings,
      ...warnOfTags(first.picture),
      ...warnOfDolbyVision(this.#track.dolbyVision),
      ...(tail === null ? [] : [tail]),
    ];
    return { info: buildFilmInfo(this.#track, first.picture, index, first.info.pts), index };
  }

  async *frames(span: Span): AsyncGenerator<ShownFrame, void, undefined> {
    for (const run of joinRuns(span.runs, this.#track)) {
      // FFmpeg reads on past the last wanted frame until it is stopped.
      yield* answerRun(run.wanted, this.#attempts(run, span.runs), true);
    }
  }

  close(): void {
    for (const decoding of this.#decodings) decoding.kill();
    this.#input.release();
  }

  /** @param parts the runs that were joined. */
  *#attempts(run: DecodeRun, parts: readonly DecodeRun[]): Generator<Attempt, void, undefined> {
    // A single packet has no frames before its own.
    const isSingle = !run.isTimed && run.packets === 1;
    const windows = [...(isSingle ? [] : [this.#frameTicks() * FRAMES_BEFORE]), Number.POSITIVE_INFINITY];
    const damagedBefore = this.damagedPackets;
    if (run.isTimed) yield (unmet) => this.#answerTimed(run, unmet);
    else {
      const window = windows.shift()!;
      yield (unmet) => this.#answerHeld(run, unmet, window);
    }
    const damaged = this.damagedPackets;
    try {
      if (run.isTimed && damaged > damagedBefore) {
        // Where FFmpeg reports damage, no frame after it is trusted for long: decode each run alone.
        for (const part of parts) {
          const ofPart = new Set(part.wanted);
          const isAlone = part.packets < run.packets;
          if (isAlone)
            yield (unmet) =>
              this.#answerTimed(
                part,
                unmet.filter((time) => ofPart.has(time)),
              );
        }
      } else {
        // A packet that promised a frame gave none (a reference picture that is not shown), or there
        // was none just before: take the frame that was on screen instead, first among the frames
        // just before, then among all.
        for (const window of windows) yield (unmet) => this.#answerHeld(run, unmet, window);
      }
    } finally {
      // Damage counts once, however often it is decoded.
      this.damagedPackets = damaged;
    }
  }

  #answerTimed(run: DecodeRun, times: Float64Array): AsyncIterable<ShownFrame> {
    return answerTimed(this.#decodeTimed({ ...run, wanted: times }), times);
  }

  #answerHeld(run: DecodeRun, instants: Float64Array, window: number): AsyncIterable<ShownFrame> {
    return answerHeld(this.#decodeHeld(run, instants, window), instants, { window, stopsEarly: true });
  }

  /** Decode the frames of some times. */
  async *#decodeTimed(run: DecodeRun): AsyncGenerator<DecodedFrame, void, undefined> {
    if (run.wanted.length === 0) return;
    const selection = selectTimes(run.wanted);
    let past = 0;
    for await (const { frame, decoding } of this.#decode(run, selection)) {
      const { pts } = frame.info;
      if (pts > selection.last && ++past > PAST_FRAMES) return;
      yield borrowFrame(frame, pts, decoding);
    }
  }

  /** Decode the frames that may answer instants: those that are shown at most `window` ticks before one. */
  async *#decodeHeld(
    run: DecodeRun,
    instants: Float64Array,
    window: number,
  ): AsyncGenerator<DecodedFrame, void, undefined> {
    const firstPts = run.isTimed ? run.entry.pts : Number.NEGATIVE_INFINITY;
    let frames = 0;
    // Where packets state no times, those of frames are the container's.
    const follow = run.isTimed || run.parts === undefined ? null : followClocks(run.parts.map(({ offset }) => offset));
    const selection = selectBefore(instants, follow === null ? window : Number.POSITIVE_INFINITY);
    let expected = Number.NaN;
    for await (const { frame, decoding } of this.#decode(run, selection)) {
      const pts = frame.info.pts + (follow?.(frame.info.pts, expected) ?? 0);
      expected = pts + this.#frameTicks();
      if (!(pts >= firstPts)) continue;
      // FFmpeg has no option for the number of packets; each gives one frame at most.
      if (!run.isTimed && ++frames > run.packets) return;
      yield borrowFrame(frame, pts, decoding);
    }
  }

  /**
   * Decode from a run's entry on and yield the selected frames. If seeking ends past the entry, or
   * fails, decoding starts at the beginning of the film instead.
   */
  async *#decode(
    run: DecodeRun,
    selection: Selection,
  ): AsyncGenerator<{ frame: PipedFrame; decoding: FfmpegDecoding }, void, undefined> {
    const packets = run.isTimed && run.parts !== undefined ? run : null;
    const seek = packets === null ? chooseSeek(this.#track, run.entry) : null;
    for (const seekMicroseconds of seek === null ? [null] : [seek, null]) {
      const decoding = this.#start(selection.expression, seekMicroseconds, run.entry.pts, packets);
      try {
        let frame = await this.#next(decoding);
        const isLate = frame === null || frame.info.pts > run.entry.pts;
        if (seekMicroseconds !== null && isLate) continue;
        for (; frame !== null; frame = await this.#next(decoding)) yield { frame, decoding };
        return;
      } finally {
        this.#stop(decoding);
      }
    }
  }

  /** Decode the first frame. It has what the container may lack, and shows whether the hardware decodes the film. */
  async #readFirstFrame(): Promise<PipedFrame> {
    const decoding = this.#start('eq(n,0)', null, Number.NaN, null);
    try {
      const frame = await this.#next(decoding);
      const failure = this.#hwaccel === null ? null : explainHardware(decoding, frame !== null);
      if (failure !== null) {
        this.warnings = [
          ...this.warnings,
          `hardware decoding with ${this.#hwaccel} does not work here (${failure}); decoded in software`,
        ];
        this.#hwaccel = null;
        return await this.#readFirstFrame();
      }
      if (frame === null) throw explainNoFrame(this.#input.path, this.#track.codec, decoding);
      return frame;
    } finally {
      this.#stop(decoding);
    }
  }

  /** Wait for the next frame of a decoding, and read how it is shown. */
  async #next(decoding: FfmpegDecoding): Promise<PipedFrame | null> {
    const frame = await decoding.next();
    if (frame === null) return null;
    const { info, picture } = frame;
    if (info.turn !== null && this.#track.orientation === null) {
      this.#stated ??= probeFrameOrientation(this.#input, this.#track);
    }
    const shown = showPicture(this.#track, info, (await this.#stated)?.isMirrored ?? false);
    return { ...frame, picture: { ...picture, shown } };
  }

  #start(select: string, seekMicroseconds: number | null, entryPts: number, packets: Packets | null): FfmpegDecoding {
    const decoding = new FfmpegDecoding({
      input: this.#input,
      track: this.#track,
      version: this.#version,
      hwaccel: this.#hwaccel,
      decoder: this.#decoder,
      hasShortcuts: this.#hasShortcuts,
      seekMicroseconds,
      packets,
      entryPts,
      select,
    });
    this.#decodings.add(decoding);
    return decoding;
  }

  #stop(decoding: FfmpegDecoding): void {
    decoding.kill();
    this.damagedPackets += decoding.damagedPackets;
    this.#decodings.delete(decoding);
  }

  /** Ticks from one frame to the next, on average. */
  #frameTicks(): number {
    const { frameRate, timeBase } = this.#track;
    const seconds = frameRate.num > 0 ? frameRate.den / frameRate.num : 1;
    return Math.ceil((seconds * timeBase.den) / timeBase.num);
  }
}

/** A frame of a decoding, whose bytes are kept until the next one is read. */
const borrowFrame = ({ picture, isTrusted }: PipedFrame, pts: number, decoding: FfmpegDecoding): DecodedFrame => ({
  pts,
  isTrusted,
  view: () => picture,
  hold: () => decoding.hold(),
  // The decoding uses the bytes again.
  release() {},
});
