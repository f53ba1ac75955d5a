import { existsSync, readFileSync } from 'node:fs';
import { waitFor } from '../wait-for.ts';

/** Options of a test that counts processes: skipped with a message where /proc is missing. */
export const NEEDS_PROC = { skip: existsSync('/proc/self/task') ? false : 'processes are counted in /proc' };

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

/** Wait until a process ends. @returns whether it ended. */
export const isGone = (pid: number): Promise<boolean> => waitFor(() => !existsSync(`/proc/${pid}`));
