import { isFingerprintFile } from '../../app/outputs/file-extension.ts';
import { startWorkers } from '../../app/workers/worker-pool.ts';
import type { Terminal } from '../print/terminal.ts';

/**
 * Start the processes for films while the command still loads its modules: a short film is read 4 to
 * 6 % sooner (docs/decisions/0189).
 *
 * @param inputs of the command. None of them is opened.
 * @returns the processes, which the caller closes; undefined where there may be nothing to decode.
 */
export function startEarly(
  inputs: readonly string[],
  { jobs }: { readonly jobs?: number | undefined },
  { createRunner }: Terminal,
): ReturnType<typeof startWorkers> | undefined {
  return createRunner !== undefined || inputs.every(isFingerprintFile) ? undefined : startWorkers(jobs);
}
