import type { TrackStart } from '../../../core/frame/index.ts';

/** Counts the first packets of each track of a container. */
export class TrackCounts {
  readonly #starts = new Map<number, { packets: number; first: number; last: number }>();
  /** Number of packets counted, over all tracks. */
  total = 0;

  /** @param seconds presentation time of the packet; NaN if not stated. */
  add(stream: number, seconds: number): void {
    const start = this.#starts.get(stream) ?? { packets: 0, first: Number.POSITIVE_INFINITY, last: 0 };
    start.packets++;
    if (seconds < start.first) start.first = seconds;
    if (seconds > start.last) start.last = seconds;
    this.#starts.set(stream, start);
    this.total++;
  }

  toStarts(): Map<number, TrackStart> {
    return new Map(
      Array.from(this.#starts, ([stream, { packets, first, last }]) => [
        stream,
        { packets, seconds: Math.max(0, last - first) },
      ]),
    );
  }
}
