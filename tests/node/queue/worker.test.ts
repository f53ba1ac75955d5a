import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Fingerprint } from '#core/fingerprint/index';
import { checkFingerprintOptions, fingerprintFilm, PACKAGE, type PlannedFilm, planFilm } from '#node/app/internal';
import { assignPriorities, openQueueAdmin, startWorker, type WorkerEvent } from '#node/queue/index';
import { cutSegments } from '#node/queue/jobs/cut-segments';
import { FILM, PREFIX, QUEUE_NAME, SEGMENT } from '#node/queue/jobs/names';
import { openFilmStore } from '#node/queue/store/film-store';
import { makeFilm } from '../../support/films/make-film.ts';
import { createFleet } from '../../support/processes/queue-fleet.ts';
import { createRequest, submitAll } from '../../support/processes/submit-all.ts';
import type { Crash } from '../../support/reading/crashing-runner.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../../support/servers/redis-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const noise = (frame: number, x: number, y: number) =>
  [16 + ((x * 7919 + y * 104_729 + frame * 31) % 220), 100 + (x % 50), 110 + (y % 40)] as const;
const film = join(folder, 'film.mkv');
const options = { samples: 60 };

describe('A worker', { skip: NO_REDIS }, () => {
  let redis: TestRedis;
  let connection: Redis;
  let queue: Queue;
  let planned: PlannedFilm;
  const optionsOf = () => ({
    url: redis.url,
    roots: [folder],
    hosts: [],
    mappings: [],
    concurrency: 1,
    lockSeconds: 10,
  });

  before(async () => {
    makeFilm({ path: film, frames: 240, width: 96, height: 64, paint: noise });
    planned = await planFilm(film, checkFingerprintOptions(options), { runner: shareRunner(1) });
    mkdirSync(join(folder, 'redis'));
    redis = await startRedis(join(folder, 'redis'));
    connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    queue = new Queue(QUEUE_NAME, { connection, prefix: PREFIX });
  });
  after(async () => {
    await queue?.close();
    connection?.disconnect();
    await redis?.stop();
  });

  it('defers segments of a film that was planned with another backend version', async () => {
    const store = openFilmStore(connection);
    const segments = cutSegments(planned, true, 60);
    const key = 'a'.repeat(32);
    const { backend, id } = planned.plan;
    const savePlan = async (version: string) => {
      await store.delete(key);
      return store.savePlan(
        key,
        { plan: { ...planned.plan, backend: { ...backend, version } }, segments: 1 },
        segments,
      );
    };
    await savePlan('0.9');
    const data = { version: PACKAGE.version, film, id, options, key, segment: 0 };
    const job = await queue.add(SEGMENT, data, { jobId: `${key}-0` });
    const events: WorkerEvent[] = [];
    const worker = await startWorker({
      ...optionsOf(),
      runner: shareRunner(1),
      onEvent: (event) => events.push(event),
    });
    const outcomes = () => events.map((event) => (event.type === 'job' ? event.outcome : event.message));
    while (events.length < 2) await sleep(20);
    assert.deepEqual(outcomes(), ['deferred', 'deferred']);
    assert.equal(await store.loadResult(key, 0), null);
    await savePlan(backend.version);
    while (!(await job.isCompleted())) await sleep(20);
    await worker.stop();
    assert.deepEqual(
      outcomes().filter((outcome) => outcome !== 'deferred'),
      ['done'],
    );
    assert.equal((await store.loadResult(key, 0))?.frames.length, 60);
    await store.delete(key);
  });

  it('skips a segment that has a result, and one whose film is deleted', async () => {
    const store = openFilmStore(connection);
    const key = 'b'.repeat(32);
    const segments = cutSegments(planned, true, 60);
    await store.savePlan(key, { plan: planned.plan, segments: 1 }, segments);
    await store.saveResult(key, 0, { frames: [], damagedPackets: 0, shots: [], sounds: [] });
    const data = { version: PACKAGE.version, film, id: planned.plan.id, options, key, segment: 0 };
    await queue.add(SEGMENT, data);
    await queue.add(SEGMENT, { ...data, key: 'c'.repeat(32) });
    const events: WorkerEvent[] = [];
    const worker = await startWorker({
      ...optionsOf(),
      runner: shareRunner(1),
      onEvent: (event) => events.push(event),
    });
    while (events.length < 2) await sleep(20);
    await worker.stop();
    assert.deepEqual(events.map((event) => event.type === 'job' && event.outcome).sort(), ['skipped', 'unwanted']);
    await store.delete(key);
  });

  it('keeps the first plan of a film', async () => {
    const store = openFilmStore(connection);
    const key = 'd'.repeat(32);
    const segments = cutSegments(planned, true, 60);
    const other = { ...planned.plan, title: 'Another' };
    await store.savePlan(key, { plan: planned.plan, segments: 1 }, segments);
    const { plan } = await store.savePlan(key, { plan: other, segments: 0 }, []);
    assert.equal(plan.title, planned.plan.title);
    assert.deepEqual({ ...plan, reader: null }, { ...planned.plan, reader: null });
    assert.deepEqual(await store.loadSegment(key, 0), segments[0]);
    await store.delete(key);
  });

  it('fails a canceled film, which retry includes only by name', async () => {
    const request = await createRequest(film, join(folder, 'canceled.json'));
    const { priority: _, ...job } = { ...request, version: PACKAGE.version, isCanceled: true };
    await queue.add(FILM, job, { jobId: 'e'.repeat(32) });
    const events: WorkerEvent[] = [];
    const worker = await startWorker({
      ...optionsOf(),
      runner: shareRunner(1),
      onEvent: (event) => events.push(event),
    });
    while (events.length < 1) await sleep(20);
    await worker.stop();
    assert.match(JSON.stringify(events), /"outcome":"failed","reason":"\[QueueError canceled\]/);
    const admin = await openQueueAdmin(redis.url);
    assert.equal((await admin.getStatus()).failures.find((failure) => failure.film === film)?.code, 'canceled');
    assert.equal(await admin.retry([]), 0);
    assert.equal(await admin.retry([film]), 1);
    assert.equal((await queue.getJob('e'.repeat(32)))?.data.isCanceled, undefined);
    assert.equal(await admin.cancel([film]), 1);
    assert.equal((await admin.getStatus()).films.waiting, 0);
    await admin.close();
  });

  it('fails unknown and malformed jobs, and continues', async () => {
    await queue.add('shell', { command: 'true' });
    await queue.add(SEGMENT, { film: '/etc/passwd' });
    const events: WorkerEvent[] = [];
    const worker = await startWorker({
      ...optionsOf(),
      runner: shareRunner(1),
      onEvent: (event) => events.push(event),
    });
    while (events.length < 2) await sleep(20);
    await worker.stop();
    const reasons = events.map((event) => (event.type === 'job' ? event.reason : '')).sort();
    assert.match(reasons[0]!, /^\[QueueError bad-job\] `\w+`: missing/);
    assert.match(reasons[1]!, /^\[QueueError bad-job\] unknown job name: shell/);
  });

  it('processes small films first, and finishes each before the next', async () => {
    const names = ['huge', 'small', 'middle'];
    const paths = names.map((name) => join(folder, `${name}.mkv`));
    for (const path of paths) makeFilm({ path, frames: 60, width: 96, height: 64, paint: noise });
    const priorities = assignPriorities([9e12, 1e6, 9e9]);
    const requests = await Promise.all(
      paths.map((path, i) =>
        createRequest(path, `${path}.json`, { options: { samples: 30 }, priority: priorities[i]! }),
      ),
    );
    const submitted = submitAll(redis.url, requests);
    while ((await queue.count()) < 3) await sleep(20);
    const events: WorkerEvent[] = [];
    const worker = await startWorker({
      ...optionsOf(),
      runner: shareRunner(1),
      segmentSeconds: 0.02,
      onEvent: (event) => events.push(event),
    });
    await submitted;
    await worker.stop();
    const order = events.flatMap((event) => (event.type === 'job' ? [`${event.film} ${event.kind}`] : []));
    const expected = ['small', 'middle', 'huge'].flatMap((name) => {
      const film = join(folder, `${name}.mkv`);
      const segments = order.filter((line) => line === `${film} segment`);
      assert.ok(segments.length > 1);
      return [`${film} film`, ...segments, `${film} film`];
    });
    assert.deepEqual(order, expected);
  });

  it('loses only the segment that crashes it again and again, and fails a film on an unexpected error', async () => {
    const { fingerprint: whole } = await fingerprintFilm(film, options, { runner: shareRunner(1) });
    const crashes: Crash[] = [
      { kind: 'worker', film: 'film.mkv', from: 5000, to: 5300 },
      { kind: 'defect', film: 'broken.mkv', from: 5000, to: 5300 },
    ];
    const broken = join(folder, 'broken.mkv');
    copyFileSync(film, broken);
    // One worker: it is started again after each crash, which takes three seconds of CPU time.
    const fleet = createFleet({ ...optionsOf(), lockSeconds: 1, segmentSeconds: 0.05 }, crashes, true);
    await fleet.add();
    const output = join(folder, 'poison.json');
    const outcomes = await submitAll(redis.url, [
      await createRequest(film, output, { options }),
      await createRequest(broken, join(folder, 'broken.json'), { options }),
    ]);
    await fleet.stop();
    assert.match(JSON.stringify(outcomes.get(film)), /\d+ of 60 frames could not be decoded/);
    assert.deepEqual(outcomes.get(broken), { failure: { name: 'Error', code: '', message: 'a defect' } });
    const { columns } = JSON.parse(readFileSync(output, 'utf8')) as Fingerprint;
    const missing = columns.filter(({ frameTime }) => frameTime === null);
    assert.ok(missing.length > 0 && missing.length < 30, `${missing.length} columns`);
    assert.ok(missing.some(({ time }) => time >= 5 && time < 5.3));
    for (const [i, column] of columns.entries()) {
      if (column.frameTime !== null) assert.deepEqual(column, whole.columns[i]);
    }
  });
});
