import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { createLocalRunner, fingerprintFilm, type SpanRunner, serializeFingerprint } from '#node/app/internal';
import type { FilmRequest } from '#node/queue/index';
import { FILM_KEY_PREFIX, PREFIX, QUEUE_NAME } from '#node/queue/jobs/names';
import { makeFilm } from '../../support/films/make-film.ts';
import { createFleet, type Fleet } from '../../support/processes/queue-fleet.ts';
import { createRequest, submitAll } from '../../support/processes/submit-all.ts';
import { type Crash, createCrashingRunner } from '../../support/reading/crashing-runner.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../../support/servers/redis-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const films = join(folder, 'films');
const out = join(folder, 'out');

/** Columns per film, 160 ms apart. */
/** Shots too: their parts travel with the segments. */
const OPTIONS = { samples: 30, shots: true };

/** Make a fingerprint in one process, without a queue. */
async function makeWithoutQueue(film: string, runner: SpanRunner): Promise<string> {
  return serializeFingerprint((await fingerprintFilm(film, OPTIONS, { runner })).fingerprint);
}

const noise = (seed: number) => (frame: number, x: number, y: number) =>
  [16 + ((x * 7919 + y * 104_729 + frame * (31 + seed)) % 220), 100 + (x % 50), 110 + (y % 40)] as const;

/** Wait until a condition holds, at most a minute. */
async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (await condition()) return;
    await sleep(20);
  }
  assert.fail('the condition did not hold within a minute');
}

describe('Workers of one queue', { skip: NO_REDIS }, () => {
  let redis: TestRedis;
  let connection: Redis;
  let queue: Queue;
  let names: string[];
  /** Workers of the first tests, which no worker crashes: starting one takes three seconds of CPU time. */
  let patient: Fleet;
  const alone = new Map<string, string>();
  const crash: Crash = { kind: 'decoder', film: 'crash.mkv', from: 1000, to: 1041 };

  const optionsOf = () => ({
    url: redis.url,
    roots: [folder],
    hosts: [],
    mappings: [],
    concurrency: 1,
    lockSeconds: 1.5,
    segmentSeconds: 0.03,
  });
  /**
   * For tests without crashes: on a busy machine a short lock expires while its worker waits for a
   * core.
   */
  const PATIENT = { lockSeconds: 60 };
  const createRequests = (given: Partial<FilmRequest> = {}) =>
    Promise.all(
      names.map((name) => createRequest(join(films, name), join(out, `${name}.json`), { options: OPTIONS, ...given })),
    );
  const readOut = (name: string) => readFileSync(join(out, `${name}.json`), 'utf8');
  /** @param killed number of killed workers: each may leave one unfinished file. */
  const assertSameFiles = (killed: number) => {
    for (const name of names) assert.equal(readOut(name), alone.get(name), `${name} differs`);
    const others = readdirSync(out).filter((file) => !names.includes(file.replace(/\.json$/, '')));
    assert.ok(others.length <= killed && others.every((file) => file.endsWith('.part')), `left: ${others.join()}`);
  };
  const doneFilms = (fleet: Fleet) =>
    fleet.events.flatMap((event) =>
      event.type === 'job' && event.kind === 'film' && event.outcome === 'done' ? [event.film] : [],
    );
  const clear = async () => {
    await queue.obliterate({ force: true });
    rmSync(out, { recursive: true });
    mkdirSync(out);
  };

  before(async () => {
    mkdirSync(films);
    mkdirSync(out);
    for (let i = 0; i < 5; i++) {
      const path = join(films, `film-${i}.${i % 3 === 0 ? 'mp4' : 'mkv'}`);
      makeFilm({ path, frames: 120, width: 48, height: 32, paint: noise(i), bFrames: i % 3, soundSeconds: i % 4 });
    }
    makeFilm({ path: join(films, 'crash.mkv'), frames: 120, width: 48, height: 32, paint: noise(99), bFrames: 2 });
    names = readdirSync(films);
    const runner = createCrashingRunner(createLocalRunner({ jobs: 1 }), [crash]);
    for (const name of names) alone.set(name, await makeWithoutQueue(join(films, name), runner));
    runner.close();
    mkdirSync(join(folder, 'redis'));
    redis = await startRedis(join(folder, 'redis'));
    connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    queue = new Queue(QUEUE_NAME, { connection, prefix: PREFIX });
    patient = createFleet({ ...optionsOf(), ...PATIENT }, [crash]);
    await Promise.all([patient.add(), patient.add()]);
    for (const source of [queue, connection]) source.on('error', () => {});
  });
  after(async () => {
    await queue?.close();
    connection?.disconnect();
    await redis?.stop();
  });

  it('make each film once, with the same bytes as one process, although two submitters submit it', async () => {
    const requests = await createRequests();
    const both = await Promise.all([submitAll(redis.url, requests), submitAll(redis.url, requests)]);
    for (const outcomes of both) {
      assert.equal(outcomes.size, names.length);
      for (const [film, outcome] of outcomes) assert.ok('result' in outcome, `${film}: ${JSON.stringify(outcome)}`);
    }
    assertSameFiles(0);
    assert.deepEqual(doneFilms(patient).sort(), requests.map(({ film }) => film).sort());
    const workers = new Set(patient.events.map(({ pid }) => pid));
    assert.equal(workers.size, 2, 'both workers ran jobs');
    const segments = patient.events.filter((event) => event.type === 'job' && event.kind === 'segment');
    assert.ok(segments.length > 2 * names.length, `${segments.length} segments`);
    const crashed = both[0].get(join(films, 'crash.mkv'));
    assert.match(JSON.stringify(crashed), /of 30 frames could not be decoded/);
  });

  it('delete the data of finished films from Redis, and keep the results', async () => {
    await waitUntil(async () => (await connection.keys(`${FILM_KEY_PREFIX}*`)).length === 0);
    assert.equal(await queue.getCompletedCount(), names.length);
    assert.equal(await queue.count(), 0);
  });

  it('fail films that are missing, changed, unreadable or outside the roots, and make the others', async () => {
    const bad = join(folder, 'bad.mp4');
    writeFileSync(bad, 'no film at all');
    const id = '0'.repeat(32);
    const missing = await createRequest(join(folder, 'missing.mkv'), join(out, 'missing.json'), { id });
    const other = await createRequest(join(films, names[1]!), join(out, 'other.json'), { id });
    const outside = await createRequest('/etc/hostname', join(out, 'outside.json'), { id });
    const unwritable = await createRequest(join(films, names[2]!), '/etc/film.json');
    const none = await createRequest(bad, join(out, 'bad.json'));
    rmSync(join(out, `${names[0]}.json`), { force: true });
    const good = await createRequest(join(films, names[0]!), join(out, `${names[0]}.json`), {
      options: OPTIONS,
    });
    const outcomes = await submitAll(redis.url, [missing, other, outside, unwritable, none, good]);
    await patient.stop();
    const codeOf = ({ film }: FilmRequest) => {
      const outcome = outcomes.get(film)!;
      return 'failure' in outcome ? outcome.failure.code : 'done';
    };
    assert.deepEqual([missing, other, outside, unwritable, none, good].map(codeOf), [
      'not-found',
      'other-film',
      'refused',
      'refused',
      'unreadable',
      'done',
    ]);
    assert.equal(readOut(names[0]!), alone.get(names[0]!));
    // A permanent failure is tried once, a film that another worker may see several times.
    const attempts = (film: string) =>
      patient.events.filter((event) => event.type === 'job' && event.film === film).length;
    assert.equal(attempts(none.film), 1);
    assert.equal(attempts(missing.film), 3);
  });

  it('need not run for films that were finished earlier, unless an output is missing', async () => {
    const requests = await createRequests();
    const outcomes = await submitAll(redis.url, requests);
    assert.equal(outcomes.size, names.length);
    rmSync(join(out, `${names[0]}.json`));
    const abort = new AbortController();
    const again = submitAll(redis.url, requests, abort.signal);
    await waitUntil(async () => (await queue.count()) === 1);
    abort.abort();
    await assert.rejects(again, { name: 'AbortError' });
    await clear();
  });

  it('finish all films after a crash of a worker, a hang and a restart of Redis, and a new submitter', async () => {
    const fleet = createFleet(optionsOf(), [crash]);
    await Promise.all([fleet.add(), fleet.add(), fleet.add()]);
    const requests = await createRequests();
    const abort = new AbortController();
    const first = submitAll(redis.url, requests, abort.signal);

    // Kill a worker while it processes a job.
    let victim: number | undefined;
    await waitUntil(async () => {
      const active = await queue.getActive();
      victim = active.map((job) => Number(job.processedBy?.split(':').at(-1))).find((pid) => fleet.pids.includes(pid));
      return victim !== undefined && doneFilms(fleet).length > 0;
    });
    await fleet.kill(victim!);
    abort.abort();
    await assert.rejects(first, { name: 'AbortError' });

    const second = submitAll(redis.url, requests);
    await waitUntil(() => doneFilms(fleet).length >= 2);
    // Longer than a lock lasts.
    redis.pause();
    await sleep(3500);
    redis.resume();
    await waitUntil(() => doneFilms(fleet).length >= 4);
    await redis.restart();

    const outcomes = await second;
    await fleet.stop();
    assert.equal(outcomes.size, names.length);
    for (const [film, outcome] of outcomes) assert.ok('result' in outcome, `${film}: ${JSON.stringify(outcome)}`);
    assertSameFiles(1);
    assert.equal(await queue.count(), 0);
    await clear();
  });
});
