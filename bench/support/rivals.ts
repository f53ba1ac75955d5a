import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../bench/rivals', import.meta.url));

/** Another program that finds few colours in many pixels. */
export interface Rival {
  /** Put pixels into the form it asks for. */
  prepare(pixels: Uint8Array): unknown;
  /** Codes of at most k colours, shape (k', 3). */
  find(prepared: unknown, k: number): readonly (readonly number[])[];
}

/** Load every rival that is installed; say in a sentence why one is not. */
export async function loadRivals(): Promise<Map<string, Rival | string>> {
  const url = pathToFileURL(join(FOLDER, 'rivals.mjs')).href;
  const { RIVALS } = (await import(url)) as { RIVALS: Record<string, () => Promise<Rival>> };
  const loaded = new Map<string, Rival | string>();
  for (const [name, load] of Object.entries(RIVALS)) {
    try {
      loaded.set(name, await load());
    } catch {
      loaded.set(name, 'not installed: npm install --prefix bench/rivals');
    }
  }
  return loaded;
}

/** What scikit-learn needs for each frame, and the mean squared error a pixel it comes to. */
export interface SklearnResult {
  readonly ms: number;
  readonly mse: number;
}

/** Cluster frames with scikit-learn, as the original does; a sentence where it is not installed. */
export function runSklearn(
  frames: readonly Uint8Array[],
  clusters: number,
  restarts: number,
): SklearnResult[] | string {
  const folder = mkdtempSync(join(tmpdir(), 'chromatheque-bench-'));
  try {
    const path = join(folder, 'frames');
    writeFileSync(path, Buffer.concat(frames));
    const script = join(FOLDER, 'scikit-learn.py');
    const args = [script, path, clusters, restarts, ...frames.map((frame) => frame.length / 3)].map(String);
    // Debian's own Python has Debian's packages; another may come first on the path.
    for (const python of ['/usr/bin/python3', 'python3']) {
      const { status, stdout } = spawnSync(python, args, { encoding: 'utf8' });
      if (status === 0) return JSON.parse(stdout);
    }
    return 'not installed: apt-get install python3-sklearn';
  } finally {
    rmSync(folder, { recursive: true });
  }
}
