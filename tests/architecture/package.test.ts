import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../support/media.ts';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { status, stdout, stderr } = spawnSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  cwd: ROOT,
  encoding: 'utf8',
});
assert.equal(status, 0, stderr);
const packed = new Set<string>(JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Specifiers of a compiled module, static and dynamic. */
const IMPORTS = /(?:^(?:import|export)\b[^;'"=()]*|import\()['"]([^'"]+)['"]/gm;

describe('The package as packed', () => {
  it('holds every file that its exports and its command name', () => {
    const targets = [
      ...Object.values(manifest.exports as Record<string, string | Record<string, string>>).flatMap((target) =>
        typeof target === 'string' ? [target] : Object.values(target),
      ),
      ...Object.values(manifest.bin as Record<string, string>),
    ];
    for (const target of targets) assert.ok(packed.has(normalize(target)), target);
  });

  it('holds every module that its modules import, and nothing a user does not need', () => {
    for (const file of packed) {
      assert.doesNotMatch(file, /(?:^|\/)(?:tests?|bench|scripts|src)\/|\.tsbuildinfo$|\.png$/, file);
      if (!file.endsWith('.js')) continue;
      const source = readFileSync(join(ROOT, file), 'utf8');
      for (const [, specifier] of source.matchAll(IMPORTS)) {
        if (!specifier!.startsWith('.')) continue;
        assert.ok(packed.has(join(dirname(file), specifier!)), `${file} imports ${specifier}`);
      }
    }
  });

  it('holds the processes that its modules start', () => {
    for (const name of ['span-worker', 'render-worker', 'relay-thread']) {
      assert.ok(packed.has(join('dist', 'process', `${name}.js`)), name);
    }
  });

  it('imports only packages that it depends on', () => {
    const known = new Set(
      Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }),
    );
    for (const file of packed) {
      if (!file.endsWith('.js')) continue;
      const source = readFileSync(join(ROOT, file), 'utf8');
      for (const [, specifier] of source.matchAll(IMPORTS)) {
        const name = specifier!
          .split('/')
          .slice(0, specifier!.startsWith('@') ? 2 : 1)
          .join('/');
        assert.ok(/^(?:\.|node:)/.test(specifier!) || known.has(name), `${file} imports ${specifier}`);
      }
    }
  });

  it('states a range for each dependency', () => {
    for (const [name, range] of Object.entries({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
      ...manifest.devDependencies,
    })) {
      // DuckDB numbers the releases of its packages: 1.5.6-r.1.
      assert.match(String(range), /^(?:npm:[a-z]+@)?[~^]\d+\.\d+\.\d+(?:-r\.\d+)?$/, `${name}: ${range}`);
    }
  });
});
