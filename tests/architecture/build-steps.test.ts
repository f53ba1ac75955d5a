import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPTS = fileURLToPath(new URL('../../../scripts', import.meta.url));
const STEPS = ['build-browser', 'build-page', 'build-studio', 'build-studio-files', 'bundle-processes'];

let checkout: string;
const at = (path: string): string => join(checkout, path);
const write = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};

/** Write a program that only records its name. */
const writeStep = (path: string, name: string): void =>
  write(
    path,
    `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(at('log'))}, '${name}\\n');\n`,
  );

/** Run the build, and list the steps that ran. */
function build(): string[] {
  rmSync(at('log'), { force: true });
  const PATH = `${at('bin')}${delimiter}${process.env.PATH}`;
  execFileSync(process.execPath, [at('scripts/build.mjs')], { env: { ...process.env, PATH }, stdio: 'pipe' });
  return existsSync(at('log')) ? readFileSync(at('log'), 'utf8').trim().split('\n') : [];
}

// A checkout with the real order of the build, whose steps only record that they ran.
before(() => {
  checkout = mkdtempSync(join(tmpdir(), 'chromatheque-build-'));
  for (const name of ['prepare.mjs', 'build.mjs'])
    cpSync(join(SCRIPTS, name), at(`scripts/${name}`), { recursive: true });
  for (const step of STEPS) writeStep(`scripts/${step}.mjs`, step);
  writeStep('node_modules/typescript/bin/tsc', 'tsc');
  write('node_modules/typescript/bin/package.json', '{ "type": "module" }');
  for (const name of ['src/core/export/page-assets.ts', 'src/one.ts', 'tests/one.ts', 'bench/one.ts']) write(name, '');
  for (const name of ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json']) write(name, '{}');
  write('node_modules/.chromatheque-lock', createHash('sha256').update('{}').digest('hex'));
  write('bin/npm', `#!/bin/sh\necho npm >> '${at('log')}'\n`);
  chmodSync(at('bin/npm'), 0o755);
});
after(() => rmSync(checkout, { recursive: true, force: true }));

const skip = process.platform === 'win32' && 'npm is a shell script here';

test('the build runs each step once, bundles after tsc', { skip }, () => {
  const steps = build();
  assert.deepEqual(steps.toSorted(), [...STEPS, 'tsc'].toSorted());
  assert.equal(steps[0], 'build-page');
  assert.equal(steps.at(-1), 'build-studio-files');
  assert.ok(steps.indexOf('bundle-processes') > steps.indexOf('tsc'));
});

test('the build runs no step and installs nothing when nothing has changed', { skip }, () => {
  build();
  assert.deepEqual(build(), []);
});

test('the build runs again when a source has changed', { skip }, () => {
  build();
  write('src/two.ts', '');
  assert.equal(build().length, STEPS.length + 1);
});

test('packages are installed again when the lock file has changed', { skip }, () => {
  build();
  write('package-lock.json', '{ "packages": {} }');
  assert.equal(build()[0], 'npm');
});

test('a step that fails ends the build, and it runs again', { skip }, () => {
  write('src/three.ts', '');
  write('scripts/bundle-processes.mjs', 'process.exit(3);');
  assert.throws(build, { status: 3 });
  writeStep('scripts/bundle-processes.mjs', 'bundle-processes');
  assert.equal(build().length, STEPS.length + 1);
});
