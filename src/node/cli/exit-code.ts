import { CommanderError } from 'commander';
import { ChromathequeError, type OptionErrorCode } from '../../core/options/index.ts';
import type {
  CompareErrorCode,
  FilmErrorCode,
  FormatErrorCode,
  LibraryErrorCode,
  RenderErrorCode,
  TitlesError,
  WriteError,
} from '../app/internal.ts';
import type { QueueErrorCode } from '../queue/index.ts';
import type { ServerErrorCode } from '../server/index.ts';
import { spellFlags } from './flags/flag-names.ts';

/** Exit codes. Those from 64 up are from sysexits(3) of BSD; 130 is 128 + SIGINT, as in shells. */
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

/** An invalid command line. */
export class UsageError extends ChromathequeError<'usage'> {
  override readonly name = 'UsageError';

  constructor(message: string, options?: ErrorOptions) {
    super('usage', message, options);
  }
}

/** Errors of the package: classes by name, and the codes of each. */
interface ErrorCodes {
  readonly FilmError: FilmErrorCode;
  readonly CompareError: CompareErrorCode;
  readonly FormatError: FormatErrorCode;
  readonly LibraryError: LibraryErrorCode;
  readonly TitlesError: TitlesError['code'];
  readonly RenderError: RenderErrorCode;
  readonly QueueError: QueueErrorCode;
  readonly ServerError: ServerErrorCode;
  readonly WriteError: WriteError['code'];
  readonly OptionError: OptionErrorCode;
  readonly UsageError: UsageError['code'];
}

/**
 * Exit codes by class and code. Classes are recognized by name, so that `--help` loads no room. The
 * compiler refuses a missing code.
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
  CompareError: { 'too-short': EXIT.badData },
  FormatError: { 'not-a-fingerprint': EXIT.badData, 'newer-version': EXIT.badData, truncated: EXIT.badData },
  LibraryError: {
    'not-found': EXIT.noInput,
    unreadable: EXIT.badData,
    empty: EXIT.noInput,
    damaged: EXIT.badData,
    'missing-part': EXIT.missingPart,
  },
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
  WriteError: { 'not-written': EXIT.cannotWrite },
  OptionError: { 'wrong-type': EXIT.usage, 'wrong-value': EXIT.usage, unknown: EXIT.usage },
  UsageError: { usage: EXIT.usage },
};

/** Find the exit code of an error. Unexpected errors are internal. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return EXIT.usage;
  if (error instanceof Error && error.name === 'AbortError') return EXIT.interrupted;
  if (!(error instanceof ChromathequeError) || !Object.hasOwn(CODES, error.name)) return EXIT.internal;
  const codes: Readonly<Record<string, number>> = CODES[error.name as keyof ErrorCodes];
  return (Object.hasOwn(codes, error.code) ? codes[error.code] : undefined) ?? EXIT.internal;
}

/** Describe an error in one line, with the flags of options. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = spellFlags(message.replace(/^error: /, ''))
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return exitCodeOf(error) === EXIT.internal ? `internal error: ${line}; please report it` : line;
}

/**
 * Describe an error of one of several inputs in one line. A `RenderError` does not name its film.
 */
export function formatFailureMessage(input: string, error: unknown): string {
  const line = describeError(error);
  return error instanceof Error && error.name === 'RenderError' ? `${input}: ${line}` : line;
}
