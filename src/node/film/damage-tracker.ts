/** A key packet that was sent to the decoder. */
interface Key {
  /** Number of the packet, counted from the first one sent. */
  readonly order: number;
  readonly pts: bigint;
}

/** A decoded frame: the number of its packet, and that of the key packet it depends on. */
export interface ShownOrder {
  readonly order: number;
  readonly begin: number;
}

/** FFmpeg's AV_NOPTS_VALUE: "no time stated". */
const NO_PTS = -(2n ** 63n);

/** Number of key packets that are kept: frames that are not settled yet depend on the last ones. */
const MAX_KEYS = 16;

/**
 * Tracks which frames of a decoder are intact. Frames after damage are concealed from it, up to the
 * next key frame.
 *
 * Damage is reported when a packet is sent, but frames are returned later and in another order: a
 * key frame that is returned after damage was reported may have been sent before it, and then does
 * not end the damage. So packets are counted as they are sent, and a frame is intact if no packet
 * is damaged from its key packet up to its own.
 */
export class DamageTracker {
  #sent = 0;
  /** Packets whose frames were not returned yet, by presentation time. */
  readonly #orders = new Map<bigint, number>();
  /** The last key packets, ascending. */
  #keys: Key[] = [];
  #damages: number[] = [];

  /** Record that a packet was sent. */
  sent(pts: bigint, isKey: boolean): void {
    this.#sent++;
    this.#orders.set(pts, this.#sent);
    if (isKey) this.#keys.push({ order: this.#sent, pts });
  }

  /**
   * Record that the last packet was rejected. Damage rarely starts at the start of a packet: the
   * packet before may end in it, and decoders do not always notice that, since noise can read as
   * pictures too.
   */
  lose(): void {
    this.#damages.push(this.#sent - 1, this.#sent);
  }

  /**
   * Record that a frame was returned. Whether it is intact is known once it {@link isSettled}: a
   * picture that it references may be returned after it, and only then is known to be damaged.
   */
  shown(pts: bigint, isKey: boolean, isDamaged: boolean): ShownOrder {
    // A frame of an unknown packet depends on all packets sent.
    const order = this.#orders.get(pts) ?? this.#sent;
    // Frames are returned in the order of their times: earlier packets return no more frames.
    for (const other of this.#orders.keys()) if (other <= pts) this.#orders.delete(other);
    if (isDamaged) this.#damages.push(order);
    // Some containers do not mark key packets.
    if (isKey && !this.#keys.some((key) => key.order === order)) {
      this.#keys.push({ order, pts });
      this.#keys.sort((one, other) => one.order - other.order);
    }
    const begin = this.#beginOf(order, pts);
    if (isKey) this.#forget(begin);
    return { order, begin };
  }

  /** Whether all frames sent before this one were returned. */
  isSettled({ order }: ShownOrder): boolean {
    for (const [pts, other] of this.#orders) if (other < order && pts !== NO_PTS) return false;
    return true;
  }

  /** Whether a settled frame is intact. */
  isTrusted({ order, begin }: ShownOrder): boolean {
    return !this.#damages.some((damage) => damage >= begin && damage <= order);
  }

  /** Forget all packets sent so far. */
  reset(): void {
    this.#sent = 0;
    this.#orders.clear();
    this.#keys = [];
    this.#damages = [];
  }

  /**
   * Find the key packet that a frame depends on: the last one before it or, for a picture shown
   * before that one (a leading picture of an open group), the one before.
   */
  #beginOf(order: number, pts: bigint): number {
    let last = this.#keys.length - 1;
    while (last >= 0 && this.#keys[last]!.order > order) last--;
    if (last >= 0 && pts < this.#keys[last]!.pts) last--;
    return this.#keys[last]?.order ?? 0;
  }

  /** Forget packets long before this key packet: no current or future frame depends on them. */
  #forget(begin: number): void {
    const last = this.#keys.findLastIndex(({ order }) => order < begin) - MAX_KEYS;
    if (last <= 0) return;
    const least = this.#keys[last]!.order;
    this.#keys = this.#keys.slice(last);
    this.#damages = this.#damages.filter((damage) => damage >= least);
    for (const [pts, order] of this.#orders) if (order < least) this.#orders.delete(pts);
  }
}
