import * as v from 'valibot';
import { type Column, type Fingerprint, parseFingerprint, serializeFingerprint } from '../fingerprint/index.ts';
import { natural, type Schema, text } from '../schema/index.ts';
import { type ApiError, parseError } from './errors.ts';
import { MessageError } from './message-error.ts';
import { parseMessage } from './parse-message.ts';

/** An event of a job. The last one is `done`, `failed` or `canceled`. */
export type JobEvent =
  /** `samples` columns will follow, in any order. `seconds` of film are sampled. */
  | { readonly type: 'surveyed'; readonly title: string; readonly samples: number; readonly seconds: number }
  /**
   * Columns of a first look at key frames all over the film, each at its own time, to be replaced by
   * those that follow.
   */
  | { readonly type: 'looks'; readonly columns: readonly Column[] }
  /**
   * Columns with their places, about ten times per second. After a reconnection, earlier columns
   * are sent again.
   */
  | { readonly type: 'columns'; readonly columns: readonly (readonly [index: number, column: Column])[] }
  /**
   * The fingerprint, which replaces the columns: black ends may be removed, and a black-and-white
   * film is grey. `warnings` are sentences.
   */
  | { readonly type: 'done'; readonly fingerprint: Fingerprint; readonly warnings: readonly string[] }
  | { readonly type: 'failed'; readonly error: ApiError }
  | { readonly type: 'canceled' };

/**
 * Format an event as a server-sent event (WHATWG HTML, section 9.2). A fingerprint is sent as the
 * text of its file, so that the page receives the same bytes.
 */
export function formatEvent(event: JobEvent): string {
  const { type, ...rest } = event;
  const data = event.type === 'done' ? { ...rest, fingerprint: serializeFingerprint(event.fingerprint) } : rest;
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Parses a stream of events. */
export interface EventReader {
  /**
   * Parse the next part of the stream.
   *
   * @param text the part, which must not end within a character (`TextDecoderStream` ensures this).
   * @returns the events that are complete.
   * @throws {MessageError | FormatError} for anything but an event of a job.
   */
  read(text: string): JobEvent[];
}

/** Create a parser for a stream of {@link formatEvent}'s events. Comments are skipped. */
export function createEventReader(): EventReader {
  // A list of parts: a fingerprint arrives in hundreds of them.
  let pieces: string[] = [];
  return {
    read(text) {
      if (text === '') return [];
      pieces.push(text);
      const isWhole = text.includes('\n\n') || (text.startsWith('\n') && (pieces.at(-2)?.endsWith('\n') ?? false));
      if (!isWhole) return [];
      const blocks = pieces.join('').split('\n\n');
      pieces = [blocks.pop()!];
      return blocks.map(parseBlock).filter((event) => event !== null);
    },
  };
}

function parseBlock(block: string): JobEvent | null {
  let type: string | undefined;
  let data: string | undefined;
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) type = line.slice('event: '.length);
    else if (line.startsWith('data: ')) data = line.slice('data: '.length);
    else if (line !== '' && !line.startsWith(':')) {
      throw new MessageError('malformed', '`event`: expected event, data or a comment');
    }
  }
  if (type === undefined && data === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(data ?? '');
  } catch {
    throw new MessageError('malformed', '`data`: expected JSON');
  }
  return parseEvent(type, value);
}

const surveyed = v.object({
  title: text,
  samples: v.pipe(natural, v.minValue(1, 'expected an integer from 1 up')),
  seconds: v.pipe(v.number('expected a number'), v.finite('expected a number')),
});

/** A column, as far as the page draws columns as they come: by their colours. */
const swatches = v.array(v.looseObject({ color: v.pipe(text, v.regex(/^#[0-9a-f]{6}$/, 'expected a colour')) }));

/** A place and its column. */
const placedColumn = v.strictTuple([natural, v.looseObject({ swatches })]) as unknown as Schema<
  readonly [number, Column]
>;

const lookColumn = v.looseObject({
  time: v.pipe(v.number('expected a number'), v.finite('expected a number')),
  swatches,
}) as unknown as Schema<Column>;

const looks = v.object({ columns: v.array(lookColumn) });

const columns = v.object({ columns: v.array(placedColumn) });

const done = v.object({ fingerprint: text, warnings: v.array(text) });

function parseEvent(type: string | undefined, value: unknown): JobEvent {
  switch (type) {
    case 'surveyed':
      return { type, ...parseMessage(surveyed, value, 'data') };
    case 'looks':
      return { type, ...parseMessage(looks, value, 'data') };
    case 'columns':
      return { type, ...parseMessage(columns, value, 'data') };
    case 'done': {
      const { fingerprint, warnings } = parseMessage(done, value, 'data');
      return { type, fingerprint: parseFingerprint(fingerprint), warnings };
    }
    case 'failed':
      return { type, error: parseError(value) };
    case 'canceled':
      return { type };
    default:
      throw new MessageError('malformed', `\`event\`: expected an event of a job, got ${JSON.stringify(type)}`);
  }
}
