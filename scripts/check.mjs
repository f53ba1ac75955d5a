// Lint, format, spelling, links of the docs and types.
import { join } from 'node:path';
import { build, install, ROOT, run } from './prepare.mjs';

install();
run(process.execPath, [
  join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  'check',
  '--error-on-warnings',
  '.',
]);
// Sources unchanged since the last check are not read again.
run(process.execPath, [
  join(ROOT, 'node_modules', 'cspell', 'bin.mjs'),
  '--no-progress',
  '--no-summary',
  '--cache',
  '--cache-strategy=content',
  '--cache-location=node_modules/.cache/cspell',
]);
for (const script of ['check-idioms.mjs', 'check-links.mjs']) run(process.execPath, [join(ROOT, 'scripts', script)]);
run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(ROOT, 'docs', '.vitepress')]);
await build();
