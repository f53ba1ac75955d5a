/** How {@link formatClock} writes a time. */
export interface ClockFormat {
  /** Decimals of a second, 0 to 3; 0 when absent. */
  readonly decimals?: number;
  /**
   * How a time between two units is rounded; `down` when absent, as a player's clock does. `nearest`
   * for a duration, `up` for time that is left.
   */
  readonly rounding?: 'down' | 'nearest' | 'up';
  /** Whether hours are written even where they are 0; only from one hour up when absent. */
  readonly hasHours?: boolean;
}

const ROUND = { down: Math.floor, nearest: Math.round, up: Math.ceil } as const;

/**
 * Write a time as a clock: "0:07", "12:30.5", "1:02:07".
 *
 * @param seconds from 0 up.
 */
export function formatClock(seconds: number, options: ClockFormat = {}): string {
  const { decimals = 0, rounding = 'down', hasHours } = options;
  const scale = 10 ** decimals;
  // Half a millionth of a unit: 0.3 s is three tenths, although 0.3 * 10 may be less than 3.
  const units = ROUND[rounding](seconds * scale + (rounding === 'down' ? 5e-7 : 0));
  const whole = Math.floor(units / scale);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const head = (hasHours ?? hours > 0) ? `${hours}:${padTwo(minutes)}` : `${Math.floor(whole / 60)}`;
  const rest = decimals === 0 ? '' : `.${String(units % scale).padStart(decimals, '0')}`;
  return `${head}:${padTwo(whole % 60)}${rest}`;
}

const padTwo = (value: number): string => String(value).padStart(2, '0');
