import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { hashValue } from '#node/app/internal';
import { openQueueAdmin, startWorker, submitFilms, type WorkerEvent } from '#node/queue/index';
import { PREFIX } from '#node/queue/jobs/names';
import { loadLibraries } from '#node/queue/store/libraries';
import { probeRedis } from '#node/queue/store/probe-redis';
import { explainRefusal } from '#node/queue/store/redis-refusal';
import { makeFilm } from '../../support/films/make-film.ts';
import { createRequest, submitAll } from '../../support/processes/submit-all.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../../support/servers/redis-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
/** The rights listed in docs/scale.md. */
const RIGHTS = ['reset', 'on', '>p', `~${PREFIX}:*`, '+@all', '-@admin', '-@dangerous', '+info', '+client|list'];

describe('Redis that refuses commands', { skip: NO_REDIS }, () => {
  let redis: TestRedis;
  let admin: Redis;
  let url: string;
  const setUser = (...rights: string[]) => admin.call('ACL', 'SETUSER', 'films', ...rights);
  const open = (events: WorkerEvent[] = []) =>
    startWorker({
      url,
      roots: [folder],
      hosts: [],
      mappings: [],
      concurrency: 1,
      graceSeconds: 0,
      onEvent: (event) => events.push(event),
    });
  /** Wait for an event until the test times out. */
  async function find(events: readonly WorkerEvent[], type: WorkerEvent['type']): Promise<WorkerEvent> {
    for (;;) {
      const found = events.find((event) => event.type === type);
      if (found !== undefined) return found;
      await sleep(20);
    }
  }
  const film = join(folder, 'film.mkv');
  const requestOf = (name: string) => createRequest(film, join(folder, `${name}.json`), { options: { samples: 5 } });

  before(async () => {
    makeFilm({ path: film, frames: 10, isFlat: true, paint: () => [90, 100, 110] });
    mkdirSync(join(folder, 'redis'));
    redis = await startRedis(join(folder, 'redis'));
    admin = new Redis(redis.url, { maxRetriesPerRequest: null });
    url = redis.url.replace('redis://', 'redis://films:p@');
  });
  after(async () => {
    admin?.disconnect();
    await redis?.stop();
  });

  for (const command of ['info', 'bzpopmin', 'eval', 'evalsha', 'zadd', 'hset', 'xread', 'unlink']) {
    it(`rejects startWorker and submitFilms with forbidden if the user may not run ${command.toUpperCase()}`, async () => {
      await setUser(...RIGHTS, `-${command}`);
      const message = new RegExp(`redis://127\\.0\\.0\\.1:\\d+: the Redis user may not run ${command.toUpperCase()};`);
      await assert.rejects(open(), { name: 'QueueError', code: 'forbidden', message });
      await assert.rejects(submitAll(url, [await requestOf('never')]), { code: 'forbidden', message });
    });
  }

  it('rejects startWorker with forbidden if the user may not use the keys of the queue', async () => {
    await setUser(...RIGHTS, 'resetkeys', '~other:*');
    await assert.rejects(open(), { code: 'forbidden', message: /may not use keys that start with chromatheque:/ });
  });

  it('processes a film for a Redis user with only the documented rights', async () => {
    await setUser(...RIGHTS);
    const events: WorkerEvent[] = [];
    const worker = await open(events);
    const outcomes = await submitAll(url, [await requestOf('made')]);
    const queueAdmin = await openQueueAdmin(url);
    const status = await queueAdmin.getStatus();
    await queueAdmin.close();
    await worker.stop();
    assert.ok('result' in outcomes.get(film)!, JSON.stringify([...outcomes]));
    assert.equal(status.films.done, 1);
    assert.equal(status.workers.length, 1);
    assert.deepEqual(
      events.filter(({ type }) => type !== 'job'),
      [],
    );
  });

  it('pauses a worker whose user loses a right, reports it once, and resumes with the right', async () => {
    await setUser(...RIGHTS);
    const events: WorkerEvent[] = [];
    const worker = await open(events);
    await setUser('-evalsha', '-eval', '-bzpopmin');
    const problem = await find(events, 'problem');
    assert.match(JSON.stringify(problem), /the Redis user may not run \w+;.*; the worker pauses and retries/);
    await setUser(...RIGHTS);
    await find(events, 'resumed');
    assert.equal(events.filter(({ type }) => type === 'problem').length, 1, JSON.stringify(events));
    const outcomes = await submitAll(url, [await requestOf('resumed')]);
    assert.ok('result' in outcomes.get(film)!, JSON.stringify([...outcomes]));

    events.length = 0;
    await setUser('-evalsha', '-eval', '-bzpopmin');
    await find(events, 'problem');
    await worker.stop();
    assert.equal(events.filter(({ type }) => type === 'problem').length, 1, JSON.stringify(events));
  });

  it('pauses a worker while Redis is a read-only replica, and reports it once', async () => {
    await setUser(...RIGHTS);
    const events: WorkerEvent[] = [];
    const worker = await open(events);
    // The primary does not answer, so the replica keeps its data.
    await admin.replicaof('127.0.0.1', 1);
    assert.match(
      JSON.stringify(await find(events, 'problem')),
      /Redis is a read-only replica; use the address of the primary/,
    );
    await assert.rejects(open(), { code: 'read-only' });
    await admin.replicaof('NO', 'ONE');
    await find(events, 'resumed');
    await worker.stop();
    assert.equal(events.filter(({ type }) => type === 'problem').length, 1, JSON.stringify(events));
  });

  it('rejects startWorker, submitFilms and pause with full if Redis has no memory left', async () => {
    await setUser(...RIGHTS);
    const queueAdmin = await openQueueAdmin(url);
    await admin.config('SET', 'maxmemory', '1');
    const full = { name: 'QueueError', code: 'full', message: /: Redis is full; give it more memory/ };
    await assert.rejects(open(), full);
    await assert.rejects(submitAll(url, [await requestOf('never')]), full);
    await assert.rejects(queueAdmin.pause(), full);
    await admin.config('SET', 'maxmemory', '0');
    await queueAdmin.close();
  });

  it('rejects submitFilms during the wait if Redis keeps refusing commands', async () => {
    await setUser(...RIGHTS);
    const requests = [await requestOf('waits')];
    const submitted = submitFilms(
      url,
      (async function* () {
        yield* requests;
      })(),
      { signal: new AbortController().signal, onOutcome: async () => {}, checkInterval: 50 },
    );
    const queueAdmin = await openQueueAdmin(url);
    while ((await queueAdmin.getStatus()).films.waiting === 0) await sleep(20);
    await admin.config('SET', 'maxmemory', '1');
    await assert.rejects(submitted, { code: 'full' });
    await admin.config('SET', 'maxmemory', '0');
    assert.equal(await queueAdmin.cancel([]), 1);
    await queueAdmin.close();
  });

  it('warns workers and submitters of an eviction policy that may delete films', async () => {
    await setUser(...RIGHTS);
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const events: WorkerEvent[] = [];
    const worker = await open(events);
    await worker.stop();
    const warnings: string[] = [];
    await submitFilms(url, (async function* () {})(), {
      signal: new AbortController().signal,
      onOutcome: async () => {},
      onWarning: (warning) => warnings.push(warning),
    });
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
    const message =
      'Redis may delete films when its memory is full (maxmemory-policy allkeys-lru); set it to noeviction';
    assert.deepEqual(events, [{ type: 'warning', message }]);
    assert.deepEqual(warnings, [message]);
  });

  it('fails a film that Redis lost with lost, and a canceled film with canceled', async () => {
    await setUser(...RIGHTS);
    const lose = async (name: string, take: () => Promise<unknown>) => {
      const id = hashValue({ name });
      const outcomes = new Map<string, unknown>();
      const requests = [await createRequest(`/films/${name}.mkv`, `/films/${name}.json`, { id })];
      const submitted = submitFilms(
        url,
        (async function* () {
          yield* requests;
        })(),
        {
          signal: new AbortController().signal,
          onOutcome: async ({ film }, outcome) => void outcomes.set(film, outcome),
          checkInterval: 50,
        },
      );
      const queueAdmin = await openQueueAdmin(url);
      while ((await queueAdmin.getStatus()).films.waiting === 0) await sleep(20);
      await queueAdmin.close();
      await take();
      await submitted;
      return outcomes.get(`/films/${name}.mkv`);
    };
    // Delete everything, as eviction does.
    const lost = await lose('lost', () => admin.flushall());
    assert.deepEqual(lost, {
      failure: {
        name: 'QueueError',
        code: 'lost',
        message: '/films/lost.mkv: lost by Redis; is its memory full, or were keys deleted?',
      },
    });
    const canceled = await lose('canceled', async () => {
      const queueAdmin = await openQueueAdmin(url);
      await queueAdmin.cancel([]);
      await queueAdmin.close();
    });
    assert.deepEqual(canceled, {
      failure: { name: 'QueueError', code: 'canceled', message: '/films/canceled.mkv: canceled' },
    });
  });
});

describe('The probe of Redis', () => {
  /** A server that accepts connections and never answers. */
  async function startSilent(onConnection: (socket: Socket) => void) {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => {}));
      socket.once('data', () => onConnection(socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
      sockets,
      stop: () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    };
  }

  it('rejects a lost connection with unreachable and does not reconnect', async () => {
    const silent = await startSilent((socket) => socket.destroy());
    await assert.rejects(probeRedis(await loadLibraries(), silent.url), { name: 'QueueError', code: 'unreachable' });
    await sleep(300);
    assert.equal(silent.sockets.length, 1);
    silent.stop();
  });

  it('rejects with unreachable when its signal aborts and nothing answers', async () => {
    const abort = new AbortController();
    const silent = await startSilent(() => abort.abort());
    const probed = probeRedis(await loadLibraries(), silent.url, abort.signal);
    await assert.rejects(probed, { name: 'QueueError', code: 'unreachable' });
    silent.stop();
  });
});

describe('A queue URL of a running server', { skip: NO_REDIS }, () => {
  it('rejects a database that Redis does not have', async () => {
    mkdirSync(join(folder, 'databases'));
    const redis = await startRedis(join(folder, 'databases'));
    await assert.rejects(openQueueAdmin(`${redis.url}/16`), {
      code: 'unreachable',
      message: `${redis.url}/16: Redis has no database with that number`,
    });
    await (await openQueueAdmin(`${redis.url}/15`)).close();
    await redis.stop();
  });

  it('reports a server that is not Redis', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await assert.rejects(openQueueAdmin(url), { message: `${url}: the server is not Redis` });
    server.close();
  });
});

describe('explainRefusal', () => {
  const reply = (message: string, command?: string) =>
    Object.assign(new Error(message), { name: 'ReplyError', ...(command && { command: { name: command } }) });

  it('maps the answers of every Redis version to codes, and other errors to null', () => {
    const cases: [Error, string | undefined][] = [
      [reply("NOPERM User films has no permissions to run the 'info' command"), 'forbidden'],
      [reply('NOPERM this user has no permissions to run this command', 'info'), 'forbidden'],
      [reply("ERR The user executing the script can't run this command or subcommand"), 'forbidden'],
      [reply("ERR ACL failure in script: User films has no permissions to run the 'zadd' command"), 'forbidden'],
      [reply("READONLY You can't write against a read only replica."), 'read-only'],
      [reply('MISCONF Redis is configured to save RDB snapshots, but ...'), 'read-only'],
      [reply("OOM command not allowed when used memory > 'maxmemory'."), 'full'],
      [
        reply('ERR Error running script (call to f_1): @user_script:1: OOM command not allowed when used memory'),
        'full',
      ],
      [reply('WRONGTYPE Operation against a key holding the wrong kind of value'), undefined],
      [new Error('OOM'), undefined],
    ];
    for (const [error, code] of cases) {
      const refusal = explainRefusal('redis://host', error);
      assert.equal(refusal?.code, code, error.message);
      if (refusal !== null) assert.match(refusal.message, /^redis:\/\/host: .*Redis/);
    }
  });
});
