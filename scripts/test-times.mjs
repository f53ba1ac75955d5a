// A reporter of node:test: adds up the seconds of each file's tests and keeps them for `npm test -- --list`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './prepare.mjs';

const TIMES = join(ROOT, 'node_modules', '.chromatheque-test-times.json');

/** Seconds of each test file in the last run that included it. */
export const readTimes = () => (existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, 'utf8')) : {});

export default async function* recordTimes(events) {
  const times = {};
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting > 0) continue;
    // The compiled file or, with source maps, its source.
    const file = /(?<=[\\/]tests[\\/]).*\.test(?=\.[jt]s$)/.exec(data.file ?? '')?.[0].replaceAll('\\', '/');
    if (file !== undefined) times[file] = (times[file] ?? 0) + data.details.duration_ms / 1000;
  }
  writeFileSync(TIMES, JSON.stringify({ ...readTimes(), ...times }, null, 2));
  yield '';
}
