import { roundNumber, titleFilm } from '../../../core/fingerprint/index.ts';
import {
  type CropPlan,
  type FilmInfo,
  findGaps,
  type Gap,
  limitSamples,
  measureSpanCost,
  type Span,
} from '../../../core/frame/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import { identifyFilm, nameFilm, nameSource } from '../../film/index.ts';
import type { Survey } from '../workers/span-runner.ts';
import { planColumns, type SamplePlan, type TimeRange } from './collect-columns.ts';
import type { FingerprintContext } from './events.ts';
import { findCrop } from './find-crop.ts';
import { type CheckedFingerprintOptions, checkFingerprintOptions, type FingerprintOptions } from './options.ts';

/** All that looking at a film settles before its spans are worked off, but for the spans: what joins them needs no more. */
export interface FilmPlan extends Omit<SamplePlan, 'spans'>, Omit<Survey, 'index'> {
  /** Identity of the film by its content. */
  readonly id: string;
  /** File name without its folder; of a sequence its folder's, or the pattern. */
  readonly name: string;
  readonly title: string;
  /** What is sampled, seconds on the film's own clock. */
  readonly stretch: TimeRange;
  readonly crop: CropPlan;
  /** Where the film has no frames although it should. */
  readonly gaps: readonly Gap[];
}

/** A film's plan, and what is to be decoded for it. */
export interface PlannedFilm {
  readonly plan: FilmPlan;
  /** About what decoding all of it costs, in bytes of the film: what packets cost beside their own is counted in. */
  readonly cost: number;
  readonly spans: readonly Span[];
}

/**
 * Look at a film and plan what is to be decoded for its columns.
 *
 * @param path a local file, a URL, or a sequence of numbered pictures: their folder, or a pattern.
 * @throws {OptionError} for options out of range, before any work; for a `from` beyond the film's end.
 * @throws {FilmError} for a film that cannot be read.
 */
export async function planFilm(
  path: string,
  options: FingerprintOptions,
  work: FingerprintContext,
): Promise<PlannedFilm> {
  const checked = checkFingerprintOptions(options, work.defaultSamples);
  const id = await identifyFilm(path);
  const { index, ...survey } = await work.runner.survey(path, checked.reader);
  const stretch = chooseStretch(survey.info, checked);
  const name = nameFilm(path);
  const title = titleFilm(survey.info.title, await nameSource(path));
  const { spans, times, answers } = planColumns({ ...survey, index }, stretch, checked.mode);
  work.onEvent?.({ type: 'surveyed', title, samples: times.length, seconds: stretch.to - stretch.from });
  const crop = await findCrop(path, { ...survey, index }, checked, work.runner);
  const cost = spans.reduce((sum, span) => sum + measureSpanCost(span), 0);
  return { cost, plan: { ...survey, id, name, title, stretch, crop, gaps: findGaps(index), times, answers }, spans };
}

const tickSeconds = ({ timeBase }: FilmInfo): number => timeBase.num / timeBase.den;

const trackSeconds = (info: FilmInfo): number => (info.track.endTicks - info.track.firstTicks) * tickSeconds(info);

function chooseStretch(info: FilmInfo, options: CheckedFingerprintOptions): TimeRange {
  const seconds = trackSeconds(info);
  if (options.from >= seconds) {
    throw new OptionError(
      'wrong-value',
      'from',
      `expected a time inside the film, which is ${roundNumber(seconds)} s long, got ${options.from} s`,
    );
  }
  const to = Math.min(options.to ?? seconds, seconds);
  // Counted, not as the header claims: it may speak of frames that are not there.
  const framesPerSecond = info.track.frames / seconds;
  return { from: options.from, to, samples: limitSamples(options.samples, to - options.from, framesPerSecond) };
}
