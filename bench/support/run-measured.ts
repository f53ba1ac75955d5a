import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Time and memory of a run. */
export interface Measured {
  readonly wallSeconds: number;
  /** CPU time of the program and of all it started, as the shell counts it. */
  readonly cpuSeconds: number;
  /** Most memory of the program and all it started together, proportional set size, bytes; 0 where /proc does not tell. */
  readonly peakPss: number;
  /** Most memory of one of its child processes. */
  readonly peakChildPss: number;
}

const SAMPLE_EVERY_MS = 100;

/** Run a program to its end and measure it. */
export async function runMeasured(program: string, args: readonly string[]): Promise<Measured> {
  // The shell's own clock counts the CPU time of children and their children.
  const child = spawn('bash', ['-c', 'TIMEFORMAT="measured %R %U %S"; time "$@"', 'bash', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let peakPss = 0;
  let peakChildPss = 0;
  const timer = setInterval(() => {
    const sizes = listDescendants(child.pid!).map(readPss);
    peakPss = Math.max(
      peakPss,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    // The first is the shell's own child: the program.
    peakChildPss = Math.max(peakChildPss, ...sizes.slice(1));
  }, SAMPLE_EVERY_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(timer);
  const match = /measured ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr);
  if (code !== 0 || match === null) throw new Error(`${program} ${args.join(' ')}: exit code ${code}\n${stderr}`);
  return { wallSeconds: Number(match[1]), cpuSeconds: Number(match[2]) + Number(match[3]), peakPss, peakChildPss };
}

/** Processes below a process, in order of depth. */
function listDescendants(pid: number): number[] {
  const children = readChildren(pid);
  return [...children, ...children.flatMap(listDescendants)];
}

function readChildren(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    );
  } catch {
    // It ended a moment ago.
    return [];
  }
}

function readPss(pid: number): number {
  try {
    return 1024 * Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
