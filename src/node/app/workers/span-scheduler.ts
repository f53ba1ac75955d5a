import { FilmError, measureSpanCost, type Span } from '../../../core/frame/index.ts';
import type { SpanReport } from '../../../core/pipeline/index.ts';

/** The result of all spans together. */
export interface SpansReport extends Pick<SpanReport, 'damagedPackets'> {
  /** Wanted times of the runs that failed every time: the process crashed or hung. */
  readonly lost: readonly number[];
}

/**
 * Run all spans, several at once. The most expensive spans start first, so that all processes end
 * at about the same time.
 *
 * A span at which a process crashes or hangs is cut in two, and its parts again, down to single
 * runs (groups of pictures). A run that fails twice is lost, and only that run: the same one for
 * any number of processes.
 *
 * A film that is out of reach (deleted, or on a server that does not answer) loses no span: the
 * span is retried once, and its error then ends all.
 *
 * @param run runs one span. A {@link FilmError} is handled as above; any other error ends all.
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
  const runNext = async () => {
    for (let span = waiting.shift(); span !== undefined; span = waiting.shift()) {
      try {
        const report = await run(span);
        // Not `+= (await ...)`, which would read the sum before other spans add to it.
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
          // The first time may be chance: a process that was killed from outside.
          failed.add(span);
          waiting.unshift(span);
        } else lost.push(...span.runs.flatMap(({ wanted }) => [...wanted]));
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, runNext));
  return { damagedPackets, lost };
}

function bisect({ runs }: Span): [Span, Span] {
  const half = Math.floor(runs.length / 2);
  return [{ runs: runs.slice(0, half) }, { runs: runs.slice(half) }];
}
