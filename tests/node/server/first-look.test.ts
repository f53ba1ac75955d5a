import assert from 'node:assert/strict';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Column } from '#core/fingerprint/index';
import { jobPausePath, jobResumePath } from '#core/protocol/index';
import { createLocalRunner, lookAtFilm, lookAtSurveyed, startWorkers } from '#node/app/internal';
import { type Job, startJob } from '#node/server/jobs/job';
import { openRoots } from '#node/server/shelf/roots';
import { findShelfFile } from '#node/server/shelf/shelf-file';
import { makeFilm } from '../../support/films/make-film.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = await realpath(makeTempFolder());
const film = makeFilm({
  path: join(folder, 'film.mp4'),
  frames: 600,
  isFlat: true,
  gop: 5,
  paint: (frame) => [40 + Math.floor(frame / 5), 110, 140],
});
const SECONDS = 24;
/** Few columns: a look does not depend on them. */
const SHORT = { samples: 40 };
const { ask, start, listen } = await startTestServer({ inputs: [folder] });
const CLUSTERING = { clusters: 'auto', space: 'oklab', seed: 0 } as const;

const codeOf = ({ end }: Job) => (end?.type === 'failed' ? end.error.code : null);

/** Check that columns are all over the film, each with the colour of its frame. */
function checkLooks(looks: readonly Column[]): void {
  const tenths = new Set(looks.map(({ time }) => Math.floor((10 * time) / SECONDS)));
  assert.equal(tenths.size, 10, `${[...tenths]}`);
  for (const { time, frameTime, swatches } of looks) {
    assert.equal(time, frameTime);
    const expected = 40 + Math.floor(Math.round(time * 25) / 5);
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(swatches[0]!.color.slice(at, at + 2), 16));
    const luma = 16 + ((0.299 * r! + 0.587 * g! + 0.114 * b!) * 219) / 255;
    assert.ok(Math.abs(luma - expected) < 2, `${luma}, not ${expected}`);
  }
}

describe('The first look at a film', () => {
  it('a job looks at key frames all over the film, besides its columns', async () => {
    const events = await listen(await start('0/film.mp4', SHORT));
    const looks = events.flatMap((event) => (event.type === 'looks' ? event.columns : []));
    assert.equal(looks.length, 96);
    checkLooks(looks);
    assert.equal(events[0]?.type, 'surveyed');
    assert.equal(events.at(-1)?.type, 'done');
  });

  it('the first key frames are spread over the whole film', async () => {
    const runner = createLocalRunner({ jobs: 1 });
    const looks: Column[] = [];
    assert.equal(await lookAtFilm(film, { ...CLUSTERING, reader: {} }, runner, (column) => looks.push(column)), true);
    runner.close();
    checkLooks(looks.slice(0, 12));
  });

  it('a film of a backend that cannot seek is looked at after its survey', async () => {
    const runner = createLocalRunner({ jobs: 1 });
    const reader = { backend: 'ffmpeg' } as const;
    const looks: Column[] = [];
    assert.equal(await lookAtFilm(film, { ...CLUSTERING, reader }, runner, (column) => looks.push(column)), false);
    assert.equal(looks.length, 0);
    const survey = await runner.survey(film, reader);
    await lookAtSurveyed(film, survey, CLUSTERING, runner, (column) => looks.push(column));
    runner.close();
    checkLooks(looks);
  });

  it('a job that reads a part of the film has no first look', async () => {
    const events = await listen(await start('0/film.mp4', { ...SHORT, from: 2, to: 4 }));
    assert.ok(events.every(({ type }) => type !== 'looks'));
    assert.equal(events.at(-1)?.type, 'done');
  });
});

const startTestJob = (
  id: string,
  file: Parameters<typeof startJob>[1],
  seconds: number,
  ready = Promise.resolve(),
): Job => {
  const pool = startWorkers(1);
  return startJob(id, file, SHORT, { pool, release: () => pool.close(), seconds, ready });
};

describe('Pausing a job', () => {
  it('a paused job starts no work until it is resumed, and may be canceled', async () => {
    const file = await findShelfFile(await openRoots([folder]), '0/film.mp4');
    const [job, canceled] = [startTestJob('a', file, 600), startTestJob('b', file, 600)];
    job.pause();
    canceled.pause();
    await sleep(700);
    assert.deepEqual([job.surveyed, job.columns.length, job.end], [null, 0, null]);
    canceled.cancel();
    await canceled.ended;
    assert.equal(canceled.end?.type, 'canceled');
    job.resume();
    await job.ended;
    assert.equal(job.end?.type, 'done');
  });

  it('a job that is not ready starts no work', async () => {
    const file = await findShelfFile(await openRoots([folder]), '0/film.mp4');
    let begin = () => {};
    const ready = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const job = startTestJob('a', file, 600, ready);
    await sleep(700);
    assert.deepEqual([job.surveyed, job.columns.length, job.looks.length, job.end], [null, 0, 0, null]);
    begin();
    await job.ended;
    assert.equal(job.end?.type, 'done');
  });

  it('the time limit does not run while a job is paused', async () => {
    const file = await findShelfFile(await openRoots([folder]), '0/film.mp4');
    const job = startTestJob('a', file, 0.2);
    job.pause();
    await sleep(500);
    assert.equal(codeOf(job), null);
    job.resume();
    await job.ended;
    assert.deepEqual(codeOf(job), 'too-slow');
  });

  it('a job is paused and resumed by requests, and an unknown one is refused with 404', async () => {
    const id = await start('0/film.mp4', SHORT);
    assert.equal((await ask(jobPausePath(id), { method: 'POST' })).status, 204);
    assert.equal((await ask(jobResumePath(id), { method: 'POST' })).status, 204);
    assert.equal((await listen(id)).at(-1)?.type, 'done');
    assert.equal((await ask(jobPausePath('none'), { method: 'POST' })).status, 404);
    assert.equal((await ask(jobResumePath('none'), { method: 'POST' })).status, 404);
  });
});
