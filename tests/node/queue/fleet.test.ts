import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { createLocalRunner, fingerprintFilm, type SpanRunner, serializeFingerprint } from 'chromatheque/app';
import { Redis } from 'ioredis';
import type { FilmRequest } from '#queue/index';
import { PREFIX, QUEUE_NAME } from '#queue/jobs/names';
import { type Crash, createCrashingRunner } from '../../support/crashing-runner.ts';
import { makeFilm } from '../../support/make-film.ts';
import { orderFilm, submitAll } from '../../support/order-films.ts';
import { createFleet, type Fleet } from '../../support/queue-fleet.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../../support/redis-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const films = join(folder, 'films');
const out = join(folder, 'out');

/** What one process on one machine makes of a film. */
async function makeAlone(film: string, runner: SpanRunner): Promise<string> {
  return serializeFingerprint((await fingerprintFilm(film, { samples: 60 }, { runner })).fingerprint);
}

const noise = (seed: number) => (frame: number, x: number, y: number) =>
  [16 + ((x * 7919 + y * 104_729 + frame * (31 + seed)) % 220), 100 + (x % 50), 110 + (y % 40)] as const;

/** Wait until something is so, a minute at most. */
async function waitUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (await isSo()) return;
    await sleep(20);
  }
  assert.fail('waited in vain');
}

describe('Films shared among machines', { skip: NO_REDIS }, () => {
  let redis: TestRedis;
  let connection: Redis;
  let queue: Queue;
  let names: string[];
  const alone = new Map<string, string>();
  const crash: Crash = { kind: 'decoder', film: 'crash.mkv', from: 1000, to: 1041 };

  const optionsOf = () => ({
    url: redis.url,
    roots: [folder],
    hosts: [],
    mappings: [],
    concurrency: 1,
    lockSeconds: 1.5,
    stretchSeconds: 0.03,
  });
  /** Where no worker dies: on a busy machine a short lock ends while its worker waits for a core, and the job is done twice. */
  const PATIENT = { lockSeconds: 60 };
  const orderAll = (given: Partial<FilmRequest> = {}) =>
    Promise.all(names.map((name) => orderFilm(join(films, name), join(out, `${name}.json`), given)));
  const readOut = (name: string) => readFileSync(join(out, `${name}.json`), 'utf8');
  /** @param killed workers that were killed: each may leave the file that it was writing, under another name. */
  const assertAllAlike = (killed: number) => {
    for (const name of names) assert.equal(readOut(name), alone.get(name), `${name} is another fingerprint`);
    const others = readdirSync(out).filter((file) => !names.includes(file.replace(/\.json$/, '')));
    assert.ok(others.length <= killed && others.every((file) => file.endsWith('.part')), `left: ${others.join()}`);
  };
  const doneFilms = (fleet: Fleet) =>
    fleet.events.flatMap((event) =>
      event.type === 'job' && event.kind === 'film' && event.outcome === 'done' ? [event.film] : [],
    );
  const forget = async () => {
    await queue.obliterate({ force: true });
    rmSync(out, { recursive: true });
    mkdirSync(out);
  };

  before(async () => {
    mkdirSync(films);
    mkdirSync(out);
    for (let i = 0; i < 11; i++) {
      const path = join(films, `film-${i}.${i % 3 === 0 ? 'mp4' : 'mkv'}`);
      makeFilm({ path, frames: 120, width: 96, height: 64, paint: noise(i), bFrames: i % 3, soundSeconds: i % 4 });
    }
    makeFilm({ path: join(films, 'crash.mkv'), frames: 120, width: 96, height: 64, paint: noise(99), bFrames: 2 });
    names = readdirSync(films);
    const runner = createCrashingRunner(createLocalRunner({ jobs: 1 }), [crash]);
    for (const name of names) alone.set(name, await makeAlone(join(films, name), runner));
    runner.close();
    mkdirSync(join(folder, 'redis'));
    redis = await startRedis(join(folder, 'redis'));
    connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    queue = new Queue(QUEUE_NAME, { connection, prefix: PREFIX });
    for (const source of [queue, connection]) source.on('error', () => {});
  });
  after(async () => {
    await queue?.close();
    connection?.disconnect();
    await redis?.stop();
  });

  it('are the same to the byte as on one, each made once although the list is submitted twice; columns at which decoders die are missing as there', async () => {
    const fleet = createFleet({ ...optionsOf(), ...PATIENT }, [crash]);
    await Promise.all([fleet.add(), fleet.add(), fleet.add()]);
    const orders = await orderAll();
    const both = await Promise.all([submitAll(redis.url, orders), submitAll(redis.url, orders)]);
    await fleet.stop();
    for (const outcomes of both) {
      assert.equal(outcomes.size, names.length);
      for (const [film, outcome] of outcomes) assert.ok('done' in outcome, `${film}: ${JSON.stringify(outcome)}`);
    }
    assertAllAlike(0);
    assert.deepEqual(doneFilms(fleet).sort(), orders.map(({ film }) => film).sort());
    const workers = new Set(fleet.events.map(({ pid }) => pid));
    assert.equal(workers.size, 3, 'all three worked');
    const stretches = fleet.events.filter((event) => event.type === 'job' && event.kind === 'stretch');
    assert.ok(stretches.length > 2 * names.length, `${stretches.length} stretches`);
    const crashed = both[0].get(join(films, 'crash.mkv'));
    assert.match(JSON.stringify(crashed), /of 60 frames could not be decoded/);
  });

  it('leave nothing in Redis but what came of them', async () => {
    await waitUntil(async () => (await connection.keys(`${PREFIX}:film:*`)).length === 0);
    assert.equal(await queue.getCompletedCount(), names.length);
    assert.equal(await queue.count(), 0);
  });

  it('that were done while nobody waited are known to be, with no worker there; not so when their outputs are gone', async () => {
    const orders = await orderAll();
    const outcomes = await submitAll(redis.url, orders);
    assert.equal(outcomes.size, names.length);
    rmSync(join(out, `${names[0]}.json`));
    const abort = new AbortController();
    const again = submitAll(redis.url, orders, abort.signal);
    await waitUntil(async () => (await queue.count()) === 1);
    abort.abort();
    await assert.rejects(again, { name: 'AbortError' });
    await forget();
  });

  it('survive a worker that is killed, a Redis that hangs and one that is started anew, whoever submitted them gone in between', async () => {
    const fleet = createFleet(optionsOf(), [crash]);
    await Promise.all([fleet.add(), fleet.add(), fleet.add()]);
    const orders = await orderAll();
    const abort = new AbortController();
    const first = submitAll(redis.url, orders, abort.signal);

    // Killed while it is at a job.
    let victim: number | undefined;
    await waitUntil(async () => {
      const active = await queue.getActive();
      victim = active.map((job) => Number(job.processedBy?.split(':').at(-1))).find((pid) => fleet.pids.includes(pid));
      return victim !== undefined && doneFilms(fleet).length > 0;
    });
    await fleet.kill(victim!);
    abort.abort();
    await assert.rejects(first, { name: 'AbortError' });

    const second = submitAll(redis.url, orders);
    await waitUntil(() => doneFilms(fleet).length >= 4);
    // Longer than locks hold.
    redis.pause();
    await sleep(3500);
    redis.resume();
    await waitUntil(() => doneFilms(fleet).length >= 7);
    await redis.restart();

    const outcomes = await second;
    await fleet.stop();
    assert.equal(outcomes.size, names.length);
    for (const [film, outcome] of outcomes) assert.ok('done' in outcome, `${film}: ${JSON.stringify(outcome)}`);
    assertAllAlike(1);
    assert.equal(await queue.count(), 0);
    await forget();
  });

  it('go on past one that is missing, one that is none, one that is another, and one that no worker may read', async () => {
    const fleet = createFleet({ ...optionsOf(), ...PATIENT }, [crash]);
    await Promise.all([fleet.add(), fleet.add()]);
    const bad = join(folder, 'bad.mp4');
    writeFileSync(bad, 'no film at all');
    const id = '0'.repeat(32);
    const missing = await orderFilm(join(folder, 'missing.mkv'), join(out, 'missing.json'), { id });
    const other = await orderFilm(join(films, names[1]!), join(out, 'other.json'), { id });
    const outside = await orderFilm('/etc/hostname', join(out, 'outside.json'), { id });
    const unwritable = await orderFilm(join(films, names[2]!), '/etc/film.json');
    const none = await orderFilm(bad, join(out, 'bad.json'));
    const good = await orderFilm(join(films, names[0]!), join(out, `${names[0]}.json`));
    const outcomes = await submitAll(redis.url, [missing, other, outside, unwritable, none, good]);
    await fleet.stop();
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
    // What no second try would change is tried once, what another worker may see several times.
    const tries = (film: string) => fleet.events.filter((event) => event.type === 'job' && event.film === film).length;
    assert.equal(tries(none.film), 1);
    assert.equal(tries(missing.film), 3);
    await forget();
  });
});
