import { type FingerprintOptions, hashValue, PACKAGE, type PictureOptions } from '../../app/index.ts';
import { QueueError } from '../queue-error.ts';
import {
  either,
  hash,
  listOf,
  natural,
  number,
  objectOf,
  optional,
  plain,
  type Schema,
  text,
  truth,
} from './schema.ts';

const crop = objectOf({ x: natural, y: natural, width: natural, height: natural });

/** Names and kinds of what says how a film is read; whether the values are right is for `checkFingerprintOptions`. */
const FILM_OPTIONS = {
  samples: optional(natural),
  clusters: optional(either(natural, text)),
  space: optional(text),
  from: optional(number),
  to: optional(number),
  crop: optional(either(text, crop)),
  trim: optional(text),
  seed: optional(natural),
  backend: optional(text),
  hwaccel: optional(text),
  stream: optional(natural),
  shortcuts: optional(truth),
  mode: optional(text),
  loudness: optional(truth),
  pictures: optional(truth),
} satisfies Record<keyof FingerprintOptions, Schema<unknown>>;

/** What a film is: who submitted it, calls it so, and which film it is. */
const FILM_FIELDS = {
  version: text,
  film: text,
  id: hash,
  options: objectOf(FILM_OPTIONS),
};

const filmJob = objectOf({
  ...FILM_FIELDS,
  stamp: optional(text),
  outputs: listOf(text),
  drawing: plain,
  isCanceled: optional(truth),
});

const stretchJob = objectOf({ ...FILM_FIELDS, key: hash, stretch: natural });

/** A film to be worked off: paths or URLs and options, never pictures. */
export interface FilmJob {
  /** Of the program that submitted it. */
  readonly version: string;
  /** Absolute path or URL, as whoever submitted it calls it. */
  readonly film: string;
  /** Identity of its content. */
  readonly id: string;
  /** What changes whenever the film is written, as the submitter sees it: a film that was written again is another job. */
  readonly stamp?: string;
  readonly options: FingerprintOptions;
  /** Absolute paths, as whoever submitted it calls them. */
  readonly outputs: readonly string[];
  readonly drawing: PictureOptions;
  /** Whether nobody wants it any more. */
  readonly isCanceled?: boolean;
}

/** A stretch of a film to be worked off. What it consists of lies in the store. */
export interface SegmentJob extends Omit<FilmJob, 'stamp' | 'outputs' | 'drawing' | 'isCanceled'> {
  /** Of the film's job. */
  readonly key: string;
  /** Counted from 0. */
  readonly stretch: number;
}

/** What came of a film. */
export interface FilmJobResult {
  /** Where its outputs lie, as whoever submitted it calls them, and their identities. */
  readonly outputs: readonly { readonly path: string; readonly identity: string }[];
  readonly warnings: readonly string[];
}

/** How far a film is. */
export interface FilmJobProgress {
  /** Stretches. */
  readonly done: number;
  readonly stretches: number;
}

const filmDone = objectOf({ outputs: listOf(objectOf({ path: text, identity: text })), warnings: listOf(text) });

const filmProgress = objectOf({ done: natural, stretches: natural });

/** The key of a film's job: the same film, options, outputs and version are the same job, however often they are submitted. */
export const keyOfFilm = (job: FilmJob): string => hashValue(job);

/** Leave of options those that say how a film is read. */
export function pickFilmOptions(options: FingerprintOptions): FingerprintOptions {
  const stated = Object.entries(options).filter(
    ([name, value]) => Object.hasOwn(FILM_OPTIONS, name) && value !== undefined,
  );
  return Object.fromEntries(stated);
}

/** Check a film's job as it comes. @throws {QueueError} `bad-job`. */
export function parseFilmJob(value: unknown): FilmJob {
  return checkVersion(filmJob(value, 'job') as FilmJob);
}

/** Check a stretch's job as it comes. @throws {QueueError} `bad-job`. */
export function parseSegmentJob(value: unknown): SegmentJob {
  return checkVersion(stretchJob(value, 'job') as SegmentJob);
}

/** Check what came of a film. @throws {QueueError} `bad-job`. */
export const parseFilmJobResult = (value: unknown): FilmJobResult => filmDone(value, 'result');

/** Check how far a film is. @throws {QueueError} `bad-job`. */
export const parseFilmProgress = (value: unknown): FilmJobProgress => filmProgress(value, 'progress');

function checkVersion<T extends { readonly version: string }>(job: T): T {
  if (job.version === PACKAGE.version) return job;
  throw new QueueError('bad-job', `submitted by version ${job.version}, but this worker is ${PACKAGE.version}`);
}
