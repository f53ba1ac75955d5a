import {
  type Column,
  type Fingerprint,
  type Measures,
  measureShots,
  RECREATE_HINT,
  type Shot,
} from '../../../fingerprint/index.ts';
import { formatCount } from '../../../text/index.ts';
import { memoizeRecent } from '../../columns/memoize-recent.ts';
import { RenderError } from '../../render-error.ts';

/** One value per column, null where there is none. */
type Values = readonly (number | null)[];

/** A measure to plot. */
export interface Plot {
  readonly name: string;
  /** What the numbers mean. */
  readonly unit: string;
  readonly values: Values;
  /** Values of the horizontal lines, from the lowest value of the plot to the highest. */
  readonly ticks: readonly number[];
  /** Formats ticks. */
  readonly format: (value: number) => string;
  readonly formatMean: (value: number) => string;
}

const percent = (value: number): string => `${Math.round(100 * value)} %`;
const hundredths = (value: number): string => value.toFixed(2);
const thousandths = (value: number): string => value.toFixed(3);
const whole = (value: number): string => value.toFixed(0);

/**
 * The minimum range of a plot, and the step between its lines. Plots grow with their values. A
 * smaller range would make noise look like colour.
 */
const CHROMA = { least: 0.1, step: 0.05 };
const COLORFULNESS = { least: 40, step: 20 };
const SHOT_SECONDS = { least: 4, step: 2 };
/** Maximum number of horizontal lines above 0. */
const MAX_TICKS = 4;

/**
 * List the plots of a fingerprint.
 *
 * @throws {RenderError} `lacks-data` when no column has measures.
 */
export const listPlots: (fingerprint: Fingerprint) => readonly Plot[] = memoizeRecent(takePlots);

function takePlots({ columns, shots }: Fingerprint): readonly Plot[] {
  if (columns.every(({ measures }) => measures === undefined)) {
    throw new RenderError(
      'lacks-data',
      `timeline shows measures of frames, and this fingerprint has none: ${RECREATE_HINT}`,
    );
  }
  const chroma = takeValues(columns, 'chroma');
  const colorfulness = takeValues(columns, 'colorfulness');
  return [
    {
      name: 'Lightness',
      unit: 'OKLab L, mean of the frame',
      values: takeValues(columns, 'lightness'),
      ticks: [0, 0.5, 1],
      format: hundredths,
      formatMean: hundredths,
    },
    {
      name: 'Chroma',
      unit: 'OKLab C, mean',
      values: chroma,
      ticks: growTicks(chroma, CHROMA),
      format: hundredths,
      formatMean: thousandths,
    },
    {
      name: 'Warmth',
      unit: 'share of all chroma that is red, orange or yellow',
      values: takeValues(columns, 'warm'),
      ticks: [0, 0.5, 1],
      format: percent,
      formatMean: percent,
    },
    {
      name: 'Colourfulness',
      unit: 'Hasler and Suesstrunk 2003: 15 slightly, 33 moderately, 59 quite, 82 highly',
      values: colorfulness,
      ticks: growTicks(colorfulness, COLORFULNESS),
      format: whole,
      formatMean: whole,
    },
    ...(shots === undefined ? [] : [plotShotLengths(columns, shots)]),
  ];
}

/** Plot the length of the shot on screen, per column. */
function plotShotLengths(columns: readonly Column[], shots: readonly Shot[]): Plot {
  let shot = 0;
  const values = columns.map(({ time }) => {
    while (shot + 1 < shots.length && shots[shot]!.to <= time) shot++;
    return shots[shot]!.to - shots[shot]!.from;
  });
  const { count, lengths } = measureShots(shots);
  return {
    name: 'Shot length',
    unit: `seconds, of the shot on screen; ${formatCount(count, 'shot')}`,
    values,
    ticks: growTicks(values, SHOT_SECONDS),
    format: whole,
    formatMean: () => `${lengths.mean.toFixed(1)} s`,
  };
}

function takeValues(
  columns: readonly Column[],
  name: 'lightness' | 'chroma' | 'warm' | 'colorfulness',
): (number | null)[] {
  return columns.map(({ measures }: { readonly measures?: Measures }) => measures?.[name] ?? null);
}

/** Compute the values of the lines, from 0 to the first at or above every value. */
export function growTicks(
  values: readonly (number | null)[],
  { least, step }: { least: number; step: number },
): number[] {
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), least);
  const steps = Math.ceil(highest / step - 1e-9);
  const every = step * Math.ceil(steps / MAX_TICKS);
  return Array.from({ length: Math.ceil(highest / every - 1e-9) + 1 }, (_, i) => i * every);
}

/**
 * Smooth values over time with a Gaussian. Missing values have no weight and stay missing.
 *
 * @param deviation standard deviation, in values. > 0.
 */
export const smoothValues: (values: Values, deviation: number) => Values = memoizeRecent(smooth, String);

function smooth(values: Values, deviation: number): Values {
  const reach = Math.ceil(3 * deviation);
  const weights = Array.from({ length: reach + 1 }, (_, i) => Math.exp(-((i / deviation) ** 2) / 2));
  return values.map((value, i) => {
    if (value === null) return null;
    let [sum, weight] = [0, 0];
    for (let j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
      const other = values[j]!;
      if (other === null) continue;
      sum += weights[Math.abs(j - i)]! * other;
      weight += weights[Math.abs(j - i)]!;
    }
    return sum / weight;
  });
}

/** Compute the mean of the values that are not missing; null when all are. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}
