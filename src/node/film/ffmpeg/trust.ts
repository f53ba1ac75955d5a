/** FFmpeg's message about a rejected packet: up to FFmpeg 6, and since FFmpeg 7. */
const REJECTED = /Error while decoding stream|Error submitting packet to decoder/;

/** A decoder's message about concealed blocks of a picture (libavcodec/error_resilience.c). */
const CONCEALED = /\] concealing \d+ DC, \d+ AC, \d+ MV errors in /;

/** ffmpeg's message before a frame that its decoder marks as damaged. */
const CORRUPT = /corrupt decoded frame/;

/**
 * Messages of decoders that conceal without the messages above: in HEVC, a missing picture or part
 * of it.
 */
const BROKEN =
  /^\[hevc @ \w+\] \[error\] (?:Could not find ref with POC|The cu_qp_delta|CABAC_MAX_BIN|Zero refs|The slice)/;

/**
 * Frames that a decoder may delay in addition to those the container announces: it detects the
 * order while decoding.
 */
const DELAY_MARGIN = 4;

/**
 * Frames in the queues between the threads of FFmpeg 7 and later, by which the log may be ahead of
 * the filters.
 */
const QUEUED_FRAMES = 16;

/** Log name of the `showinfo` filter that all frames pass. */
export const SHOWINFO_ALL: string = 'showinfo@all';

const FRAME = new RegExp(`^\\[${SHOWINFO_ALL} @ \\w+\\] \\[info\\] n: *\\d+ pts: *(\\S+) .*\\biskey:(\\d) type:(.)`);

/**
 * Finds which frames are intact from FFmpeg's log. ffmpeg does not name the frame when it reports
 * damage. So a frame is intact if no damage was reported before it passed the filters, or if a key
 * frame passed long enough after that. The libav backend knows which packet is damaged; here fewer
 * frames count as intact, never more.
 */
export class FfmpegTrust {
  #rejected = 0;
  #concealed = 0;
  #corrupt = 0;
  /** Number of packets rejected before the first frame. */
  #rejectedEarly = 0;
  #hasFrames = false;
  /** Number of frames since the last damage. */
  #since = Number.POSITIVE_INFINITY;
  #isTrusted = true;
  readonly #entryPts: number;
  readonly #healingFrames: number;

  /**
   * @param entryPts   ticks of the frame that decoding should begin with; NaN if unknown.
   * @param reordering number of frames that the decoder delays for reordering.
   * @param isThreaded whether ffmpeg decodes and filters in separate threads.
   */
  constructor(entryPts: number, reordering: number, isThreaded: boolean) {
    this.#entryPts = entryPts;
    // Damage is reported when a packet is decoded. A key frame ends it only if it was decoded
    // later: if more frames passed in between than can have been delayed.
    this.#healingFrames = reordering + DELAY_MARGIN + (isThreaded ? QUEUED_FRAMES : 0);
  }

  /** Whether the last frame is intact, as far as FFmpeg reports. */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** Packets that the decoder rejected, plus frames that it concealed. */
  get damagedPackets(): number {
    return this.#rejected + Math.max(this.#concealed, this.#corrupt);
  }

  /** Parse a line of FFmpeg's log. */
  read(line: string): void {
    const frame = FRAME.exec(line);
    if (frame !== null) {
      const [, pts, isKey, type] = frame;
      if (!this.#hasFrames) this.#begin(Number(pts));
      this.#since++;
      // Decoders may also mark recovery points as key.
      if (this.#since > this.#healingFrames && isKey === '1' && type !== 'P' && type !== 'B') this.#isTrusted = true;
    } else if (REJECTED.test(line)) {
      if (this.#hasFrames) {
        this.#rejected++;
        this.#distrust();
      } else this.#rejectedEarly++;
    } else if (CONCEALED.test(line) || BROKEN.test(line)) {
      this.#concealed++;
      this.#distrust();
    } else if (CORRUPT.test(line)) {
      this.#corrupt++;
      this.#distrust();
    }
  }

  /**
   * Handle the first frame. If it is not the entry, decoding began in the middle of a group of
   * pictures.
   */
  #begin(pts: number): void {
    this.#hasFrames = true;
    if (this.#rejectedEarly === 0 || pts !== this.#entryPts) return;
    this.#rejected += this.#rejectedEarly;
    this.#distrust();
  }

  #distrust(): void {
    this.#isTrusted = false;
    this.#since = 0;
  }
}
