import { formatClock, formatCount } from '../../../core/text/index.ts';
import type { FingerprintEvent } from '../../app/internal.ts';
import type { SubmissionProgress } from '../../queue/index.ts';
import type { FilmOutcome } from '../run/results.ts';

/** Shows progress, only on stderr: stdout is for the names of the written files. */
export interface Reporter {
  begin(input: string): void;
  event(input: string, event: FingerprintEvent): void;
  warn(input: string, message: string): void;
  /** All columns of the film have arrived. */
  done(input: string): void;
  wrote(input: string, output: string): void;
  /** Progress of films that the workers of a queue process. */
  submission(progress: SubmissionProgress): void;
  /** The result of one of several films, or the expected result of a dry run. */
  outcome(outcome: FilmOutcome): void;
  /** The results of all films. */
  summarize(outcomes: readonly FilmOutcome[]): void;
  fail(message: string, exitCode: number, input?: string): void;
  /** Remove temporary output, such as the bar. */
  clear(): void;
}

/** Progress of a film: the figures that all reporters use. */
export class FilmProgress {
  readonly samples: number;
  /** Duration of the sampled part of the film, in seconds. */
  readonly filmSeconds: number;
  readonly #start: number;
  #columns = 0;

  constructor(samples: number, filmSeconds: number, start: number) {
    this.samples = samples;
    this.filmSeconds = filmSeconds;
    this.#start = start;
  }

  addColumn(): void {
    this.#columns++;
  }

  get columns(): number {
    return this.#columns;
  }

  /** Fraction of the columns that have arrived, 0 to 1. */
  get share(): number {
    return this.#columns / this.samples;
  }

  get elapsedSeconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** Seconds of film per second. */
  get speed(): number {
    return (this.share * this.filmSeconds) / Math.max(this.elapsedSeconds, 1e-3);
  }

  get secondsLeft(): number {
    return estimateSecondsLeft(this.elapsedSeconds, this.share);
  }

  /** "460 columns in 3.2 s (72 x)". */
  summarize(): string {
    return `${formatCount(this.columns, 'column')} in ${this.elapsedSeconds.toFixed(1)} s (${formatSpeed(this.speed)})`;
  }
}

/** "3 of 12 films, 1 failed". */
export function formatFilms({ films, done, failed }: SubmissionProgress): string {
  return `${done + failed} of ${formatCount(films, 'film')}${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** Estimate the remaining seconds from the elapsed time and the completed share, 0 to 1. */
export const estimateSecondsLeft = (elapsedSeconds: number, share: number): number =>
  share === 0 ? Number.POSITIVE_INFINITY : (elapsedSeconds * (1 - share)) / share;

/** "72 x", "0.8 x". */
export function formatSpeed(speed: number): string {
  return `${speed >= 10 ? Math.round(speed) : speed.toFixed(1)} x`;
}

/** Format the remaining time: "0:07", "1:02:03"; "-:--" while it is unknown. */
export function formatTimeLeft(seconds: number): string {
  return Number.isFinite(seconds) ? formatClock(seconds, { rounding: 'up' }) : '-:--';
}
