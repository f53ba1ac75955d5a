/** Steps between labels, seconds: those that people count time by. */
const STEPS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800,
  86_400,
];

/** Unlabelled parts of a step, the finest that has room is used. */
const PARTS = [10, 6, 5, 4, 3, 2];

/** Least width of an unlabelled part, CSS pixels. */
const MIN_PART_WIDTH = 8;

/** A tick of a time axis. */
export interface AxisTick {
  /** A multiple of the step, or of a part of it. */
  readonly seconds: number;
  readonly isLabelled: boolean;
}

/** Ticks of a time axis, and how their labels are written. */
export interface AxisTicks {
  readonly ticks: readonly AxisTick[];
  /** Decimals that labels need to be exact. */
  readonly decimals: number;
}

/**
 * Find ticks at round times.
 *
 * @param from the first and last second of the axis, from < to.
 * @param width CSS pixels, above 0.
 * @param labelWidth the room that a label needs, CSS pixels.
 */
export function findAxisTicks(
  [from, to]: readonly [from: number, to: number],
  width: number,
  labelWidth: number,
): AxisTicks {
  const pixelsPerSecond = width / (to - from);
  const step = STEPS.find((one) => one * pixelsPerSecond >= labelWidth) ?? STEPS.at(-1)!;
  const decimals = step < 0.1 ? 2 : step < 1 ? 1 : 0;
  const parts =
    PARTS.find((count) => isRoundPart(step / count) && (step / count) * pixelsPerSecond >= MIN_PART_WIDTH) ?? 1;
  const part = step / parts;
  const ticks: AxisTick[] = [];
  for (let i = Math.ceil(from / part - 1e-6); i * part <= to + 1e-6 * part; i++) {
    ticks.push({ seconds: i * part, isLabelled: i % parts === 0 });
  }
  return { ticks, decimals };
}

/** Whether a part of a step is itself a time that people count by. */
function isRoundPart(part: number): boolean {
  return STEPS.some((step) => Math.abs(step - part) < 1e-9) || Math.abs(part - 0.001) < 1e-9;
}
