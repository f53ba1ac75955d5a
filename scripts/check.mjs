// Lint, format and types.
import { join } from 'node:path';
import { build, install, ROOT, run } from './prepare.mjs';

install();
run(process.execPath, [
  join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  'check',
  '--error-on-warnings',
  '.',
]);
build();
