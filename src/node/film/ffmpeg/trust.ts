/** Messages about packets that the decoder rejects: up to FFmpeg 6, and later. */
const REJECTED = /Error while decoding stream|Error submitting packet to decoder/;

/**
 * Printed by a decoder that fills in unreadable blocks of a picture
 * (libavcodec/error_resilience.c).
 */
const CONCEALED = /\] concealing \d+ DC, \d+ AC, \d+ MV errors in /;

/** Printed by ffmpeg before a frame that its decoder marks as damaged. */
const CORRUPT = /corrupt decoded frame/;

/**
 * Printed by decoders that conceal damage without a message of the kinds above: for HEVC, that a
 * picture or a part of it is missing.
 */
const BROKEN =
  /^\[hevc @ \w+\] \[error\] (?:Could not find ref with POC|The cu_qp_delta|CABAC_MAX_BIN|Zero refs|The slice)/;

/**
 * Frames that a decoder may hold back beyond what the container announces: it learns the order of
 * pictures during decoding.
 */
const DELAY_MARGIN = 4;

/**
 * Frames in the queues between the threads of FFmpeg 7 and later: the log may be ahead of the
 * filters by so many.
 */
const QUEUED_FRAMES = 16;

/** The name in the log of the `showinfo` filter that all frames pass. */
export const SHOWINFO_ALL: string = 'showinfo@all';

const FRAME = new RegExp(`^\\[${SHOWINFO_ALL} @ \\w+\\] \\[info\\] n: *\\d+ pts: *(\\S+) .*\\biskey:(\\d) type:(.)`);

/**
 * Derives from FFmpeg's log which frames are undamaged. ffmpeg names no frame when it reports
 * damage. So a frame is trusted if no damage was reported before it passed the filters, or if a key
 * frame passed long enough after the damage. The backend libav knows which packet is damaged; this
 * class trusts fewer frames, never more.
 */
export class FfmpegTrust {
  #rejected = 0;
  #concealed = 0;
  #corrupt = 0;
  /** Packets rejected before the first frame. */
  #rejectedEarly = 0;
  #hasFrames = false;
  /** Frames since the last damage. */
  #since = Number.POSITIVE_INFINITY;
  #isTrusted = true;
  readonly #entryPts: number;
  readonly #healingFrames: number;

  /**
   * @param entryPts ticks of the frame at which decoding should start; NaN if unknown.
   * @param reordering frames that the decoder holds back to put them in order.
   * @param isThreaded whether ffmpeg decodes and filters in separate threads.
   */
  constructor(entryPts: number, reordering: number, isThreaded: boolean) {
    this.#entryPts = entryPts;
    // Damage is reported when a packet is decoded. A key frame ends it only if it was decoded
    // later, which is certain if more frames passed in between than can have been pending.
    this.#healingFrames = reordering + DELAY_MARGIN + (isThreaded ? QUEUED_FRAMES : 0);
  }

  /** Whether the last frame is undamaged, as far as FFmpeg reports damage. */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** Packets that the decoder rejected, and frames that it concealed. */
  get damagedPackets(): number {
    return this.#rejected + Math.max(this.#concealed, this.#corrupt);
  }

  /** Parse one line of FFmpeg's log. */
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

  /**
   * Handle the first frame. If it is not the entry, decoding started in the middle of a group of
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
