import { roundTo } from '../../fingerprint/index.ts';

/** Known ratios of frame rates: how many seconds of A go by in one second of B. */
const KNOWN: readonly (readonly [speed: number, cause: string])[] = [
  [25 / 24, 'PAL speed-up, 24 frames shown at 25 per second'],
  [25_025 / 24_000, 'PAL speed-up, 23.976 frames shown at 25 per second'],
  [1001 / 1000, '23.976 frames shown at 24 per second'],
];
/** Relative difference below which a speed is a known one: 0.01 %. */
const NEAR = 1e-4;

/** Whether two films run equally fast. */
export const isSameSpeed = (speed: number): boolean => Math.abs(speed - 1) < NEAR;

/** Name the cause of a speed; null if it is not a known ratio. */
export function nameSpeed(speed: number): string | null {
  for (const [known, cause] of KNOWN) {
    if (Math.abs(speed / known - 1) < NEAR) return cause;
    if (Math.abs(speed * known - 1) < NEAR) return `the reverse of ${cause}`;
  }
  return null;
}

/** Say by how much B runs faster or slower than A: "4.1667 % faster". */
export function formatSpeedChange(speed: number): string {
  const percent = Math.abs(roundTo(100 * (speed - 1), 4));
  return `${percent} % ${speed > 1 ? 'faster' : 'slower'}`;
}
