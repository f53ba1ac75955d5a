import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { before, test } from 'node:test';
import { run } from '#node/cli/run/run';
import { makeFilm } from '../../support/films/make-film.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const films = join(folder, 'films');

interface Event {
  readonly event: string;
  readonly film?: string;
}

/** Run the command line, and count how often its processes are started and stopped. */
async function runCounted(...args: readonly string[]) {
  const counts = { started: 0, closed: 0 };
  let text = '';
  const open = (onText: (chunk: string) => void) =>
    new PassThrough().setEncoding('utf8').on('data', onText) as unknown as NodeJS.WriteStream;
  const exitCode = await run([...args, '--progress', 'json'], {
    stdout: open(() => {}),
    stderr: open((chunk) => {
      text += chunk;
    }),
    signal: new AbortController().signal,
    createRunner() {
      counts.started++;
      return { ...shareRunner(1), close: () => void counts.closed++ };
    },
  });
  await new Promise(setImmediate);
  const events = text
    .trim()
    .split('\n')
    .map((line): Event => JSON.parse(line));
  return { ...counts, exitCode, events };
}

before(() => {
  mkdirSync(films);
  for (const [i, name] of ['a.mp4', 'c.mp4', 'd.mp4'].entries()) {
    makeFilm({ path: join(films, name), frames: 5, isFlat: true, paint: () => [60 + 40 * i, 128, 128] });
  }
  writeFileSync(join(films, 'b.mp4'), 'no film');
});

test('all films of a folder share the same processes', async () => {
  const out = join(folder, 'shared');
  const { started, closed, events } = await runCounted(films, '--out-dir', out, '--format', 'png,json', '--jobs', '1');
  assert.equal(events.filter(({ event }) => event === 'written').length, 6);
  assert.deepEqual([started, closed], [1, 1]);
});

test('results are reported in the order of the films, though the next film is read ahead', async () => {
  const out = join(folder, 'ordered');
  const { exitCode, events } = await runCounted(films, '--out-dir', out, '--format', 'png,svg', '--jobs', '1');
  const results = events.filter(({ event }) => ['written', 'error', 'outcome'].includes(event));
  const order = results.map(({ event, film }) => `${event} ${film?.slice(films.length + 1)}`);
  const made = (film: string) => [`written ${film}`, `written ${film}`, `outcome ${film}`];
  assert.deepEqual(order, [...made('a.mp4'), 'error b.mp4', 'outcome b.mp4', ...made('c.mp4'), ...made('d.mp4')]);
  assert.notEqual(exitCode, 0);
});
