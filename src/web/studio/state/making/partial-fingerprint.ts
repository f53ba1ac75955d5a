import type { Fingerprint } from '../../../../core/fingerprint/index.ts';
import type { Item } from '../item.ts';

/**
 * What is known of a film: its fingerprint, or its final columns while it is not read completely.
 * Columns that are not known are empty, like frames that could not be decoded.
 *
 * @returns null if no column is final.
 */
export function partialFingerprint(item: Item): Fingerprint | null {
  const whole = item.fingerprint.peek();
  if (whole !== null) return whole;
  const [head, strip] = [item.head.peek(), item.strip.peek()];
  if (head === null || strip === null || strip.exactCount === 0) return null;
  const columns = strip.exactColumns.map((column, place) => {
    const sound = item.sounds[place];
    const loudness = sound === undefined ? {} : { sound };
    return { ...(column ?? { time: strip.times[place]!, frameTime: null, swatches: [] }), ...loudness };
  });
  return { ...head, columns };
}
