// Bundles chromatheque/browser: dist/web/reader/browser.js for the page, and worker.js, the file of
// all its workers. Neither imports another file, so that a page needs no bundler.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { ROOT } from './prepare.mjs';

const source = join(ROOT, 'src', 'web', 'reader');
const folder = join(ROOT, 'dist', 'web', 'reader');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

for (const [name, entry] of [
  ['browser', 'browser.ts'],
  ['worker', join('workers', 'worker.ts')],
]) {
  await build({
    input: join(source, entry),
    platform: 'browser',
    transform: { target: 'es2023', define: { CHROMATHEQUE_VERSION: JSON.stringify(version) } },
    output: {
      file: join(folder, `${name}.js`),
      format: 'es',
      minify: name === 'worker',
      codeSplitting: false,
    },
    logLevel: 'warn',
  });
}

// The worker lies beside the module. `new Worker(new URL(...))` stays as it is written: bundlers look
// for this form.
const file = join(folder, 'browser.js');
const script = readFileSync(file, 'utf8');
const address = /(["'`])\.\/workers\/worker\.ts\1/g;
if (script.match(address)?.length !== 1) throw new Error('the address of the worker is not found once');
writeFileSync(file, script.replace(address, '"./worker.js"'));
