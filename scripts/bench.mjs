// npm run bench -- NAME...: run the named benchmarks, or all, one after another.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, install, ROOT, run } from './prepare.mjs';

install();
await build();
const names = process.argv.slice(2);
const folder = join(ROOT, 'build', 'bench');
const benches = readdirSync(folder)
  .filter((file) => file.endsWith('.js'))
  .map((file) => basename(file, '.js'));
const unknown = names.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are: ${benches.join(', ')}`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : benches) run(process.execPath, [join(folder, `${name}.js`)]);
