/**
 * Measures the cost of the queue, on a Redis of its own: a film's segments through the queue
 * against the same spans in one process, one worker against two, jobs added per second, and the
 * memory of Redis for ten thousand films. `npm run bench -- queue [FILM]` takes about five minutes
 * on a quiet machine. The film that it makes stays in `demo/bench`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createLocalRunner, fingerprintFilm, PACKAGE, serializeFingerprint, writeWhole } from '#node/app/internal';
import { type FilmJob, type FilmJobResult, keyOfFilm } from '#node/queue/jobs/jobs';
import { FILM, PREFIX, QUEUE_NAME } from '#node/queue/jobs/names';
import { createFleet } from '../tests/support/processes/queue-fleet.ts';
import { createRequest, submitAll } from '../tests/support/processes/submit-all.ts';
import { startRedis } from '../tests/support/servers/redis-server.ts';
import { BIG_BUCK_BUNNY, joinFilm } from './support/bench-films.ts';

const folder = mkdtempSync(join(tmpdir(), 'chromatheque-bench-'));
const OPTIONS = { samples: 1200 };
/** Work per segment: the default, and a shorter one, for enough segments to measure their cost. */
const USUAL_SECONDS = 60;
const SHORT_SECONDS = 10;
const FILMS = 10_000;
const BATCH = 100;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

/** The quicker of two runs: other processes of the machine only add time. */
const best = async (run: () => Promise<number>): Promise<number> => Math.min(await run(), await run());

const print = (what: string, figure: string) => console.log(`${what.padEnd(64)} ${figure}`);

/** Fingerprint the film in processes of this machine, without a queue. */
async function runAlone(film: string, jobs: number): Promise<number> {
  const runner = createLocalRunner({ jobs });
  try {
    return await seconds(async () => {
      const { fingerprint } = await fingerprintFilm(film, OPTIONS, { runner });
      await writeWhole(join(folder, 'alone.json'), serializeFingerprint(fingerprint));
    });
  } finally {
    runner.close();
  }
}

/** Fingerprint the film through the queue. */
async function runShared(film: string, url: string, redis: Redis, workers: number, segmentSeconds: number) {
  await redis.flushall();
  const fleet = createFleet({
    url,
    roots: ['/'],
    hosts: [],
    mappings: [],
    concurrency: 1,
    segmentSeconds,
  });
  for (let i = 0; i < workers; i++) await fleet.add();
  let peak = 0;
  const timer = setInterval(async () => {
    peak = Math.max(peak, await usedMemory(redis));
  }, 100);
  const took = await seconds(async () => {
    const request = await createRequest(film, join(folder, 'shared.json'), { options: OPTIONS });
    const [outcome] = (await submitAll(url, [request])).values();
    if (outcome === undefined || !('result' in outcome)) throw new Error(JSON.stringify(outcome));
  });
  clearInterval(timer);
  const segments = fleet.events.filter((event) => event.type === 'job' && event.kind === 'segment').length;
  await fleet.stop();
  return { took, segments, peak };
}

const usedMemory = async (redis: Redis): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);

/** Measure ten thousand films that wait, and their results. */
async function fill(redis: Redis): Promise<void> {
  await redis.flushall();
  const connection = redis as unknown as ConnectionOptions;
  const queue = new Queue(QUEUE_NAME, { connection, prefix: PREFIX });
  const empty = await usedMemory(redis);
  const jobOf = (i: number) => {
    const name = `A film of the archive, reel ${i}`;
    const data: FilmJob = {
      version: PACKAGE.version,
      film: `/nas/archive/collection-${i % 40}/${name}.mkv`,
      id: String(i).padStart(32, '0'),
      options: OPTIONS,
      outputs: ['png', 'json'].map((format) => `/nas/fingerprints/${name}.${format}`),
      drawing: { title: name },
    };
    return { name: FILM, data, opts: { jobId: keyOfFilm(data), priority: i + 1, attempts: 3 } };
  };
  const adding = await seconds(async () => {
    for (let i = 0; i < FILMS; i += BATCH) {
      await queue.addBulk(Array.from({ length: BATCH }, (_, j) => jobOf(i + j)));
    }
  });
  print(`${FILMS} films added, ${BATCH} at once`, `${Math.round(FILMS / adding)} per second`);
  const waiting = (await usedMemory(redis)) - empty;
  print(
    'memory of Redis per waiting film',
    `${Math.round(waiting / FILMS)} bytes, ${(waiting / 1e6).toFixed(1)} MB for all`,
  );

  let left = FILMS;
  const worker = new Worker<FilmJob, FilmJobResult>(
    QUEUE_NAME,
    async ({ data }) => ({ outputs: data.outputs.map((path) => ({ path, identity: data.id })), warnings: [] }),
    { connection, prefix: PREFIX, concurrency: 50, removeOnComplete: { age: 1e6 } },
  );
  const ending = await seconds(
    () =>
      new Promise<void>((resolve) => {
        worker.on('completed', () => {
          if (--left === 0) resolve();
        });
      }),
  );
  print('as many jobs finished by one worker that does nothing', `${Math.round(FILMS / ending)} per second`);
  const done = (await usedMemory(redis)) - empty;
  print('memory of Redis per kept result', `${Math.round(done / FILMS)} bytes, ${(done / 1e6).toFixed(1)} MB for all`);
  await worker.close();
  await queue.close();
}

async function main(): Promise<void> {
  const film = process.argv[2] ?? joinFilm(BIG_BUCK_BUNNY, 20, 'bunny-10min.mp4');
  mkdirSync(join(folder, 'redis'));
  const server = await startRedis(join(folder, 'redis'));
  const redis = new Redis(server.url, { maxRetriesPerRequest: null });
  try {
    const alone = await best(() => runAlone(film, 1));
    print('one process, no queue', `${alone.toFixed(2)} s`);
    for (const segmentSeconds of [USUAL_SECONDS, SHORT_SECONDS]) {
      const shared = await runShared(film, server.url, redis, 1, segmentSeconds);
      const again = await runShared(film, server.url, redis, 1, segmentSeconds);
      const one = Math.min(shared.took, again.took);
      const limit = segmentSeconds === USUAL_SECONDS ? ', must be <= 5 %' : '';
      print(`one worker of one process, ${shared.segments} segments`, `${one.toFixed(2)} s`);
      print(`  overhead${limit}`, `${((100 * (one - alone)) / alone).toFixed(1)} %`);
      print('  per segment', `${Math.round((1000 * (one - alone)) / shared.segments)} ms`);
      print('  peak memory of Redis', `${(shared.peak / 1e6).toFixed(1)} MB`);
    }
    const two = await best(async () => (await runShared(film, server.url, redis, 2, SHORT_SECONDS)).took);
    print(
      'two workers of one process each',
      `${two.toFixed(2)} s, ${(alone / two).toFixed(2)} times as quick as one process`,
    );
    const both = await best(() => runAlone(film, 2));
    print('two processes, no queue', `${both.toFixed(2)} s, ${(alone / both).toFixed(2)} times as quick`);
    await fill(redis);
  } finally {
    redis.disconnect();
    await server.stop();
  }
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
