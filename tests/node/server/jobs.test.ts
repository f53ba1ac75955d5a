import assert from 'node:assert/strict';
import { copyFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import {
  authorization,
  type JobEvent,
  jobEventsPath,
  jobPath,
  jobPausePath,
  jobResumePath,
  MAX_SERVER_JOBS,
  PATHS,
} from '#core/protocol/index';
import { createLocalRunner, fingerprintFilm } from '#node/app/internal';
import { createJobRegistry } from '#node/server/jobs/job-registry';
import { openRoots } from '#node/server/shelf/roots';
import { findShelfFile } from '#node/server/shelf/shelf-file';
import { makeLongFilm } from '../../support/films/long-film.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { childrenOf, isGone, NEEDS_PROC } from '../../support/processes/children-of.ts';
import { postJson, startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { waitFor } from '../../support/wait-for.ts';

const folder = await realpath(makeTempFolder());
const film = (name: string) => join(folder, name);
const paint = (frame: number, x: number) => [60 + (frame % 100), x < 40 ? 100 : 160, 120] as const;
makeFilm({ path: film('short.mp4'), frames: 60, paint });
makeLongFilm(film('long.mp4'));
writeFileSync(film('text.mp4'), 'Once upon a time there was a film that was none.\n'.repeat(50));
makeFilm({ path: film('cut.mp4'), frames: 60, paint, isIndexFirst: true });
truncateSync(film('cut.mp4'), 2000);

/** Servers of their own for tests that look at processes: no other job leaves any to them. */
const [apart, fresh] = [await startTestServer({ inputs: [folder] }), await startTestServer({ inputs: [folder] })];
const { ask, askJson, start, listen } = await startTestServer({ inputs: [folder] });
const last = (events: readonly JobEvent[]) => events.at(-1)!;
const isColumns = (event: JobEvent) => event.type === 'columns';

/** A job that has ended: each starts a process per core. */
let short: { readonly id: string; readonly streams: readonly JobEvent[][] };

describe('Jobs that read a film', () => {
  it('a job streams the number of columns, each column once, then the fingerprint', async () => {
    const id = await start('0/short.mp4');
    const [events, other] = await Promise.all([listen(id), listen(id)]);
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
    short = { id, streams: [events, other] };
  });

  it('a job gives the same fingerprint, to the byte, as reading without the server', async () => {
    const options = { samples: 20, clusters: 3, space: 'rgb', seed: 7, loudness: false } as const;
    const end = last(await listen(await start('0/short.mp4', options)));
    const runner = createLocalRunner();
    const { fingerprint } = await fingerprintFilm(film('short.mp4'), options, { runner });
    runner.close();
    assert.equal(end.type === 'done' && serializeFingerprint(end.fingerprint), serializeFingerprint(fingerprint));
  });

  it('a job for a truncated film ends with warnings or an error', async () => {
    const end = last(await listen(await start('0/cut.mp4')));
    if (end.type === 'done') assert.ok(end.warnings.length > 0);
    else assert.ok(end.type === 'failed' && end.error.code === 'decode-failed', JSON.stringify(end));
  });

  it('every listener of a job gets its events from the start, also after its end, in a stream that is not cached', async () => {
    const { id, streams } = short;
    const again = await listen(id);
    for (const events of [...streams, again]) {
      assert.deepEqual(last(events), last(again));
      assert.equal(events.flatMap((event) => (event.type === 'columns' ? event.columns : [])).length, 60);
    }
    const { headers } = await ask(jobEventsPath(id));
    assert.equal(headers['content-type'], 'text/event-stream; charset=utf-8');
    assert.equal(headers['cache-control'], 'no-store');
  });
});

describe('Jobs that fail', () => {
  it('a job for an unreadable film fails with a message and a code, without folders of this machine', async () => {
    const end = last(await listen(await start('0/text.mp4')));
    assert.ok(end.type === 'failed');
    assert.equal(end.error.code, 'unreadable');
    assert.match(end.error.message, /^text\.mp4: not a film that can be read/);
    assert.ok(!end.error.message.includes(folder));
  });

  it('a job fails without columns when another file replaces the film before it is read', async () => {
    makeFilm({ path: film('exchanged.mp4'), frames: 30, paint });
    const id = await start('0/exchanged.mp4');
    // In one step, so that the name always has a file.
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

  it('a job fails without a fingerprint when another file replaces the film while it is read', async () => {
    copyFileSync(film('long.mp4'), film('exchanged.mp4'));
    const id = await start('0/exchanged.mp4', { samples: 600 });
    await listen(id, isColumns);
    rmSync(film('exchanged.mp4'));
    symlinkSync(film('long.mp4'), film('exchanged.mp4'));
    const end = last(await listen(id));
    rmSync(film('exchanged.mp4'));
    assert.equal(end.type === 'failed' && end.error.message, 'there is no such file on the shelf');
  });

  it('a job with a wrong option is refused at once with 400 and the name of the option', async () => {
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

  it('a job fails for an option that does not suit the film', async () => {
    const end = last(await listen(await start('0/short.mp4', { from: 100 })));
    assert.ok(end.type === 'failed');
    assert.equal(end.error.code, 'bad-request');
    assert.match(end.error.message, /^`from`: expected a time inside the film/);
  });
});

describe('Limits of jobs', () => {
  const { ask, askJson, start, listen, origin, token } = apart;
  /** Start a long job, and pause it after its first columns: the film may be read before a test ends. */
  async function startLong(): Promise<string> {
    const id = await start('0/long.mp4');
    await listen(id, isColumns);
    assert.equal((await ask(jobPausePath(id), { method: 'POST' })).status, 204);
    return id;
  }
  // As many long jobs as may run, for all tests of the suite: each starts a process per core.
  const ids: string[] = [];
  let children: readonly number[] = [];
  const listChildren = () => (NEEDS_PROC.skip === false ? childrenOf(process.pid) : []);
  after(() => Promise.all(ids.map((id) => ask(jobPath(id), { method: 'DELETE' }))));

  it(`a job is refused with 429 while ${MAX_SERVER_JOBS} jobs are running`, async () => {
    const before = listChildren();
    for (let i = 0; i < MAX_SERVER_JOBS; i++) ids.push(await startLong());
    children = listChildren().filter((child) => !before.includes(child));
    const { status, value } = await askJson(PATHS.jobs, postJson({ path: '0/short.mp4' }));
    assert.deepEqual([status, value.error.code], [429, 'busy']);
  });

  it('the ninth listener of a job is refused with 429', async () => {
    const controller = new AbortController();
    const request = { headers: { authorization: authorization(token) }, signal: controller.signal };
    // The headers come with the first event. After them the job has a listener.
    for (let i = 0; i < 8; i++) assert.equal((await fetch(origin + jobEventsPath(ids[0]!), request)).status, 200);
    const { status, value } = await askJson(jobEventsPath(ids[0]!));
    assert.deepEqual([status, value.error.code], [429, 'busy']);
    controller.abort();
  });

  it('a canceled job ends at once, with its processes, and another job may start', NEEDS_PROC, async () => {
    assert.ok(children.length >= ids.length);
    for (const id of ids) {
      const told = listen(id);
      assert.equal((await ask(jobResumePath(id), { method: 'POST' })).status, 204);
      assert.equal((await ask(jobPath(id), { method: 'DELETE' })).status, 204);
      assert.equal(last(await told).type, 'canceled');
    }
    for (const child of children) assert.ok(await isGone(child), `process ${child} still runs`);
    // A second cancel, or one of an unknown job, has no effect.
    assert.equal((await ask(jobPath(ids[0]!), { method: 'DELETE' })).status, 204);
    assert.equal((await ask(jobPath('none'), { method: 'DELETE' })).status, 204);
    assert.equal(last(await listen(await start('0/short.mp4'))).type, 'done');
  });

  it('the processes of a job that has read its film read the next one', NEEDS_PROC, async () => {
    const before = childrenOf(process.pid);
    const children = () => childrenOf(process.pid).filter((child) => !before.includes(child));
    // Of a part no first look is taken, which might outlast the job.
    const read = async () => last(await fresh.listen(await fresh.start('0/short.mp4', { to: 2 })));
    const first = await read();
    const started = children();
    assert.ok(started.length > 0);
    const second = await read();
    assert.deepEqual(children(), started);
    assert.ok(first.type === 'done');
    assert.deepEqual(second, first);
  });

  it('listening to an unknown job is refused with 404', async () => {
    for (const id of ['none', '../shelf', '__proto__']) {
      const { status, value } = await askJson(jobEventsPath(id));
      assert.deepEqual([status, value.error.code], [404, 'not-found']);
    }
  });
});

describe('Jobs without listeners', () => {
  const open = async (name: string) => findShelfFile(await openRoots([folder]), `0/${name}`);

  it('a job without listeners is canceled and removed after the time limit', async () => {
    const board = createJobRegistry({ jobSeconds: 600, unheardSeconds: 0.2, idleSeconds: 60 });
    const job = board.start(await open('long.mp4'), {});
    await job.ended;
    assert.equal(job.end?.type, 'canceled');
    assert.throws(() => board.listen(job.id, new AbortController().signal), { code: 'not-found' });
  });

  it('a job is removed after its end', async () => {
    const board = createJobRegistry({ jobSeconds: 600, unheardSeconds: 0.2, idleSeconds: 60 });
    const job = board.start(await open('short.mp4'), {});
    const { signal } = new AbortController();
    for await (const text of board.listen(job.id, signal)) assert.notEqual(text, '');
    assert.equal(job.end?.type, 'done');
    const isRemoved = () => {
      try {
        board.listen(job.id, signal);
        return false;
      } catch (error) {
        return (error as { code?: string }).code === 'not-found';
      }
    };
    assert.ok(await waitFor(isRemoved));
  });

  it('a job continues when a client listens again in time', async () => {
    const other = await startTestServer({ inputs: [folder], limits: { unheardSeconds: 10 } });
    const id = await other.start('0/long.mp4', { samples: 100 });
    await other.listen(id, isColumns);
    assert.equal(last(await other.listen(id)).type, 'done');
  });
});

describe('Jobs that take too long', () => {
  it('a job over its time limit fails with the code too-slow', async () => {
    const other = await startTestServer({ inputs: [folder], limits: { jobSeconds: 0.1 } });
    const end = last(await other.listen(await other.start('0/long.mp4')));
    assert.deepEqual(end, {
      type: 'failed',
      error: { code: 'too-slow', message: 'long.mp4: reading took longer than 0.1 s' },
    });
  });
});
