import { formatClock, formatCount } from '../../../core/text/index.ts';
import type { FingerprintEvent } from '../../app/index.ts';
import type { SubmissionProgress } from '../../queue/index.ts';
import type { FilmOutcome } from '../run/results.ts';

/** Shows how the work goes on. All of it on stderr; stdout is for the names of the files that were written. */
export interface Reporter {
  begin(input: string): void;
  event(input: string, event: FingerprintEvent): void;
  warn(input: string, message: string): void;
  /** The film's colours are all there. */
  done(input: string): void;
  wrote(input: string, output: string): void;
  /** How far the films are that others work off. */
  submission(progress: SubmissionProgress): void;
  /** What came of a film among many, or would come of it. */
  outcome(outcome: FilmOutcome): void;
  /** What came of all of them. */
  summarize(outcomes: readonly FilmOutcome[]): void;
  fail(message: string, exitCode: number, input?: string): void;
  /** Take away what is only there for the moment. */
  clear(): void;
}

/** How far a film is: the figures that every way of showing progress is made of. */
export class FilmProgress {
  readonly samples: number;
  /** Seconds of film that are sampled. */
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

  /** 0 to 1. */
  get share(): number {
    return this.#columns / this.samples;
  }

  get elapsedSeconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** Seconds of film a second. */
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

/** Seconds that are left of what took so long, by the share of it that is done, 0 to 1. */
export const estimateSecondsLeft = (elapsedSeconds: number, share: number): number =>
  share === 0 ? Number.POSITIVE_INFINITY : (elapsedSeconds * (1 - share)) / share;

/** "72 x", "0.8 x". */
export function formatSpeed(speed: number): string {
  return `${speed >= 10 ? Math.round(speed) : speed.toFixed(1)} x`;
}

/** Format the time that is left: "0:07", "1:02:03"; "-:--" while it is unknown. */
export function formatTimeLeft(seconds: number): string {
  return Number.isFinite(seconds) ? formatClock(seconds, { rounding: 'up' }) : '-:--';
}
