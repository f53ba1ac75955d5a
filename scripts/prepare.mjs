// Installs packages and builds if needed. Fast when both are up to date.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The module that `build-page.mjs` writes: script and style of the exported page. */
export const PAGE_MODULE = join(ROOT, 'src', 'core', 'export', 'page-assets.ts');

/** Run a program in the project's folder with its output shown. Exits with its code when it fails. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Install the packages of the lock file, if it has changed. */
export function install() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const stamp = join(ROOT, 'node_modules', '.chromatheque-lock');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('installing packages ...');
  // No package needs its install script: binaries are inside the packages.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, hash);
}

/**
 * Compile everything from scratch if a source has changed. The studio's bundle needs sources only,
 * so it is made while `tsc` runs; the other bundles need compiled modules.
 */
export async function build() {
  const stamp = join(ROOT, 'build', '.sources');
  const hash = hashSources();
  if (existsSync(stamp) && existsSync(PAGE_MODULE) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('building ...');
  // Otherwise outputs of deleted sources would stay.
  for (const folder of ['dist', 'build']) rmSync(join(ROOT, folder), { recursive: true, force: true });
  await runTogether(['scripts/build-page.mjs']);
  await runTogether(['node_modules/typescript/bin/tsc', '-b', ...TSC_FLAGS], ['scripts/build-studio.mjs']);
  await runTogether(['scripts/bundle-processes.mjs'], ['scripts/build-browser.mjs']);
  await runTogether(['scripts/build-studio-files.mjs']);
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(stamp, hash);
}

/**
 * One checker per project instead of four, which check the same declarations again: a fifth less
 * CPU time. Projects are built side by side.
 */
const TSC_FLAGS = ['--checkers', '1'];

/** Run scripts side by side, and wait for all of them. Exits with the code of one that fails. */
async function runTogether(...scripts) {
  const codes = scripts.map(async ([script, ...args]) => {
    const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: 'inherit' });
    const [code] = await once(child, 'close');
    return code ?? 1;
  });
  const failed = (await Promise.all(codes)).find((code) => code !== 0);
  if (failed !== undefined) process.exit(failed);
}

function hashSources() {
  const hash = createHash('sha256');
  const files = ['src', 'tests', 'bench']
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, String(name))))
    .filter((name) => /\.(?:tsx?|json|css|html|svg)$/.test(name) && join(ROOT, name) !== PAGE_MODULE);
  for (const name of [
    ...files,
    'tsconfig.json',
    'tsconfig.base.json',
    'package-lock.json',
    'scripts/build-browser.mjs',
    'scripts/build-page.mjs',
    'scripts/build-studio-files.mjs',
    'scripts/build-studio.mjs',
    'scripts/bundle-processes.mjs',
  ].sort()) {
    const { size, mtimeMs } = statSync(join(ROOT, name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
