import type { Shown } from './picture/orientation.ts';
import type { Picture, ResolvedColor } from './picture/picture.ts';
import type { Span } from './plan/decode-plan.ts';
import type { ClockPart, PacketIndex, Track } from './plan/packet-index.ts';
import type { Ratio } from './ratio.ts';

/** The chosen video track of a film, as far as looking at it and at its first frame tells. */
export interface FilmInfo extends Shown {
  /** Number of the track's stream in its container, counted from 0. */
  readonly stream: number;
  readonly codec: string;
  /** Pixels as stored, without what stream and container crop away. */
  readonly width: number;
  readonly height: number;
  readonly frameRate: Ratio;
  readonly color: ResolvedColor;
  readonly timeBase: Ratio;
  /** The container's title tag, or null. */
  readonly title: string | null;
  readonly track: Track;
  /** Seconds that the container claims for this track, or null where it claims none. */
  readonly claimedSeconds: number | null;
  /** The parts of a film whose container does not count on one clock; absent where it does. */
  readonly parts?: readonly ClockPart[] | undefined;
}

/** A frame that came on screen, or null where it could not be decoded. */
export interface ShownFrame {
  /** The time of {@link Span} that it answers, ticks. */
  readonly wanted: number;
  /** Presentation time in ticks; the largest that is not after the instant asked for. NaN when there is no picture. */
  readonly pts: number;
  /** Borrowed: valid until the next frame is asked for. */
  readonly picture: Picture | null;
}

/** What reads a film, and its version. */
export interface Backend {
  readonly name: string;
  readonly version: string;
  /** The hardware decoding that was asked for and starts; absent where software decodes. */
  readonly hwaccel?: string;
}

/**
 * The port through which films are read. A backend hands over planes and tags and converts nothing, so that one piece
 * of pure code makes colours of them whatever the backend.
 *
 * @throws {FilmError} from every member.
 */
export interface FrameSource {
  /** What reads the film: part of a fingerprint's provenance. Settled once the film has been surveyed. */
  readonly backend: Backend;
  /**
   * Sentences on what is not as it was asked for or as the film says: hardware decoding that does not start, other video
   * tracks that are not read, colour tags that cannot be read. Complete once the film has been surveyed.
   */
  readonly warnings: readonly string[];
  /** Look at the film: its track, and all packets of it. */
  survey(): Promise<{ readonly info: FilmInfo; readonly index: PacketIndex }>;
  /**
   * Decode the wanted frames of a span, in no promised order, each exactly once. It yields to the event loop between
   * frames, so that a caller can stop it by leaving the loop.
   */
  frames(span: Span): AsyncGenerator<ShownFrame, void, undefined>;
  /** Packets that the decoder rejected so far, and frames that it says are damaged. */
  readonly damagedPackets: number;
  /** Free everything. The source cannot be used afterwards. */
  close(): void;
}
