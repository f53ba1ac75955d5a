import { CommanderError } from 'commander';
import type { FilmErrorCode, FormatErrorCode, RenderErrorCode, TitlesError } from '../app/index.ts';
import type { QueueErrorCode } from '../queue/index.ts';
import type { ServerErrorCode } from '../server/index.ts';
import { spellFlags } from './flags/option-flag.ts';

/** Exit codes; those from 64 up are BSD's sysexits(3), 130 is 128 + SIGINT as shells have it. */
export const EXIT = {
  ok: 0,
  usage: 2,
  badData: 65,
  noInput: 66,
  missingPart: 69,
  internal: 70,
  cannotWrite: 73,
  interrupted: 130,
} as const;

/** A command line that cannot be understood: the caller's mistake. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the rooms below throw: classes by their names, and the codes of each. */
interface ErrorCodes {
  readonly FilmError: FilmErrorCode;
  readonly FormatError: FormatErrorCode;
  readonly TitlesError: TitlesError['code'];
  readonly RenderError: RenderErrorCode;
  readonly QueueError: QueueErrorCode;
  readonly ServerError: ServerErrorCode;
}

/**
 * Exit codes by class and code. Classes are recognized by name, so that asking for help loads no room. The compiler refuses a
 * code of a room that is missing here.
 */
const CODES: { readonly [Name in keyof ErrorCodes]: Readonly<Record<ErrorCodes[Name], number>> } = {
  FilmError: {
    'not-found': EXIT.noInput,
    unreadable: EXIT.badData,
    'no-video': EXIT.badData,
    'no-decoder': EXIT.missingPart,
    'decode-failed': EXIT.badData,
    'backend-missing': EXIT.missingPart,
  },
  FormatError: { 'not-a-fingerprint': EXIT.badData, 'newer-version': EXIT.badData, truncated: EXIT.badData },
  TitlesError: { malformed: EXIT.badData },
  QueueError: {
    'missing-library': EXIT.missingPart,
    unreachable: EXIT.missingPart,
    forbidden: EXIT.missingPart,
    'read-only': EXIT.missingPart,
    full: EXIT.missingPart,
    lost: EXIT.missingPart,
    refused: EXIT.noInput,
    'bad-job': EXIT.badData,
    'other-film': EXIT.badData,
    'given-up': EXIT.badData,
    canceled: EXIT.interrupted,
    'port-taken': EXIT.missingPart,
  },
  ServerError: {
    'port-taken': EXIT.missingPart,
    'port-denied': EXIT.missingPart,
    'no-address': EXIT.missingPart,
    'not-found': EXIT.noInput,
    unreadable: EXIT.badData,
  },
  RenderError: {
    'font-missing': EXIT.missingPart,
    'font-unreadable': EXIT.badData,
    'lacks-data': EXIT.badData,
    'too-large': EXIT.usage,
    'too-slow': EXIT.missingPart,
    crashed: EXIT.missingPart,
  },
};

/** Say which exit code an error stands for. What nobody foresaw is internal. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof Error)) return EXIT.internal;
  if (error instanceof UsageError || error instanceof CommanderError || isOptionError(error)) return EXIT.usage;
  if (error.name === 'AbortError') return EXIT.interrupted;
  if (error.name === 'WriteError') return EXIT.cannotWrite;
  const codes: Readonly<Record<string, number>> = Object.hasOwn(CODES, error.name)
    ? CODES[error.name as keyof ErrorCodes]
    : {};
  return ('code' in error ? codes[String(error.code)] : undefined) ?? EXIT.internal;
}

/** A wrong option, as the rooms below report it: `` `samples`: expected ... ``. */
function isOptionError(error: Error): boolean {
  return (error instanceof RangeError || error instanceof TypeError) && /^`\w+`: /.test(error.message);
}

/** Put an error into one line, in the words of the command line. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = spellFlags(message.replace(/^error: /, ''))
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return exitCodeOf(error) === EXIT.internal ? `internal error: ${line}; please report it` : line;
}

/** Put what went wrong with one of several inputs into one line, which names it: what stops a picture knows nothing of where it came from. */
export function formatFailureMessage(input: string, error: unknown): string {
  const line = describeError(error);
  return error instanceof Error && error.name === 'RenderError' ? `${input}: ${line}` : line;
}
