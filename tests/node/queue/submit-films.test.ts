import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { hashValue } from 'chromatheque/app';
import { Redis } from 'ioredis';
import { PREFIX, QUEUE_NAME } from '#queue/jobs/names';
import { orderFilm, submitAll } from '../../support/order-films.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../../support/redis-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('A submission', { skip: NO_REDIS }, () => {
  let redis: TestRedis;
  before(async () => {
    mkdirSync(join(folder, 'redis'));
    redis = await startRedis(join(folder, 'redis'));
  });
  after(() => redis?.stop());

  it('of films that are being done just now is told of each, whether it was done before or after', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `/films/${i}.mkv`);
    const orders = await Promise.all(
      names.map((film) => orderFilm(film, '/nowhere.json', { id: hashValue({ film }), outputs: [] })),
    );
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const first = submitAll(redis.url, orders);
    const worker = new Worker(QUEUE_NAME, async () => ({ outputs: [], warnings: [] }), {
      connection,
      prefix: PREFIX,
      concurrency: 20,
    });
    try {
      // Some find all of them done, some none, those in between some.
      const all = [first];
      for (let i = 0; i < 10; i++) {
        await sleep(20);
        all.push(submitAll(redis.url, orders));
      }
      for (const outcomes of await Promise.all(all)) {
        assert.equal(outcomes.size, names.length);
        for (const [film, outcome] of outcomes) assert.ok('done' in outcome, `${film}: ${JSON.stringify(outcome)}`);
      }
    } finally {
      await worker.close();
      connection.disconnect();
    }
  });
});
