import { FilmError } from '../../../core/frame/index.ts';
import type { WorkerFailure } from './messages.ts';

/** Describe an error as an event: classes of errors do not survive between workers. */
export function describeWorkerFailure(error: unknown): WorkerFailure {
  if (error instanceof FilmError) return { kind: 'failed', code: error.code, message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', code: 'internal', message: `Unexpected error: ${reason}` };
}
