/** Packets that the decoder rejects: up to FFmpeg 6, and since. */
const REJECTED = /Error while decoding stream|Error submitting packet to decoder/;

/** What a decoder prints when it fills in the blocks of a picture that it cannot read (libavcodec/error_resilience.c). */
const CONCEALED = /\] concealing \d+ DC, \d+ AC, \d+ MV errors in /;

/** What ffmpeg prints before a frame that its decoder marks as damaged. */
const CORRUPT = /corrupt decoded frame/;

/** What decoders print that mend without a word of the kind above: of HEVC, that a picture or a part of it is missing. */
const BROKEN =
  /^\[hevc @ \w+\] \[error\] (?:Could not find ref with POC|The cu_qp_delta|CABAC_MAX_BIN|Zero refs|The slice)/;

/** Frames that a decoder may hold back beyond what the container announces: it learns how pictures are ordered as it goes. */
const DELAY_MARGIN = 4;

/** Frames in the queues between the threads of FFmpeg 7 and later, in which the log may be ahead of the filters. */
const QUEUED_FRAMES = 16;

/** The name in the log of the `showinfo` filter that all frames go through. */
export const SHOWINFO_ALL: string = 'showinfo@all';

const FRAME = new RegExp(`^\\[${SHOWINFO_ALL} @ \\w+\\] \\[info\\] n: *\\d+ pts: *(\\S+) .*\\biskey:(\\d) type:(.)`);

/**
 * Tells from what FFmpeg prints which frames are intact. ffmpeg names no frame when it reports damage, so that a frame is trusted if no
 * damage was reported before it came through the filters, or a key frame came through long enough after that. The backend libav knows
 * which packet is damaged; this trusts fewer frames, never more.
 */
export class FfmpegTrust {
  #rejected = 0;
  #concealed = 0;
  #corrupt = 0;
  /** Packets that were rejected before any frame came. */
  #rejectedEarly = 0;
  #hasFrames = false;
  /** Frames that came since the last damage. */
  #since = Number.POSITIVE_INFINITY;
  #isTrusted = true;
  readonly #entryPts: number;
  readonly #healingFrames: number;

  /**
   * @param entryPts   ticks of the frame that decoding is meant to begin with, NaN where it is not known.
   * @param reordering frames that the decoder holds back so that they come out in order.
   * @param isThreaded whether ffmpeg decodes and filters in threads of their own.
   */
  constructor(entryPts: number, reordering: number, isThreaded: boolean) {
    this.#entryPts = entryPts;
    // Damage is reported when a packet is decoded. A key frame ends it only if it was decoded later: if more frames came in between than
    // can have waited.
    this.#healingFrames = reordering + DELAY_MARGIN + (isThreaded ? QUEUED_FRAMES : 0);
  }

  /** Whether the frame that came last is intact, as far as FFmpeg reports. */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** Packets that the decoder rejected, and frames that it mended. */
  get damagedPackets(): number {
    return this.#rejected + Math.max(this.#concealed, this.#corrupt);
  }

  /** Read one line of FFmpeg's log. */
  read(line: string): void {
    const frame = FRAME.exec(line);
    if (frame !== null) {
      const [, pts, isKey, type] = frame;
      if (!this.#hasFrames) this.#begin(Number(pts));
      this.#since++;
      // Decoders may mark recovery points as key too.
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

  /** The first frame came. Where another than the entry comes first, decoding began in the middle of a group of pictures. */
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
