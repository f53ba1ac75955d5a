import assert from 'node:assert/strict';
import { renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLocalRunner, fingerprintFilm } from 'chromatheque/app';
import { serializeFingerprint } from 'chromatheque/fingerprint';
import { authorization, type JobEvent, jobEventsPath, jobPath, MAX_SERVER_JOBS, PATHS } from '#protocol';
import { createJobRegistry } from '#server/jobs/job-registry';
import { openRoots } from '#server/shelf/roots';
import { findShelfFile } from '#server/shelf/shelf-file';
import { childrenOf, isGone, NEEDS_PROC } from '../../support/children-of.ts';
import { makeFilm } from '../../support/make-film.ts';
import { postJson, startTestServer } from '../../support/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = await realpath(makeTempFolder());
const film = (name: string) => join(folder, name);
const paint = (frame: number, x: number) => [60 + (frame % 100), x < 40 ? 100 : 160, 120] as const;
makeFilm({ path: film('short.mp4'), frames: 60, paint });
// Long enough that nothing of it is over before it is asked about: every frame is a picture of its own.
makeFilm({ path: film('long.mp4'), frames: 1500, width: 640, height: 360, paint, isFlat: true });
writeFileSync(film('text.mp4'), 'Once upon a time there was a film that was none.\n'.repeat(50));
makeFilm({ path: film('cut.mp4'), frames: 60, paint, isIndexFirst: true });
truncateSync(film('cut.mp4'), 2000);

const { ask, askJson, start, listen, origin, token } = await startTestServer({ inputs: [folder] });
const last = (events: readonly JobEvent[]) => events.at(-1)!;
const isColumns = (event: JobEvent) => event.type === 'columns';

/** Begin a job that takes a while, and wait until columns come. */
async function startLong(): Promise<string> {
  const id = await start('0/long.mp4');
  await listen(id, isColumns);
  return id;
}

describe('A film that the server reads', () => {
  it('is told of as it comes: how many columns there will be, each of them once, then the fingerprint', async () => {
    const events = await listen(await start('0/short.mp4'));
    assert.deepEqual([events[0]?.type, last(events).type], ['surveyed', 'done']);
    const [surveyed] = events;
    assert.ok(surveyed?.type === 'surveyed');
    assert.deepEqual(surveyed, { type: 'surveyed', title: 'Short', samples: 60, seconds: 2.4 });
    const columns = events.flatMap((event) => (event.type === 'columns' ? event.columns : []));
    assert.deepEqual(
      columns.map(([index]) => index).sort((one, other) => one - other),
      Array.from({ length: 60 }, (_, i) => i),
    );
    const end = last(events);
    assert.ok(end.type === 'done');
    for (const [index, column] of columns) assert.deepEqual(column, end.fingerprint.columns[index]);
  });

  it('has the fingerprint, to the byte, that it has everywhere', async () => {
    const options = { samples: 20, clusters: 3, space: 'rgb', seed: 7, loudness: false } as const;
    const end = last(await listen(await start('0/short.mp4', options)));
    const runner = createLocalRunner();
    const { fingerprint } = await fingerprintFilm(film('short.mp4'), options, { runner });
    runner.close();
    assert.equal(end.type === 'done' && serializeFingerprint(end.fingerprint), serializeFingerprint(fingerprint));
  });

  it('comes with sentences on what is not as it should be', async () => {
    const end = last(await listen(await start('0/cut.mp4')));
    if (end.type === 'done') assert.ok(end.warnings.length > 0);
    else assert.ok(end.type === 'failed' && end.error.code === 'decode-failed', JSON.stringify(end));
  });

  it('is told of from its beginning to whoever asks again, also after its end', async () => {
    const id = await start('0/short.mp4');
    const [one, other] = await Promise.all([listen(id), listen(id)]);
    const again = await listen(id);
    for (const events of [one, other, again]) {
      assert.deepEqual(last(events), last(one));
      assert.equal(events.flatMap((event) => (event.type === 'columns' ? event.columns : [])).length, 60);
    }
  });

  it('goes as an event stream that nobody keeps', async () => {
    const { headers } = await ask(jobEventsPath(await start('0/short.mp4')));
    assert.equal(headers['content-type'], 'text/event-stream; charset=utf-8');
    assert.equal(headers['cache-control'], 'no-store');
  });
});

describe('A film that cannot be read', () => {
  it('fails with a sentence and a code, without the folders of this machine', async () => {
    const end = last(await listen(await start('0/text.mp4')));
    assert.ok(end.type === 'failed');
    assert.equal(end.error.code, 'unreadable');
    assert.match(end.error.message, /^text\.mp4: not a film that can be read/);
    assert.ok(!end.error.message.includes(folder));
  });

  it('fails where another was put in its place while it was read, and nothing of that is told', async () => {
    makeFilm({ path: film('exchanged.mp4'), frames: 30, paint });
    const id = await start('0/exchanged.mp4');
    // In one step: the name is never without a file.
    symlinkSync(film('long.mp4'), film('other.mp4'));
    renameSync(film('other.mp4'), film('exchanged.mp4'));
    const events = await listen(id);
    rmSync(film('exchanged.mp4'));
    assert.deepEqual(
      events.map(({ type }) => type),
      ['failed'],
    );
    const [end] = events;
    assert.equal(end?.type === 'failed' && end.error.message, 'there is no such file on the shelf');
  });

  it('fails where another is put in its place later, and its fingerprint is not told', async () => {
    makeFilm({ path: film('exchanged.mp4'), frames: 600, width: 640, height: 360, paint, isFlat: true });
    const id = await start('0/exchanged.mp4');
    await listen(id, isColumns);
    rmSync(film('exchanged.mp4'));
    symlinkSync(film('long.mp4'), film('exchanged.mp4'));
    const end = last(await listen(id));
    rmSync(film('exchanged.mp4'));
    assert.equal(end.type === 'failed' && end.error.message, 'there is no such file on the shelf');
  });

  it('is refused at once where its options are wrong, by name', async () => {
    for (const [options, message] of [
      [{ samples: 0 }, /^`samples`: expected an integer from 1 up, got 0/],
      [{ samples: 20_001 }, /^`samples`: expected at most 20000 here/],
      [{ space: 'hsv' }, /^`space`: expected oklab, rgb or lab, got "hsv"/],
      [{ crop: { x: 0 } }, /^`crop`: expected/],
      [{ backend: 'ffmpeg' }, /^`backend`: unknown/],
      [{ hwaccel: 'cuda' }, /^`hwaccel`: unknown/],
    ] as const) {
      const { status, value } = await askJson(PATHS.jobs, postJson({ path: '0/short.mp4', options }));
      assert.equal(status, 400);
      assert.equal(value.error.code, 'bad-request');
      assert.match(value.error.message, message);
    }
  });

  it('fails where an option does not suit it', async () => {
    const end = last(await listen(await start('0/short.mp4', { from: 100 })));
    assert.ok(end.type === 'failed');
    assert.equal(end.error.code, 'bad-request');
    assert.match(end.error.message, /^`from`: expected a time inside the film/);
  });
});

describe('A job', () => {
  it('that is canceled ends at once, with the processes that worked for it', NEEDS_PROC, async () => {
    const id = await startLong();
    const children = childrenOf(process.pid);
    assert.ok(children.length > 0);
    const told = listen(id);
    assert.equal((await ask(jobPath(id), { method: 'DELETE' })).status, 204);
    assert.equal(last(await told).type, 'canceled');
    for (const child of children) assert.ok(await isGone(child), `process ${child} still runs`);
    // Again, or none at all: it is not there, which is what was asked for.
    assert.equal((await ask(jobPath(id), { method: 'DELETE' })).status, 204);
    assert.equal((await ask(jobPath('none'), { method: 'DELETE' })).status, 204);
  });

  it('of which nothing is known is not found', async () => {
    for (const id of ['none', '../shelf', '__proto__']) {
      const { status, value } = await askJson(jobEventsPath(id));
      assert.deepEqual([status, value.error.code], [404, 'not-found']);
    }
  });

  it(`is refused while ${MAX_SERVER_JOBS} are at work`, async () => {
    const ids = [];
    for (let i = 0; i < MAX_SERVER_JOBS; i++) ids.push(await startLong());
    const { status, value } = await askJson(PATHS.jobs, postJson({ path: '0/short.mp4' }));
    assert.deepEqual([status, value.error.code], [429, 'busy']);
    for (const id of ids) await ask(jobPath(id), { method: 'DELETE' });
    for (const id of ids) await listen(id);
    assert.equal(last(await listen(await start('0/short.mp4'))).type, 'done');
  });

  it('is told of to eight, not to any number', async () => {
    const id = await startLong();
    const controller = new AbortController();
    const request = { headers: { authorization: authorization(token) }, signal: controller.signal };
    // Headers come with the first of the events: from then on it is listened to.
    for (let i = 0; i < 8; i++) assert.equal((await fetch(origin + jobEventsPath(id), request)).status, 200);
    const { status, value } = await askJson(jobEventsPath(id));
    assert.deepEqual([status, value.error.code], [429, 'busy']);
    controller.abort();
    await ask(jobPath(id), { method: 'DELETE' });
  });
});

describe('A job that nobody listens to', () => {
  const open = async (name: string) => findShelfFile(await openRoots([folder]), `0/${name}`);

  it('is canceled and forgotten after a while', async () => {
    const board = createJobRegistry({ jobSeconds: 600, unheardSeconds: 0.2 });
    const job = board.start(await open('long.mp4'), {});
    await job.ended;
    assert.equal(job.end?.type, 'canceled');
    assert.throws(() => board.listen(job.id, new AbortController().signal), { code: 'not-found' });
  });

  it('is forgotten as well where it has ended', async () => {
    const board = createJobRegistry({ jobSeconds: 600, unheardSeconds: 0.2 });
    const job = board.start(await open('short.mp4'), {});
    const { signal } = new AbortController();
    for await (const text of board.listen(job.id, signal)) assert.notEqual(text, '');
    assert.equal(job.end?.type, 'done');
    await sleep(1000);
    assert.throws(() => board.listen(job.id, signal), { code: 'not-found' });
  });

  it('goes on where somebody listens again in time', async () => {
    const other = await startTestServer({ inputs: [folder], limits: { unheardSeconds: 10 } });
    const id = await other.start('0/long.mp4', { samples: 300 });
    await other.listen(id, isColumns);
    assert.equal(last(await other.listen(id)).type, 'done');
  });
});

describe('A job that takes too long', () => {
  it('fails', async () => {
    const other = await startTestServer({ inputs: [folder], limits: { jobSeconds: 0.1 } });
    const end = last(await other.listen(await other.start('0/long.mp4')));
    assert.deepEqual(end, {
      type: 'failed',
      error: { code: 'too-slow', message: 'long.mp4: reading took longer than 0.1 s' },
    });
  });
});
