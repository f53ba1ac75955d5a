import * as v from 'valibot';
import { FILM_OPTIONS, pickOptions } from '../../../core/options/index.ts';
import { natural, optionFields } from '../../../core/schema/index.ts';
import { type FingerprintOptions, hashValue, PACKAGE, type PictureOptions } from '../../app/internal.ts';
import { QueueError } from '../queue-error.ts';
import { type Fields, hash, json, limitedText, parseData } from './schema.ts';

/** Fields that jobs of films and of segments share. */
const FILM_FIELDS = {
  version: limitedText,
  film: limitedText,
  id: hash,
  // Names and kinds. `checkFingerprintOptions` checks the values.
  options: v.strictObject(optionFields(FILM_OPTIONS)),
};

const filmJob = v.strictObject({
  ...FILM_FIELDS,
  stamp: v.exactOptional(limitedText),
  outputs: v.array(limitedText),
  drawing: json,
  isCanceled: v.exactOptional(v.boolean()),
} satisfies Fields<FilmJob>);

const segmentJob = v.strictObject({ ...FILM_FIELDS, key: hash, segment: natural } satisfies Fields<SegmentJob>);

/** A film to process: paths or URLs and options, never pictures. */
export interface FilmJob {
  /** Version of the package that submitted it. */
  readonly version: string;
  /** Absolute path on the submitter's machine, or URL. */
  readonly film: string;
  /** Identity of the film's content. */
  readonly id: string;
  /**
   * Changes whenever the file is written, as the submitter sees it: a rewritten film is another
   * job.
   */
  readonly stamp?: string;
  readonly options: FingerprintOptions;
  /** Absolute paths on the submitter's machine, or URLs. */
  readonly outputs: readonly string[];
  readonly drawing: PictureOptions;
  /** Whether a user canceled it. */
  readonly isCanceled?: boolean;
}

/** A segment of a film to decode. The store holds its spans. */
export interface SegmentJob extends Omit<FilmJob, 'stamp' | 'outputs' | 'drawing' | 'isCanceled'> {
  /** Key of the film's job. */
  readonly key: string;
  /** Counted from 0. */
  readonly segment: number;
}

/** The result of a film's job. */
export interface FilmJobResult {
  /** The files written, by their paths on the submitter's machine, and their identities. */
  readonly outputs: readonly { readonly path: string; readonly identity: string }[];
  readonly warnings: readonly string[];
}

/** Progress of a film's job, in segments. */
export interface FilmJobProgress {
  readonly done: number;
  readonly segments: number;
}

const filmJobResult = v.strictObject({
  outputs: v.array(v.strictObject({ path: limitedText, identity: limitedText })),
  warnings: v.array(limitedText),
});

const filmJobProgress = v.strictObject({ done: natural, segments: natural });

/**
 * The key of a film's job. Submitting the same film, options, outputs and version again gives the
 * same key.
 */
export const keyOfFilm = (job: FilmJob): string => hashValue(job);

/** Pick the options that a film job carries. */
export function pickFilmOptions(options: FingerprintOptions): FingerprintOptions {
  return pickOptions(FILM_OPTIONS, options);
}

/** @throws {QueueError} `bad-job`. */
export const parseFilmJob = (value: unknown): FilmJob => checkVersion(parseData(filmJob, value, 'job') as FilmJob);

/** @throws {QueueError} `bad-job`. */
export const parseSegmentJob = (value: unknown): SegmentJob =>
  checkVersion(parseData(segmentJob, value, 'job') as SegmentJob);

/** @throws {QueueError} `bad-job`. */
export const parseFilmJobResult = (value: unknown): FilmJobResult => parseData(filmJobResult, value, 'result');

/** @throws {QueueError} `bad-job`. */
export const parseFilmProgress = (value: unknown): FilmJobProgress => parseData(filmJobProgress, value, 'progress');

function checkVersion<T extends { readonly version: string }>(job: T): T {
  if (job.version === PACKAGE.version) return job;
  throw new QueueError('bad-job', `submitted by version ${job.version}, but this worker is ${PACKAGE.version}`);
}
