import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { hashValue } from '#node/app/internal';
import { PREFIX, QUEUE_NAME } from '#node/queue/jobs/names';
import { createRequest, submitAll } from '../../support/processes/submit-all.ts';
import { NO_REDIS, startRedis, type TestRedis } from '../../support/servers/redis-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('submitFilms', { skip: NO_REDIS }, () => {
  let redis: TestRedis;
  before(async () => {
    mkdirSync(join(folder, 'redis'));
    redis = await startRedis(join(folder, 'redis'));
  });
  after(() => redis?.stop());

  it('reports each film once, whether it finished before or after the submission', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `/films/${i}.mkv`);
    const requests = await Promise.all(
      names.map((film) => createRequest(film, '/nowhere.json', { id: hashValue({ film }), outputs: [] })),
    );
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const first = submitAll(redis.url, requests);
    const worker = new Worker(QUEUE_NAME, async () => ({ outputs: [], warnings: [] }), {
      connection,
      prefix: PREFIX,
      concurrency: 20,
    });
    try {
      // The submissions find none, some or all of the films finished.
      const all = [first];
      for (let i = 0; i < 10; i++) {
        await sleep(20);
        all.push(submitAll(redis.url, requests));
      }
      for (const outcomes of await Promise.all(all)) {
        assert.equal(outcomes.size, names.length);
        for (const [film, outcome] of outcomes) assert.ok('result' in outcome, `${film}: ${JSON.stringify(outcome)}`);
      }
    } finally {
      await worker.close();
      connection.disconnect();
    }
  });
});
