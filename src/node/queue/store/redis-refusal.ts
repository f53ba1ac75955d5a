import { QueueError, type QueueErrorCode } from '../queue-error.ts';

/**
 * What Redis answers where it refuses a command for good, or until its settings change. The first word of an
 * error is its code (https://redis.io/docs/latest/develop/reference/protocol-spec/, "Simple errors"); Redis 6 puts it
 * further inside for scripts. For a command in a script that the user may not run there is only a text: that of Redis 6
 * and 7.0, and that of 7.2 and later (script.c, `scriptVerifyACL`).
 */
const REFUSALS = /\b(NOPERM|READONLY|OOM|MISCONF)\b|The user executing the script|ACL failure in script/;

const ANSWERS: Readonly<Record<string, readonly [QueueErrorCode, string]>> = {
  READONLY: ['read-only', 'Redis is a read-only replica; name the primary'],
  MISCONF: ['read-only', 'Redis cannot save to its disk, so it takes no writes; its own log says why'],
  OOM: ['full', 'Redis is full; give it more memory (maxmemory), or take films out of the queue'],
};

/**
 * Say in our words why Redis refuses a command.
 *
 * @param queue its address, as people may see it.
 * @returns null for an error that is no refusal.
 */
export function explainRefusal(queue: string, error: unknown): QueueError | null {
  if (error instanceof QueueError) return error;
  if (!(error instanceof Error) || error.name !== 'ReplyError') return null;
  const found = REFUSALS.exec(error.message);
  if (found === null) return null;
  const code = found[1] ?? 'NOPERM';
  const answer = ANSWERS[code];
  if (answer !== undefined) return new QueueError(answer[0], `${queue}: ${answer[1]}`, { cause: error });
  return new QueueError(
    'forbidden',
    `${queue}: ${describeRight(error)}; docs/scale.md lists the rights that it needs`,
    {
      cause: error,
    },
  );
}

/** "the user of Redis may not run BZPOPMIN". */
function describeRight(error: Error): string {
  const inScript = /'([a-z|]+)' command/i.exec(error.message)?.[1];
  const { command } = error as { command?: { name?: string } };
  if (/access (?:a key|one of the keys)|keys mentioned/i.test(error.message)) {
    return 'the user of Redis may not use keys that begin with chromatheque:';
  }
  const isScript = /\bscript\b/.test(error.message);
  const name = inScript ?? (isScript ? undefined : command?.name);
  return `the user of Redis may not run ${name === undefined ? 'a command of the queue' : name.toUpperCase()}`;
}

/**
 * Rethrow what Redis refuses in our words, everything else as it is.
 *
 * @throws {QueueError} `forbidden`, `read-only`, `full`.
 */
export async function explainRefusals<T>(queue: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainRefusal(queue, error) ?? error;
  }
}
