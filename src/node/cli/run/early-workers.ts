import { isFingerprintFile } from '../../app/outputs/file-extension.ts';
import { startWorkers } from '../../app/workers/worker-pool.ts';
import type { Terminal } from '../print/terminal.ts';

/** Processes that read films. */
export type FilmWorkers = ReturnType<typeof startWorkers>;

/**
 * Start the processes for films while the command still loads its modules: both take as long, and a
 * short film not much longer.
 *
 * @param inputs of the command. None of them is opened.
 * @returns the processes, which the caller closes; undefined where there may be nothing to decode.
 */
export function startEarly(
  inputs: readonly string[],
  { jobs }: { readonly jobs?: number | undefined },
  { createRunner }: Terminal,
): FilmWorkers | undefined {
  return createRunner !== undefined || inputs.every(isFingerprintFile) ? undefined : startWorkers(jobs);
}
