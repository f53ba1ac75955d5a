// Installs packages and builds if needed. Fast when both are up to date.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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

/** Compile everything from scratch if a source has changed. */
export function build() {
  const stamp = join(ROOT, 'build', '.sources');
  const hash = hashSources();
  if (existsSync(stamp) && existsSync(PAGE_MODULE) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('building ...');
  // Otherwise outputs of deleted sources would stay.
  for (const folder of ['dist', 'build']) rmSync(join(ROOT, folder), { recursive: true, force: true });
  run(process.execPath, [join(ROOT, 'scripts', 'build-page.mjs')]);
  run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-b']);
  run(process.execPath, [join(ROOT, 'scripts', 'bundle-processes.mjs')]);
  run(process.execPath, [join(ROOT, 'scripts', 'build-browser.mjs')]);
  run(process.execPath, [join(ROOT, 'scripts', 'build-studio.mjs')]);
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(stamp, hash);
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
    'scripts/build-studio.mjs',
    'scripts/bundle-processes.mjs',
  ].sort()) {
    const { size, mtimeMs } = statSync(join(ROOT, name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
