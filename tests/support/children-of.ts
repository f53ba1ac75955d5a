import { spawnSync } from 'node:child_process';

/** The processes that a process has started and that still run; none of what lists them. */
export function childrenOf(pid: number): number[] {
  const { stdout, pid: lister } = spawnSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([child, parent, state]) => Number(parent) === pid && Number(child) !== lister && !state!.startsWith('Z'))
    .map(([child]) => Number(child));
}
