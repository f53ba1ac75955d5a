import { QueueError, type QueueErrorCode } from '../queue-error.ts';

/**
 * Answers with which Redis refuses a command until its settings change. The first word of an error
 * is its code (https://redis.io/docs/latest/develop/reference/protocol-spec/, "Simple errors"); for
 * scripts, Redis 6 puts the code later in the message. A forbidden command in a script has no code,
 * only a text: one in Redis 6 and 7.0, another from 7.2 on (script.c, `scriptVerifyACL`).
 */
const REFUSALS = /\b(NOPERM|READONLY|OOM|MISCONF)\b|The user executing the script|ACL failure in script/;

const ANSWERS: Readonly<Record<string, readonly [QueueErrorCode, string]>> = {
  READONLY: ['read-only', 'Redis is a read-only replica; use the address of the primary'],
  MISCONF: ['read-only', 'Redis cannot save to disk and accepts no writes; see the log of Redis'],
  OOM: ['full', 'Redis is full; give it more memory (maxmemory), or cancel films of the queue'],
};

/**
 * Explain why Redis refuses a command.
 *
 * @param queue the queue's URL without its password.
 * @returns null for an error that is not a refusal.
 */
export function explainRefusal(queue: string, error: unknown): QueueError | null {
  if (error instanceof QueueError) return error;
  if (!(error instanceof Error) || error.name !== 'ReplyError') return null;
  const found = REFUSALS.exec(error.message);
  if (found === null) return null;
  const code = found[1] ?? 'NOPERM';
  const answer = ANSWERS[code];
  if (answer !== undefined) return new QueueError(answer[0], `${queue}: ${answer[1]}`, { cause: error });
  return new QueueError('forbidden', `${queue}: ${describeRight(error)}; docs/scale.md lists the required rights`, {
    cause: error,
  });
}

/** "the Redis user may not run BZPOPMIN". */
function describeRight(error: Error): string {
  const inScript = /'([a-z|]+)' command/i.exec(error.message)?.[1];
  const { command } = error as { command?: { name?: string } };
  if (/access (?:a key|one of the keys)|keys mentioned/i.test(error.message)) {
    return 'the Redis user may not use keys that start with chromatheque:';
  }
  const isScript = /\bscript\b/.test(error.message);
  const name = inScript ?? (isScript ? undefined : command?.name);
  return `the Redis user may not run ${name === undefined ? 'a command of the queue' : name.toUpperCase()}`;
}

/**
 * Run a function. A refusal of Redis is rethrown with its explanation, any other error as it is.
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
