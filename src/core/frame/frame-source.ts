import type { Shown } from './picture/orientation.ts';
import type { Picture, ResolvedColor } from './picture/picture.ts';
import type { Span } from './plan/decode-plan.ts';
import type { ClockPart, PacketIndex, Track } from './plan/packet-index.ts';
import type { Ratio } from './ratio.ts';

/** The chosen video track of a film, as known from its packets and its first frame. */
export interface FilmInfo extends Shown {
  /** Number of the track's stream in its container, counted from 0. */
  readonly stream: number;
  readonly codec: string;
  /** Stored pixels, after the crop that stream and container state. */
  readonly width: number;
  readonly height: number;
  readonly frameRate: Ratio;
  readonly color: ResolvedColor;
  readonly timeBase: Ratio;
  /** The container's title tag, or null. */
  readonly title: string | null;
  readonly track: Track;
  /** Duration that the container states for this track, seconds; null if it states none. */
  readonly claimedSeconds: number | null;
  /** The parts of a film whose container has several clocks; absent if it has one. */
  readonly parts?: readonly ClockPart[] | undefined;
}

/** The frame shown at a wanted time; its picture is null if it could not be decoded. */
export interface ShownFrame {
  /** The wanted time of the {@link Span} that this frame is for, ticks. */
  readonly wanted: number;
  /**
   * Presentation time in ticks: the largest that is not after the requested instant. NaN without a
   * picture.
   */
  readonly pts: number;
  /** Borrowed: valid until the next frame is requested. */
  readonly picture: Picture | null;
}

/**
 * A place in a film that is not surveyed: the frame shown at a time on the film's own clock, or the
 * key frame at a share of its stated duration, from 0 to 1.
 */
export type GlimpsePlace = { readonly seconds: number } | { readonly share: number };

/** A frame at a place; its picture is null if it could not be found or decoded. */
export interface GlimpsedFrame {
  /** Index of the place. */
  readonly place: number;
  /** When it is shown, seconds on the film's own clock; NaN without a picture. */
  readonly seconds: number;
  /** Borrowed: valid until the next frame is requested. */
  readonly picture: Picture | null;
}

/** Name and version of what reads a film. */
export interface Backend {
  readonly name: string;
  readonly version: string;
  /** The requested hardware decoding, if it starts; absent for software decoding. */
  readonly hwaccel?: string;
}

/**
 * The port through which films are read. A backend returns planes and tags and converts nothing, so
 * that the same pure code computes the colours for every backend.
 *
 * @throws {FilmError} from every member.
 */
export interface FrameSource {
  /** What reads the film: part of a fingerprint's provenance. Final after the survey. */
  readonly backend: Backend;
  /**
   * Warnings as sentences: hardware decoding that does not start, other video tracks that are not
   * read, colour tags that are not supported. Complete after the survey.
   */
  readonly warnings: readonly string[];
  /** Survey the film: its video track and all packets of it. */
  survey(): Promise<{ readonly info: FilmInfo; readonly index: PacketIndex }>;
  /**
   * Decode the wanted frames of a span, each exactly once, in any order. It yields to the event
   * loop between frames. To stop it, leave the loop.
   */
  frames(span: Span): AsyncGenerator<ShownFrame, void, undefined>;
  /**
   * Decode the frames at some places before the film is surveyed: at once, but by the times that
   * the container states, which may be wrong. For previews. Absent where the backend cannot.
   */
  glimpse?(places: readonly GlimpsePlace[]): AsyncGenerator<GlimpsedFrame, void, undefined>;
  /** Packets that the decoder rejected so far, plus frames that it reports as damaged. */
  readonly damagedPackets: number;
  /** Free everything. The source cannot be used afterwards. */
  close(): void;
}
