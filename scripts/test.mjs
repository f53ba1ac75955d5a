// npm test [-- NAME...]: everything, or the test files whose path contains one of the names.
// npm test -- --list: the slowest files of the last runs.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, ROOT, run } from './prepare.mjs';
import { readTimes } from './test-times.mjs';

/** Files that `--list` shows. */
const LISTED = 25;

/** Rooms that take longest, in this order, for a checkout in which no times are known. */
const LONGEST = ['web', 'node/film/ffmpeg-conformance', 'node/film', 'node/app/fuzz', 'node/app', 'node/cli'];

/**
 * Files of a room that one process runs. With all of them in one, the page's took five minutes more
 * than all others beside them, on one core.
 */
const MAX_FILES = 16;

/**
 * Files that run in a process of their own: their tests look at its children, or use another S3 store
 * than others of their room (a process has one client), or they take so long that a core would wait
 * for the rest of their room.
 */
const ALONE =
  /^(?:node\/app\/(?:fuzz|local-renderer)|node\/cli\/(?:queue|s3|studio)|node\/film\/ffmpeg-conformance|node\/library\/library-index|node\/queue\/(?:fleet|worker)|node\/server\/shutdown)/;

const names = process.argv.slice(2);
if (names.includes('--list')) {
  const times = Object.entries(readTimes()).sort(([, one], [, other]) => other - one);
  for (const [file, seconds] of times.slice(0, LISTED)) console.log(`${seconds.toFixed(1).padStart(6)} s  ${file}`);
  if (times.length === 0) console.log('no tests were run here yet');
  process.exit();
}

install();
await build();
const tests = join(ROOT, 'build', 'tests');
const files = readdirSync(tests, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.js') && (names.length === 0 || names.some((name) => file.includes(name))))
  .sort();
if (files.length === 0) {
  console.error(`no test file matches ${names.join(', ')}`);
  process.exit(2);
}
// One more than there are cores: tests often wait for a browser, for Redis or for a lock that expires.
const concurrency = `--test-concurrency=${availableParallelism() + 1}`;
// A process that does not end fails, instead of holding up all others. The longest room takes minutes.
const timeout = `--test-timeout=${60 * 60_000}`;
// Lines of the sources in stack traces cost a fifth of the start of each process: for named files only.
const sourceMaps = names.length > 0 ? ['--enable-source-maps'] : [];
const reporters = [
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...[`--test-reporter=${join(ROOT, 'scripts', 'test-times.mjs')}`, '--test-reporter-destination=stderr'],
];
run(process.execPath, ['--test', concurrency, timeout, ...sourceMaps, ...reporters, ...groupByRoom(files)]);

/**
 * Write one entry for the files of each room, which run one after another in one process: a process
 * takes half a second of CPU time to start and to load the room, and warms up its own pool.
 */
function groupByRoom(files) {
  const folder = mkdtempSync(join(tmpdir(), 'chromatheque-tests-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const rooms = new Map();
  for (const file of files) {
    const room = ALONE.test(file) ? file.replace(/\.test\.js$/, '') : chooseRoom(file);
    rooms.set(room, [...(rooms.get(room) ?? []), file]);
  }
  const times = readTimes();
  const sumTimes = ([, members]) => members.reduce((sum, file) => sum + (times[file.replace(/\.js$/, '')] ?? 0), 0);
  const rank = ([room]) => (LONGEST.includes(room) ? LONGEST.indexOf(room) : LONGEST.length);
  const parts = [...rooms].flatMap(([room, members]) => splitRoom(members).map((part) => [room, part]));
  // Where no times are known, other rooms that start processes follow: their names come last.
  const byName = parts.reverse().sort((one, other) => rank(one) - rank(other));
  const longestFirst = byName.sort((one, other) => sumTimes(other) - sumTimes(one));
  // Node runs entries in the order of their names. No core waits at the end if the longest begin.
  return longestFirst.map(([room, members], i) => {
    const entry = join(folder, `${String(i).padStart(2, '0')}-${room.replaceAll('/', '-')}.mjs`);
    const loader = pathToFileURL(join(ROOT, 'scripts', 'load-tests.mjs'));
    const text = `import { loadTests } from '${loader}';\nloadTests('${room}', ${JSON.stringify(members)});\n`;
    writeFileSync(entry, text);
    return entry;
  });
}

/** Split the files of a room over as few processes as may run them, evenly. */
function splitRoom(members) {
  const count = Math.ceil(members.length / MAX_FILES);
  return Array.from({ length: count }, (_, i) => members.filter((_, at) => at % count === i));
}

/** Choose the room of a file: two folders, or all of the page, whose tests share a browser. */
function chooseRoom(file) {
  return file.startsWith('web/') ? 'web' : file.split('/').slice(0, 2).join('/');
}
