import { CommanderError } from 'commander';

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

/** Codes of the errors that the rooms below throw, by their name; told by name so that asking for help loads none of them. */
const CODES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
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
  },
};

/** Say which exit code an error stands for. What nobody foresaw is internal. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof Error)) return EXIT.internal;
  if (error instanceof UsageError || error instanceof CommanderError || isOptionError(error)) return EXIT.usage;
  if (error.name === 'AbortError') return EXIT.interrupted;
  if (error.name === 'WriteError') return EXIT.cannotWrite;
  const code = 'code' in error ? CODES[error.name]?.[String(error.code)] : undefined;
  return code ?? EXIT.internal;
}

/** A wrong option, as the rooms below report it: `` `samples`: expected ... ``. */
function isOptionError(error: Error): boolean {
  return (error instanceof RangeError || error instanceof TypeError) && /^`\w+`: /.test(error.message);
}

/** Units that options of the rooms below have in their names, and those of the command line have not. */
const UNITS = /(?:Mm|Seconds|Degrees)$/;

/** The option of the command line that a name of the rooms below stands for: `titleStyle` is --title-style, `bleedMm` is --bleed. */
function optionName(name: string): string {
  if (name === 'widthMm' || name === 'heightMm') return '--size';
  return `--${name.replace(UNITS, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Put an error into one line, in the words of the command line. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message
    .replace(/^error: /, '')
    .replace(/`([a-z][A-Za-z]*)`/g, (_, name: string) => optionName(name))
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return exitCodeOf(error) === EXIT.internal ? `internal error: ${line}; please report it` : line;
}

/** Put what went wrong with one of several inputs into one line, which names it: what stops a picture knows nothing of where it came from. */
export function describeFailure(input: string, error: unknown): string {
  const line = describeError(error);
  return error instanceof Error && error.name === 'RenderError' ? `${input}: ${line}` : line;
}
