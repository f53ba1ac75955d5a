import { fromWire, OptionError, toWire, type WireError } from '../../../core/options/index.ts';
import { FilmError, type FilmErrorCode, FormatError, RenderError, showAddresses } from '../../app/internal.ts';
import { QueueError } from '../queue-error.ts';

/** An error that stopped a film, as it comes through the queue. */
export type JobFailure = WireError;

/** BullMQ's reason to give up a job whose workers crashed, or lost its lock, too often. */
const STALLED = 'job stalled more than allowable limit';

/** Characters of a message at most. */
const MAX_MESSAGE = 1_000;

/** Describe an error as a failure, without the secrets of addresses. */
export function toFailure(error: unknown): JobFailure {
  const failure = toWire(error) ?? describeUnknown(error);
  return { ...failure, message: showAddresses(failure.message).slice(0, MAX_MESSAGE) };
}

/** Write a failure as the text that BullMQ keeps as a job's reason: JSON. */
export const formatFailure = (failure: JobFailure): string => JSON.stringify(failure);

/** Describe a failure in a log: `[FilmError not-found] /x: no such file`. */
export const formatJobFailure = ({ name, code, message }: JobFailure): string => `[${name} ${code}] ${message}`;

function describeUnknown(error: unknown): WireError {
  return error instanceof Error
    ? { name: error.name, code: '', message: error.message }
    : { name: 'Error', code: '', message: String(error) };
}

/** Read such a text. Any other text is BullMQ's own reason to give up a job. */
export function parseFailure(text: string): JobFailure {
  const failure = readJson(text);
  if (failure !== null) return failure;
  const message = isStalled(text)
    ? 'every worker crashed while processing it'
    : `the queue gave it up: ${text.slice(0, MAX_MESSAGE)}`;
  return { name: 'QueueError', code: 'given-up', message };
}

function readJson(text: string): WireError | null {
  let value: Partial<Record<keyof WireError, unknown>> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { name, code, message, option } = value ?? {};
  if (typeof name !== 'string' || typeof code !== 'string' || typeof message !== 'string') return null;
  return { name, code, message, ...(typeof option === 'string' && { option }) };
}

/** Create the error of a failure again. */
export function toError(failure: JobFailure): Error {
  return fromWire(failure, { FilmError, FormatError, QueueError, RenderError });
}

/** Whether BullMQ gave a job up because workers crashed or lost its lock. */
export const isStalled = (reason: string): boolean => reason.includes(STALLED);

/** Whether such a film fails on every worker and at every attempt. The compiler refuses a code that is missing here. */
const IS_FINAL: Readonly<Record<FilmErrorCode, boolean>> = {
  'not-found': false,
  unreadable: true,
  'no-video': true,
  'no-decoder': true,
  'decode-failed': true,
  'backend-missing': false,
};

/** Whether another attempt would change nothing: the film is at fault, or the options are. */
export function isPermanent(error: unknown): boolean {
  if (error instanceof QueueError) return error.code === 'bad-job' || error.code === 'canceled';
  if (error instanceof RenderError) return error.code !== 'crashed' && error.code !== 'too-slow';
  if (error instanceof FilmError) return IS_FINAL[error.code];
  return error instanceof FormatError || error instanceof OptionError;
}
