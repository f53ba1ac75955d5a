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
import { warnOfJoinedTail } from '../formats/joined-tail.ts';
import type { Orientation } from '../formats/orientation.ts';
import { type FilmPlace, findFilm } from '../identity/film-place.ts';
import { type AlphaDecoding, chooseAlphaDecoder } from '../libav/alpha-decoder.ts';
import { warnOfChoice } from '../no-video.ts';
import { FfmpegDecoding } from './decoding.ts';
import { explainHardware, explainNoFrame, readFilmInfo, type ShownPiped, showPicture } from './info.ts';
import { addressFilm, type FfmpegInput } from './input.ts';
import { probePackets } from './packets.ts';
import { type FfmpegTrack, probeFrameOrientation, probeTrack } from './probe.ts';
import { chooseSeek } from './seek.ts';
import { joinRuns, type Selection, selectBefore, selectTimes } from './select.ts';
import { confirmFfmpegVersion, listDecoders } from './version.ts';

/** Pixels that are decoded in the time that FFmpeg takes to start (70 ms, 5.1 on one core of ours). */
const PIXELS_PER_START = 25_000_000;

/** Frames past the last wanted one after which none is waited for: more than any decoder reorders. */
const PAST_FRAMES = 16;

/** Frames before an instant that are let through the pipe to answer it, in an untimed film. */
const FRAMES_BEFORE = 3;

/** What can be chosen about this backend. */
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
  /** What the stream's first display matrix says, asked for once where it has any. */
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
    const first = await this.#lookAtFirstFrame();
    const index = await probePackets(this.#input, this.#track, this.#version);
    const tail = index.parts ? null : await warnOfJoinedTail(this.#place, this.#track.container);
    this.warnings = [
      ...this.warnings,
      ...warnOfTags(first.picture),
      ...warnOfDolbyVision(this.#track.dolbyVision),
      ...(tail === null ? [] : [tail]),
    ];
    return { info: readFilmInfo(this.#track, first, index), index };
  }

  async *frames(span: Span): AsyncGenerator<ShownFrame, void, undefined> {
    const { width, height } = this.#track;
    for (const run of joinRuns(span.runs, PIXELS_PER_START / Math.max(1, width * height))) {
      const unmet = new Set(run.wanted);
      const meet = async function* (frames: AsyncGenerator<ShownFrame, void, undefined>) {
        for await (const frame of frames) {
          if (unmet.delete(frame.wanted)) yield frame;
          if (unmet.size === 0) return;
        }
      };
      // A single packet has no frames before its own.
      const isSingle = !run.isTimed && run.packets === 1;
      const windows = [...(isSingle ? [] : [this.#frameTicks() * FRAMES_BEFORE]), Number.POSITIVE_INFINITY];
      const damagedBefore = this.damagedPackets;
      if (run.isTimed) yield* meet(this.#decodeTimed(run));
      else yield* meet(this.#decodeHeld(run, run.wanted, windows.shift()!));
      // What is decoded once more is not damaged once more.
      const damaged = this.damagedPackets;
      if (run.isTimed && damaged > damagedBefore) {
        // Where FFmpeg reports damage, nothing after it is trusted for long: decode each run by itself.
        const isWanted = (time: number) => unmet.has(time);
        for (const part of span.runs) {
          const wanted = part.wanted.filter(isWanted);
          if (wanted.length > 0 && part.packets < run.packets) yield* meet(this.#decodeTimed({ ...part, wanted }));
        }
      } else {
        // A packet that promised a frame gave none (a reference picture that is not shown), or there was none just before: take what
        // was on screen then, first among the frames just before, then among all.
        for (const window of windows) {
          if (unmet.size > 0) yield* meet(this.#decodeHeld(run, Float64Array.from(unmet).sort(), window));
        }
      }
      this.damagedPackets = damaged;
      for (const wanted of unmet) yield { wanted, pts: Number.NaN, picture: null };
    }
  }

  close(): void {
    for (const decoding of this.#decodings) decoding.kill();
    this.#input.release();
  }

  /** Go through a run whose wanted times are those of frames. */
  async *#decodeTimed(run: DecodeRun): AsyncGenerator<ShownFrame, void, undefined> {
    const wanted = new Set(run.wanted);
    const selection = selectTimes(run.wanted);
    let past = 0;
    for await (const { frame } of this.#decode(run, selection)) {
      const { pts } = frame.info;
      if (wanted.has(pts) && frame.isTrusted) yield { wanted: pts, pts, picture: frame.picture };
      else if (pts > selection.last && ++past > PAST_FRAMES) return;
    }
  }

  /** Go through a run whose wanted times are instants: each is answered by the last frame shown up to then, if it is in its window. */
  async *#decodeHeld(
    run: DecodeRun,
    wanted: Float64Array,
    window: number,
  ): AsyncGenerator<ShownFrame, void, undefined> {
    const firstPts = run.isTimed ? run.entry.pts : Number.NEGATIVE_INFINITY;
    let next = 0;
    let held: { pts: number; picture: ShownFrame['picture'] } = { pts: Number.NaN, picture: null };
    const answer = function* (until: number): Generator<ShownFrame, void, undefined> {
      for (; next < wanted.length && wanted[next]! < until; next++) {
        const time = wanted[next]!;
        if (held.pts <= time && held.pts >= time - window) yield { wanted: time, ...held };
      }
    };
    let frames = 0;
    // Where packets state no times, those of frames are the container's.
    const follow = run.isTimed || run.parts === undefined ? null : followClocks(run.parts.map(({ offset }) => offset));
    const selection = selectBefore(wanted, follow === null ? window : Number.POSITIVE_INFINITY);
    let expected = Number.NaN;
    for await (const { frame, decoding } of this.#decode(run, selection)) {
      const pts = frame.info.pts + (follow?.(frame.info.pts, expected) ?? 0);
      expected = pts + this.#frameTicks();
      if (!(pts >= firstPts)) continue;
      // FFmpeg cannot be told how many packets to decode; each gives one frame at most.
      if (!run.isTimed && ++frames > run.packets) break;
      yield* answer(pts);
      if (next === wanted.length) return;
      if (held.pts >= pts) continue;
      held = { pts: frame.isTrusted ? pts : Number.NaN, picture: frame.picture };
      decoding.hold();
    }
    yield* answer(Number.POSITIVE_INFINITY);
  }

  /**
   * Decode from a run's entry on and give the selected frames. Where seeking leads past the entry, or nowhere, decoding begins with
   * the film instead.
   */
  async *#decode(
    run: DecodeRun,
    selection: Selection,
  ): AsyncGenerator<{ frame: ShownPiped; decoding: FfmpegDecoding }, void, undefined> {
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

  /** Decode the first frame: it knows what the container may not, and whether the hardware decodes it. */
  async #lookAtFirstFrame(): Promise<ShownPiped> {
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
        return await this.#lookAtFirstFrame();
      }
      if (frame === null) throw explainNoFrame(this.#input.path, this.#track.codec, decoding);
      return frame;
    } finally {
      this.#stop(decoding);
    }
  }

  /** Wait for the next frame of a decoding, and say how it is shown. */
  async #next(decoding: FfmpegDecoding): Promise<ShownPiped | null> {
    const frame = await decoding.next();
    if (frame === null) return null;
    const { info, picture } = frame;
    if (info.turn !== null && this.#track.orientation === null) {
      this.#stated ??= probeFrameOrientation(this.#input, this.#track);
    }
    const shown = showPicture(this.#track, info, (await this.#stated)?.isMirrored ?? false);
    return { ...frame, picture: { ...picture, shown }, shown };
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
