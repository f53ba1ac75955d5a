import { FilmError, measureSpanCost, type Span } from '../../../core/frame/index.ts';
import type { SpanReport } from './span-runner.ts';

/** What came of all spans together. */
export interface SpansReport {
  /** Packets that the decoder rejected, and frames that it says are damaged. */
  readonly damagedPackets: number;
  /** Times wanted in runs that could not be worked off: each time they were tried, the process crashed or hung. */
  readonly lost: readonly number[];
}

/**
 * Have all spans worked off, several at once. The dearest come first, so that all processes end at about the same time: none begins the last long one alone.
 *
 * A span at which a process crashes or hangs is cut in two, and its parts again, down to single runs (groups of pictures). A run that
 * fails twice is lost, and no more: the same one, however the work was shared.
 *
 * A film that is out of reach (deleted, or on a server that does not answer) has lost no span: that is tried once more, and then ends all.
 *
 * @param run works off one span; a {@link FilmError} of it is the span's loss, anything else ends all.
 * @throws {FilmError} `not-found`, `unreadable`.
 */
export async function runSpans(
  spans: readonly Span[],
  concurrency: number,
  run: (span: Span) => Promise<SpanReport>,
): Promise<SpansReport> {
  const waiting = spans.toSorted((one, other) => measureSpanCost(other) - measureSpanCost(one));
  const failed = new Set<Span>();
  const lost: number[] = [];
  let damagedPackets = 0;
  const workOff = async () => {
    for (let span = waiting.shift(); span !== undefined; span = waiting.shift()) {
      try {
        const report = await run(span);
        // Not in one step, which would add to what the sum was before others added to it.
        damagedPackets += report.damagedPackets;
      } catch (error) {
        if (!(error instanceof FilmError)) throw error;
        if (error.code === 'not-found' || error.code === 'unreadable') {
          if (failed.has(span)) {
            waiting.length = 0;
            throw error;
          }
          failed.add(span);
          waiting.unshift(span);
        } else if (span.runs.length > 1) waiting.unshift(...bisect(span));
        else if (!failed.has(span)) {
          // Once may be chance: a process that was killed from outside.
          failed.add(span);
          waiting.unshift(span);
        } else lost.push(...span.runs.flatMap(({ wanted }) => [...wanted]));
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, workOff));
  return { damagedPackets, lost };
}

function bisect({ runs }: Span): [Span, Span] {
  const half = Math.floor(runs.length / 2);
  return [{ runs: runs.slice(0, half) }, { runs: runs.slice(half) }];
}
