/** A key packet that was sent to a decoder. */
interface Key {
  /** Counted from the first packet sent. */
  readonly order: number;
  readonly pts: bigint;
}

/** A frame that came out: its place among the packets sent, and that of the key packet it depends on. */
export interface ShownOrder {
  readonly order: number;
  readonly begin: number;
}

/** FFmpeg's AV_NOPTS_VALUE: "no time stated". */
const NO_PTS = -(2n ** 63n);

/** Key packets that are remembered: frames that wait until they can be judged depend on the last of them. */
const MAX_KEYS = 16;

/**
 * Knows which frames of a decoder show what was filmed. What comes after damage is mended from it, up to the next key frame.
 *
 * Damage is noticed when a packet is sent, frames come out later and in another order: a key frame that comes out after damage was noticed may have been sent before
 * it, and heals nothing. So packets are counted as they are sent, and a frame is trusted when nothing is damaged from the key packet before it up to its own.
 */
export class DamageTracker {
  #sent = 0;
  /** By presentation time, those packets whose frames have not come out. */
  readonly #orders = new Map<bigint, number>();
  /** The last ones, ascending. */
  #keys: Key[] = [];
  #damages: number[] = [];

  /** A packet was sent. */
  sent(pts: bigint, isKey: boolean): void {
    this.#sent++;
    this.#orders.set(pts, this.#sent);
    if (isKey) this.#keys.push({ order: this.#sent, pts });
  }

  /**
   * The packet sent last was rejected. Noise seldom begins where a packet does: the one before may end in it, and decoders do not always notice that, since noise can be
   * read as pictures too.
   */
  lose(): void {
    this.#damages.push(this.#sent - 1, this.#sent);
  }

  /**
   * A frame came out. Whether it is to be trusted is known once it {@link isSettled}: a picture that it refers to may come out after
   * it, and only then is known to be damaged.
   */
  shown(pts: bigint, isKey: boolean, isDamaged: boolean): ShownOrder {
    // What nobody can place hangs on all that was sent.
    const order = this.#orders.get(pts) ?? this.#sent;
    // Frames come out in the order of their times: packets of earlier ones give none any more.
    for (const other of this.#orders.keys()) if (other <= pts) this.#orders.delete(other);
    if (isDamaged) this.#damages.push(order);
    // Some containers do not say which packets are key.
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

  /** Whether a settled frame shows what was filmed. */
  isTrusted({ order, begin }: ShownOrder): boolean {
    return !this.#damages.some((damage) => damage >= begin && damage <= order);
  }

  /** Begin anew: nothing sent before matters. */
  reset(): void {
    this.#sent = 0;
    this.#orders.clear();
    this.#keys = [];
    this.#damages = [];
  }

  /** Find the key packet that a frame hangs on: the last one before it or, of a picture shown before that one (the leading pictures of an open group), the one before. */
  #beginOf(order: number, pts: bigint): number {
    let last = this.#keys.length - 1;
    while (last >= 0 && this.#keys[last]!.order > order) last--;
    if (last >= 0 && pts < this.#keys[last]!.pts) last--;
    return this.#keys[last]?.order ?? 0;
  }

  /** Let go of what is long before this key packet: no frame that waits or comes depends on it. */
  #forget(begin: number): void {
    const last = this.#keys.findLastIndex(({ order }) => order < begin) - MAX_KEYS;
    if (last <= 0) return;
    const least = this.#keys[last]!.order;
    this.#keys = this.#keys.slice(last);
    this.#damages = this.#damages.filter((damage) => damage >= least);
    for (const [pts, order] of this.#orders) if (order < least) this.#orders.delete(pts);
  }
}
