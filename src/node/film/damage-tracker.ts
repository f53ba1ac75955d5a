/** A key packet that was sent to a decoder. */
interface Key {
  /** Counted from the first packet sent. */
  readonly order: number;
  readonly pts: bigint;
}

/**
 * A decoded frame: its position among the packets sent, and that of the key packet it depends on.
 */
export interface ShownOrder {
  readonly order: number;
  readonly begin: number;
}

/** FFmpeg's AV_NOPTS_VALUE: no time stated. */
const NO_PTS = -(2n ** 63n);

/** Key packets to remember: pending frames depend on the last of them. */
const MAX_KEYS = 16;

/**
 * Tracks which frames of a decoder are undamaged. Frames after damage are concealed from it, up to
 * the next key frame.
 *
 * Damage is noticed when a packet is sent, but frames come out later and in another order. A key
 * frame that comes out after the damage may have been sent before it; then it ends nothing. So
 * packets are counted as they are sent, and a frame is trusted if no packet is damaged from its key
 * packet up to its own.
 */
export class DamageTracker {
  #sent = 0;
  /** By presentation time: the packets whose frames have not come out yet. */
  readonly #orders = new Map<bigint, number>();
  /** The last ones, ascending. */
  #keys: Key[] = [];
  #damages: number[] = [];

  /** Record a packet that was sent. */
  sent(pts: bigint, isKey: boolean): void {
    this.#sent++;
    this.#orders.set(pts, this.#sent);
    if (isKey) this.#keys.push({ order: this.#sent, pts });
  }

  /**
   * Record that the decoder rejected the last packet. Noise rarely starts at the start of a packet,
   * so the packet before may be damaged too; decoders do not always notice that, because noise can
   * decode as a picture.
   */
  lose(): void {
    this.#damages.push(this.#sent - 1, this.#sent);
  }

  /**
   * Record a frame that came out. It can be judged when it {@link isSettled}: a picture that it
   * refers to may come out later, and only then be known as damaged.
   */
  shown(pts: bigint, isKey: boolean, isDamaged: boolean): ShownOrder {
    // A frame that cannot be assigned to a packet depends on all packets sent.
    const order = this.#orders.get(pts) ?? this.#sent;
    // Frames come out in order of time, so packets of earlier times yield no more frames.
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

  /** Whether all frames that were sent before this one have come out. */
  isSettled({ order }: ShownOrder): boolean {
    for (const [pts, other] of this.#orders) if (other < order && pts !== NO_PTS) return false;
    return true;
  }

  /** Whether a settled frame is undamaged. */
  isTrusted({ order, begin }: ShownOrder): boolean {
    return !this.#damages.some((damage) => damage >= begin && damage <= order);
  }

  /** Reset: nothing sent before matters. */
  reset(): void {
    this.#sent = 0;
    this.#orders.clear();
    this.#keys = [];
    this.#damages = [];
  }

  /**
   * Find the key packet that a frame depends on: the last one before it. For a picture shown before
   * that key packet (a leading picture of an open group), it is the one before.
   */
  #beginOf(order: number, pts: bigint): number {
    let last = this.#keys.length - 1;
    while (last >= 0 && this.#keys[last]!.order > order) last--;
    if (last >= 0 && pts < this.#keys[last]!.pts) last--;
    return this.#keys[last]?.order ?? 0;
  }

  /** Forget what is long before this key packet: no pending or later frame depends on it. */
  #forget(begin: number): void {
    const last = this.#keys.findLastIndex(({ order }) => order < begin) - MAX_KEYS;
    if (last <= 0) return;
    const least = this.#keys[last]!.order;
    this.#keys = this.#keys.slice(last);
    this.#damages = this.#damages.filter((damage) => damage >= least);
    for (const [pts, order] of this.#orders) if (order < least) this.#orders.delete(pts);
  }
}
