import { roundNumber, titleFilm } from '../../../core/fingerprint/index.ts';
import { type FilmInfo, findGaps, measureSpanCost, type Span } from '../../../core/frame/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import {
  type FilmSampling,
  limitRange,
  measureSeconds,
  planSamples,
  type TimeRange,
} from '../../../core/pipeline/index.ts';
import { identifyFilm, joinSpans, nameFilm, nameSource, type ReaderOptions } from '../../film/index.ts';
import type { FingerprintContext } from './events.ts';
import { findCrop } from './find-crop.ts';
import type { CheckedFingerprintOptions } from './options.ts';

/**
 * What is known of a film before its spans run. The process that joins its columns needs no more.
 */
export interface FilmPlan extends FilmSampling {
  /** What every span is read with. */
  readonly reader: ReaderOptions;
}

/** A film's plan, and what to decode for it. */
export interface PlannedFilm {
  readonly plan: FilmPlan;
  /**
   * Estimated cost of decoding all spans, in bytes of the film, including the overhead per packet.
   */
  readonly cost: number;
  readonly spans: readonly Span[];
}

/** Identity and name of a film. */
export interface FilmIdentity {
  /** 32 hexadecimal digits, the same for the same content. */
  readonly id: string;
  readonly name: string;
  /** What its title is made from, if the film has no title tag: usually the name. */
  readonly titleSource: string;
}

/**
 * Identify a film by its content, and name it by its path.
 *
 * @throws {FilmError} `not-found`, `unreadable`.
 */
async function identifyPath(path: string): Promise<FilmIdentity> {
  const id = await identifyFilm(path);
  return { id, name: nameFilm(path), titleSource: await nameSource(path) };
}

/**
 * Survey a film and plan what to decode for its columns.
 *
 * @param path a local file, a URL, or a sequence of numbered pictures: their folder, or a pattern.
 * @throws {OptionError} for a `from` beyond the film's end, or a crop outside its pictures.
 * @throws {FilmError} for a film that cannot be read.
 */
export async function planFilm(
  path: string,
  options: CheckedFingerprintOptions,
  { runner, onEvent, identity }: Pick<FingerprintContext, 'runner' | 'onEvent' | 'identity'>,
): Promise<PlannedFilm> {
  const { id, name, titleSource } = identity ?? (await identifyPath(path));
  const { index, ...survey } = await runner.survey(path, options.reader);
  const stretch = chooseRange(survey.info, options);
  const title = titleFilm(survey.info.title, titleSource);
  const film = { info: survey.info, index };
  const { spans: planned, times, answers, shots } = planSamples(film, stretch, options.mode, options.shots);
  const spans = joinSpans(planned, survey.backend, survey.info);
  onEvent?.({ type: 'surveyed', title, samples: times.length, seconds: stretch.to - stretch.from });
  const crop = await findCrop(path, { ...survey, index }, options, runner);
  const cost = spans.reduce((sum, span) => sum + measureSpanCost(span), 0);
  const gaps = findGaps(index);
  return { cost, plan: { ...survey, id, name, title, stretch, crop, gaps, times, answers, shots }, spans };
}

function chooseRange(info: FilmInfo, options: CheckedFingerprintOptions): TimeRange {
  const seconds = measureSeconds(info);
  if (options.from >= seconds) {
    throw new OptionError(
      'wrong-value',
      'from',
      `expected a time inside the film, which is ${roundNumber(seconds)} s long, got ${options.from} s`,
    );
  }
  return limitRange(info, options);
}
