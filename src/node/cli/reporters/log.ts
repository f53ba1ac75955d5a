/** Write one line of JSON. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields: object) => void;

/**
 * Open a log.
 *
 * @throws {QueueError} `missing-library`.
 */
export async function createLog(stream: NodeJS.WritableStream): Promise<Log> {
  const { QueueError } = await import('../../queue/index.ts');
  const { pino } = await import('pino').catch((cause: unknown) => {
    throw new QueueError('missing-library', 'the log of a worker takes a package; run: npm install pino', { cause });
  });
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    stream,
  );
  return (level, message, fields) => logger[level](fields, message);
}
