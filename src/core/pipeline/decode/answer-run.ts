import type { ShownFrame } from '../../frame/index.ts';
import type { DecodedFrame } from './decoded-frame.ts';

/** One way to decode a run. It yields frames for some of the times that are still unmet. */
export type Attempt = (unmet: Float64Array) => AsyncIterable<ShownFrame>;

/**
 * Decode a run: try one way after the other until each wanted time has a frame. A time that no
 * attempt meets gets a frame without a picture.
 *
 * @param attempts the next one is asked for after the one before has ended.
 * @param stopsEarly whether an attempt ends with the last wanted frame. Otherwise it decodes the
 *   run to its end, so that damage in it is always counted.
 */
export async function* answerRun(
  wanted: Float64Array,
  attempts: Iterable<Attempt>,
  stopsEarly: boolean = false,
): AsyncGenerator<ShownFrame, void, undefined> {
  const unmet = new Set(wanted);
  for (const attempt of attempts) {
    for await (const frame of attempt(Float64Array.from(unmet).sort())) {
      if (unmet.delete(frame.wanted)) yield frame;
      if (stopsEarly && unmet.size === 0) break;
    }
    if (unmet.size === 0) break;
  }
  for (const time of unmet) yield { wanted: time, pts: Number.NaN, picture: null };
}

/** Answer times that are those of frames: each by the frame of that time. */
export async function* answerTimed(
  frames: AsyncIterable<DecodedFrame>,
  times: Float64Array,
): AsyncGenerator<ShownFrame, void, undefined> {
  const wanted = new Set(times);
  for await (const frame of frames) {
    const { pts } = frame;
    try {
      if (wanted.has(pts) && frame.isTrusted) yield { wanted: pts, pts, picture: await frame.view() };
    } finally {
      frame.release();
    }
  }
}

/** How instants are answered. */
export interface HeldOptions {
  /** The time of the first frame where frames state none; the next ones follow in equal steps. */
  readonly entryTime?: number;
  /** How old the answer may be, ticks. Any age when absent. */
  readonly window?: number;
  /** Whether decoding ends once the last instant is answered, or cannot be any more. */
  readonly stopsEarly?: boolean;
}

/**
 * Answer instants: each by the last frame that is shown up to then. Instants before the first
 * frame, and those whose frame is damaged, are left out.
 *
 * @param instants ticks, ascending.
 */
export async function* answerHeld(
  frames: AsyncIterable<DecodedFrame>,
  instants: Float64Array,
  { entryTime = Number.NaN, window = Number.POSITIVE_INFINITY, stopsEarly = false }: HeldOptions = {},
): AsyncGenerator<ShownFrame, void, undefined> {
  let next = 0;
  let held: DecodedFrame | null = null;
  let heldPts = Number.NaN;
  let lastPts = Number.NaN;
  let step = 1;
  const answer = async function* (until: number): AsyncGenerator<ShownFrame, void, undefined> {
    for (; next < instants.length && instants[next]! < until; next++) {
      const wanted = instants[next]!;
      const isAnswered = heldPts <= wanted && heldPts >= wanted - window;
      if (held !== null && isAnswered) yield { wanted, pts: heldPts, picture: await held.view() };
    }
  };
  try {
    for await (const frame of frames) {
      const expected = Number.isNaN(lastPts) ? entryTime : lastPts + step;
      const pts = Number.isNaN(frame.pts) ? expected : frame.pts;
      yield* answer(pts);
      const isDone = stopsEarly && next === instants.length;
      if (isDone || lastPts >= pts) {
        frame.release();
        if (isDone) return;
        continue;
      }
      if (pts > lastPts) step = pts - lastPts;
      lastPts = pts;
      heldPts = frame.isTrusted ? pts : Number.NaN;
      held?.release();
      frame.hold();
      held = frame;
    }
    yield* answer(Number.POSITIVE_INFINITY);
  } finally {
    (held as DecodedFrame | null)?.release();
  }
}
