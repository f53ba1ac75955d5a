/** Write one line of JSON: level, time, fields and message. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields: object) => void;

/** Create a log of one JSON object per line, as log collectors read it. */
export function createLog(stream: NodeJS.WritableStream): Log {
  return (level, msg, fields) => {
    stream.write(`${JSON.stringify({ level, time: new Date().toISOString(), ...fields, msg })}\n`);
  };
}
