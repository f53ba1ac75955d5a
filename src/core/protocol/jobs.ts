import { OptionError } from '../options/index.ts';
import { expectField, expectKnown, expectObject, isNatural, isText } from './json.ts';

/** Maximum number of concurrent jobs; a further one is refused with `busy`. */
export const MAX_SERVER_JOBS = 2;

/** Seconds without a listener after which a job is cancelled: longer than a reload takes. */
export const UNHEARD_SECONDS = 30;

/** Maximum number of instants of a request: one per pixel of the widest picture. */
export const MAX_SAMPLES = 20_000;

/** Options that a page may set. The backend can be chosen only on the command line. */
export const FILM_OPTION_NAMES = [
  'samples',
  'clusters',
  'space',
  'from',
  'to',
  'crop',
  'trim',
  'seed',
  'stream',
  'mode',
  'loudness',
  'pictures',
] as const;

/**
 * Options of reading, sampling and clustering a film, with the names and defaults of the command
 * line (`FingerprintOptions` of `app`, which checks their values).
 */
export interface FilmOptions {
  /** Number of instants, 1 to {@link MAX_SAMPLES}, at most one per frame; 3600 by default. */
  readonly samples?: number;
  /** Clusters per frame, 1 to 32; `auto` by default. */
  readonly clusters?: number | 'auto';
  /** `oklab` by default. */
  readonly space?: 'oklab' | 'rgb' | 'lab';
  /** Seconds on the film's own clock. */
  readonly from?: number;
  readonly to?: number;
  /** A rectangle in stored pixels, or a mode; `auto` by default. */
  readonly crop?:
    | 'auto'
    | 'none'
    | { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** `none` by default. */
  readonly trim?: 'black' | 'none';
  readonly seed?: number;
  /** Counted from 0. */
  readonly stream?: number;
  /** `draft`: key frames only, within seconds; `exact` by default. */
  readonly mode?: 'exact' | 'draft';
  readonly loudness?: boolean;
  readonly pictures?: boolean;
}

/** A request to read a film of the shelf. */
export interface JobRequest {
  /** The film's `ShelfItem.path`. */
  readonly path: string;
  readonly options: FilmOptions;
}

/** The answer: the job that was created. */
export interface JobAnswer {
  readonly id: string;
}

/**
 * Check the shape and the option names of a request for a job. The job checks the values of
 * options.
 *
 * @throws {MessageError | OptionError}
 */
export function parseJobRequest(value: unknown): JobRequest {
  const request = expectObject(value, 'body');
  expectKnown(request, ['path', 'options']);
  const { path, options: given = {} } = request;
  expectField(isText(path), 'path', 'a text', path);
  const options = expectObject(given, 'options');
  expectKnown(options, FILM_OPTION_NAMES);
  for (const [name, option] of Object.entries(options)) {
    const isPlain = ['string', 'number', 'boolean'].includes(typeof option);
    expectField(isPlain || name === 'crop', name, 'a string, a number, true or false', option);
  }
  const { samples } = options;
  if (isNatural(samples) && samples > MAX_SAMPLES) {
    throw new OptionError('wrong-value', 'samples', `expected at most ${MAX_SAMPLES} here, got ${samples}`);
  }
  return { path: path as string, options: options as FilmOptions };
}

/** Parse the answer to a request for a job. @throws {MessageError} */
export function parseJobAnswer(value: unknown): JobAnswer {
  const { id } = expectObject(value, 'job');
  expectField(isText(id) && id !== '', 'id', 'a text', id);
  return { id: id as string };
}
