import * as v from 'valibot';
import { FILM_OPTIONS, type Option, OptionError, type OptionValue } from '../options/index.ts';
import { optionFields, plainObject, type Schema, text } from '../schema/index.ts';
import { parseMessage } from './parse-message.ts';

/** Maximum number of concurrent jobs; a further one is refused with `busy`. */
export const MAX_SERVER_JOBS = 2;

/** Seconds without a listener after which a job is cancelled: longer than a reload takes. */
export const UNHEARD_SECONDS = 30;

/** Maximum number of instants of a request: one per pixel of the widest picture. */
export const MAX_SAMPLES = 20_000;

type FilmTable = typeof FILM_OPTIONS;

/** Names of the options that a page may set: those that do not depend on the server's machine. */
type FilmOptionName = {
  [Name in keyof FilmTable]: FilmTable[Name] extends { readonly isLocal: true } ? never : Name;
}[keyof FilmTable];

/** Every {@link FilmOptionName}. */
export const FILM_OPTION_NAMES: readonly FilmOptionName[] = Object.entries<Option>(FILM_OPTIONS)
  .filter(([, option]) => option.isLocal === undefined)
  .map(([name]) => name as FilmOptionName);

/**
 * How a film is read, sampled and clustered: options of `FILM_OPTIONS`, with the same defaults. The
 * server checks their values and takes at most {@link MAX_SAMPLES} samples.
 */
export type FilmOptions = { readonly [Name in FilmOptionName]?: OptionValue<FilmTable[Name]> };

/** A request to read a film of the shelf. */
export interface JobRequest {
  /** The film's `ShelfItem.path`. */
  readonly path: string;
  readonly options: FilmOptions;
}

/** The answer to a {@link JobRequest}. */
export interface JobAnswer {
  readonly id: string;
}

/** The names of options and the kinds of their values. */
const filmOptions = v.pipe(
  plainObject,
  v.strictObject(optionFields(Object.fromEntries(FILM_OPTION_NAMES.map((name) => [name, FILM_OPTIONS[name]])))),
) as unknown as Schema<FilmOptions>;

const jobRequest = v.strictObject({ path: text, options: v.optional(v.unknown(), {}) });

const jobAnswer: Schema<JobAnswer> = v.object({ id: v.pipe(text, v.nonEmpty('expected a text that is not empty')) });

/**
 * Check a request for a job: its shape, and the names and kinds of the options. The server checks
 * their values.
 *
 * @throws {MessageError | OptionError}
 */
export function parseJobRequest(value: unknown): JobRequest {
  const request = parseMessage(jobRequest, value, 'body');
  const options = parseMessage(filmOptions, request.options, 'options');
  const { samples } = options;
  if (samples !== undefined && samples > MAX_SAMPLES) {
    throw new OptionError('wrong-value', 'samples', `expected at most ${MAX_SAMPLES} here, got ${samples}`);
  }
  return { path: request.path, options };
}

/** Check the answer to a request for a job. @throws {MessageError} */
export const parseJobAnswer = (value: unknown): JobAnswer => parseMessage(jobAnswer, value, 'job');
