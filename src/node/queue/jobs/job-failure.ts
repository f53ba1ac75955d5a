import { FilmError, type FilmErrorCode, RenderError } from '../../app/index.ts';
import { QueueError } from '../queue-error.ts';

/** What stopped a film, as it comes through the queue, where an error is a text. */
export interface JobFailure {
  /** Of the error's class. */
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

const FORM = /^\[(\w+) ([\w-]*)\] (.*)$/s;

/** What BullMQ says of a job whose workers died at it again and again. */
const STALLED = 'job stalled more than allowable limit';

/** Characters of a message at most. */
const MAX_MESSAGE = 1_000;

/** Put an error into a text that says its class and code. */
export function formatFailure(error: unknown): string {
  if (!(error instanceof Error)) return `[Error ] ${String(error)}`;
  const code = 'code' in error ? String(error.code) : '';
  return `[${error.name} ${code}] ${error.message.slice(0, MAX_MESSAGE)}`;
}

/** Read such a text. A text of another form is BullMQ's own reason to give up a job. */
export function parseFailure(text: string): JobFailure {
  const [, name, code, message] = FORM.exec(text) ?? [];
  if (message !== undefined) return { name: name!, code: code!, message };
  if (isStalled(text)) return { name: 'QueueError', code: 'given-up', message: 'every worker died at it' };
  return { name: 'QueueError', code: 'given-up', message: `the queue gave it up: ${text.slice(0, MAX_MESSAGE)}` };
}

/** Make the error again that a failure tells of: of its name and with its code, as far as it has them. */
export function toError({ name, code, message }: JobFailure): Error {
  if (name === 'RangeError' || name === 'TypeError') return new RangeError(message);
  const error = new Error(message);
  error.name = name;
  return code === '' ? error : Object.assign(error, { code });
}

/** Whether a job was given up because workers died at it. */
export const isStalled = (reason: string): boolean => reason.includes(STALLED);

/** Whether a film that fails so fails on every worker and at every try. The compiler refuses a code that is missing here. */
const IS_FINAL: Readonly<Record<FilmErrorCode, boolean>> = {
  'not-found': false,
  unreadable: true,
  'no-video': true,
  'no-decoder': true,
  'decode-failed': true,
  'backend-missing': false,
};

/** Whether trying again, perhaps elsewhere, would change nothing: the film is at fault, or what was asked for. */
export function isPermanent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof QueueError) return error.code === 'bad-job' || error.code === 'canceled';
  if (error instanceof RenderError) return error.code !== 'crashed' && error.code !== 'too-slow';
  if (error.name === 'FormatError') return true;
  if (error instanceof FilmError) return IS_FINAL[error.code];
  return (error instanceof RangeError || error instanceof TypeError) && /^`\w+`: /.test(error.message);
}
