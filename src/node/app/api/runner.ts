import { createLocalRunner, type LocalRunnerOptions } from '../workers/local-runner.ts';
import type { Runner } from './call-options.ts';

/**
 * Start processes that read films. Share them among calls: each takes some 100 MB and a second to
 * start.
 *
 * @throws {OptionError} for `jobs` out of range.
 */
export const createRunner = (options: LocalRunnerOptions = {}): Runner => createLocalRunner(options);
