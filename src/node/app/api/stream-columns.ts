import type { Column } from '../../../core/fingerprint/index.ts';
import type { FingerprintOptions } from '../fingerprint/options.ts';
import { type CallOptions, reportWarnings } from './call-options.ts';
import type { FilmInput } from './film-input.ts';
import { sampleInput } from './fingerprint.ts';

/**
 * Read the columns of a film while it is sampled, in the order of the film: to draw it as it grows.
 * Leaving the loop stops reading.
 *
 * Columns that `trim` leaves out are among them, and whether a film is black and white is known
 * only at its end: the swatches of such a film are not neutralised here. `fingerprint` has the final
 * columns.
 *
 * @throws as `fingerprint`, in the loop.
 */
export async function* streamColumns(
  film: FilmInput,
  options: Omit<FingerprintOptions, 'pictures'> & CallOptions = {},
): AsyncGenerator<Column, void, undefined> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const columns = new Map<number, Column>();
  let wake = () => {};
  let isDone = false;
  const reading = sampleInput(film, { ...options, pictures: false, signal }, (index, column) => {
    columns.set(index, column);
    wake();
  }).finally(() => {
    isDone = true;
    wake();
  });
  // Awaited below; an error before that is not unhandled.
  reading.catch(() => {});
  try {
    for (let next = 0; ; ) {
      const column = columns.get(next);
      if (column !== undefined) {
        columns.delete(next++);
        yield column;
      } else if (isDone) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    reportWarnings(options, (await reading).warnings);
  } finally {
    stop.abort();
    await reading.catch(() => {});
  }
}
