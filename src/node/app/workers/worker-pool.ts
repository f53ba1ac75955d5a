import { availableParallelism } from 'node:os';
import { createPool, type Pool } from '../../pool/index.ts';

/**
 * Start the processes that read films. Apart from what gives them work, so that a command can start
 * them while it still loads its own modules: both take a fifth of a second.
 *
 * @param jobs number of processes, an integer from 1 up.
 */
export const startWorkers = (jobs: number = availableParallelism()): Pool =>
  createPool({ entry: new URL(import.meta.resolve('#process/span-worker')), size: jobs });
