import { type Column, type Fingerprint, parseFingerprint, serializeFingerprint } from '../fingerprint/index.ts';
import { type ApiError, parseError } from './errors.ts';
import { expectField, expectObject, isNatural, isText, isTexts } from './json.ts';
import { MessageError } from './message-error.ts';

/** How a job goes. The last of them is `done`, `failed` or `canceled`. */
export type JobEvent =
  /** `samples` columns will come, in any order. `seconds` of film are sampled. */
  | { readonly type: 'surveyed'; readonly title: string; readonly samples: number; readonly seconds: number }
  /** Some columns with their places, some ten times a second. After a new connection those that came before come again. */
  | { readonly type: 'columns'; readonly columns: readonly (readonly [index: number, column: Column])[] }
  /**
   * The fingerprint, which replaces the columns: black ends may be gone, a black-and-white film is grey by now. `warnings` are sentences on what is not
   * as it should be.
   */
  | { readonly type: 'done'; readonly fingerprint: Fingerprint; readonly warnings: readonly string[] }
  | { readonly type: 'failed'; readonly error: ApiError }
  | { readonly type: 'canceled' };

/**
 * Put an event into the form of server-sent events (WHATWG HTML, section 9.2). A fingerprint goes as the text of its file, so that what
 * arrives is that file to the byte.
 */
export function formatEvent(event: JobEvent): string {
  const { type, ...rest } = event;
  const data = event.type === 'done' ? { ...rest, fingerprint: serializeFingerprint(event.fingerprint) } : rest;
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Takes a stream of events apart. */
export interface EventReader {
  /**
   * Read on.
   *
   * @param text what came, cut anywhere but within a character (`TextDecoderStream` does so).
   * @returns the events that are whole by now.
   * @throws {MessageError | FormatError} for what is no event of a job.
   */
  read(text: string): JobEvent[];
}

/** Begin to read a stream of events as {@link formatEvent} writes them; comments between them are passed over. */
export function createEventReader(): EventReader {
  // Kept in pieces: a fingerprint comes in hundreds of them.
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
    else expectField(line === '' || line.startsWith(':'), 'event', 'event, data or a comment', line);
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

function parseEvent(type: string | undefined, value: unknown): JobEvent {
  const data = expectObject(value, 'data');
  switch (type) {
    case 'surveyed': {
      const { title, samples, seconds } = data;
      expectField(isText(title), 'title', 'a text', title);
      expectField(isNatural(samples) && samples > 0, 'samples', 'a whole number from 1 up', samples);
      expectField(Number.isFinite(seconds), 'seconds', 'a number', seconds);
      return { type, title, samples, seconds } as JobEvent;
    }
    case 'columns': {
      const { columns } = data;
      expectField(
        Array.isArray(columns) && columns.every(isPlacedColumn),
        'columns',
        'pairs of place and column',
        columns,
      );
      return { type, columns } as JobEvent;
    }
    case 'done': {
      const { fingerprint, warnings } = data;
      expectField(isText(fingerprint), 'fingerprint', 'the text of its file', fingerprint);
      expectField(isTexts(warnings), 'warnings', 'a list of sentences', warnings);
      return { type, fingerprint: parseFingerprint(fingerprint as string), warnings: warnings as readonly string[] };
    }
    case 'failed':
      return { type, error: parseError(data) };
    case 'canceled':
      return { type };
    default:
      throw new MessageError('malformed', `\`event\`: expected an event of a job, got ${JSON.stringify(type)}`);
  }
}

/** The page draws colours of it: they are what is looked at. */
function isPlacedColumn(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2 || !isNatural(value[0])) return false;
  const swatches: unknown = (value[1] as Partial<Column> | null)?.swatches;
  return Array.isArray(swatches) && swatches.every((swatch) => /^#[0-9a-f]{6}$/.test(swatch?.color));
}
