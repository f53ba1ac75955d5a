import { OptionError } from '../options/index.ts';
import { expectField, expectKnown, expectObject, isNatural, isText } from './json.ts';

/** Jobs that run at once; one more is refused with `busy`. */
export const MAX_SERVER_JOBS = 2;

/** Seconds after which a job that nobody listens to is cancelled: longer than a reload takes. */
export const UNHEARD_SECONDS = 30;

/** Instants that a page may ask for: one a pixel of the widest picture there is. */
export const MAX_SAMPLES = 20_000;

/** What a page may say of how a film is read: what it decodes with is for the command line. */
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
 * How a film is read, sampled and clustered: the options of the command line, by the same names and with the same defaults (`FingerprintOptions` of `app`,
 * which checks their values).
 */
export interface FilmOptions {
  /** Instants, 1 to {@link MAX_SAMPLES}; 3600 when absent, at most one a frame. */
  readonly samples?: number;
  /** A frame, 1 to 32. `auto` when absent. */
  readonly clusters?: number | 'auto';
  /** `oklab` when absent. */
  readonly space?: 'oklab' | 'rgb' | 'lab';
  /** Seconds on the film's own clock. */
  readonly from?: number;
  readonly to?: number;
  /** A rectangle is in stored pixels. `auto` when absent. */
  readonly crop?:
    | 'auto'
    | 'none'
    | { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** `none` when absent. */
  readonly trim?: 'black' | 'none';
  readonly seed?: number;
  /** Counted from 0. */
  readonly stream?: number;
  /** `draft`: key frames alone, for a look within seconds. `exact` when absent. */
  readonly mode?: 'exact' | 'draft';
  readonly loudness?: boolean;
  readonly pictures?: boolean;
}

/** Asks the server to read a film that is on the shelf. */
export interface JobRequest {
  /** A film's `ShelfItem.path`. */
  readonly path: string;
  readonly options: FilmOptions;
}

/** The job that came of it. */
export interface JobAnswer {
  readonly id: string;
}

/**
 * Check a request for a job: its shape, and which options there are. Whether their values are right is for who carries it out.
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
    expectField(isPlain || name === 'crop', name, 'a text, a number, true or false', option);
  }
  const { samples } = options;
  if (isNatural(samples) && samples > MAX_SAMPLES) {
    throw new OptionError('wrong-value', 'samples', `expected at most ${MAX_SAMPLES} here, got ${samples}`);
  }
  return { path: path as string, options: options as FilmOptions };
}

/** Check the answer to a request for a job. @throws {MessageError} */
export function parseJobAnswer(value: unknown): JobAnswer {
  const { id } = expectObject(value, 'job');
  expectField(isText(id) && id !== '', 'id', 'a text', id);
  return { id: id as string };
}
