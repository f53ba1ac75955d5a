// npm test [-- NAME...]: everything, or the test files whose path contains one of the names.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build, install, ROOT, run } from './prepare.mjs';

install();
build();
const names = process.argv.slice(2);
const folder = join(ROOT, 'build', 'tests');
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.test.js') && (names.length === 0 || names.some((name) => file.includes(name))))
  .map((file) => join(folder, file));
if (files.length === 0) {
  console.error(`no test file matches ${names.join(', ')}`);
  process.exit(2);
}
// Node itself would leave one core idle, which is half of two.
const concurrency = `--test-concurrency=${availableParallelism()}`;
// A file whose process does not end fails, instead of holding up all others for good.
const timeout = `--test-timeout=${15 * 60_000}`;
// Lines of the sources in stack traces cost a fifth of the start of each process: for named files only.
const sourceMaps = names.length > 0 ? ['--enable-source-maps'] : [];
run(process.execPath, ['--test', concurrency, timeout, ...sourceMaps, ...files.sort()]);
