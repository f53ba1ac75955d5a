import { formatClock } from '../../../text/index.ts';

/** Possible steps between ticks, seconds. */
const STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
] as const;

/** An instant with a label. */
export interface TimeTick {
  readonly seconds: number;
  readonly label: string;
}

/**
 * Choose the ticks of a time axis at round times, at most `most`.
 *
 * @param from seconds, like `to`.
 * @returns ascending; empty when the time range is empty.
 */
export function chooseTimeTicks(from: number, to: number, most: number): TimeTick[] {
  if (!(to > from)) return [];
  const step =
    STEPS.find((seconds) => (to - from) / seconds <= most - 1) ?? Math.ceil((to - from) / 86_400 / most) * 86_400;
  const decimals = step < 1 ? 1 : 0;
  const ticks: TimeTick[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + 1e-9; i++) {
    ticks.push({ seconds: i * step, label: formatClock(i * step, { decimals }) });
  }
  return ticks;
}
