import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OptionError } from '#core/options/index';
import { FilmError, type FilmErrorCode, PACKAGE, RenderError } from '#node/app/internal';
import { formatFailure, isPermanent, parseFailure, toError, toFailure } from '#node/queue/jobs/job-failure';
import {
  type FilmJob,
  keyOfFilm,
  parseFilmJob,
  parseFilmJobResult,
  parseSegmentJob,
  pickFilmOptions,
} from '#node/queue/jobs/jobs';
import { packValue, unpackValue } from '#node/queue/jobs/pack';
import { parsePlan, parseSegment, parseSegmentResult } from '#node/queue/jobs/stored-film';
import { QueueError } from '#node/queue/queue-error';
import { checkQueueUrl, redactQueueUrl } from '#node/queue/store/queue-url';
import fc from '../../support/fast-check.ts';

const id = '0123456789abcdef0123456789abcdef';
const film: FilmJob = {
  version: PACKAGE.version,
  film: '/nas/film.mkv',
  id,
  options: { samples: 100, clusters: 'auto', crop: { x: 0, y: 1, width: 2, height: 3 }, loudness: false },
  outputs: ['/nas/out/film.png'],
  drawing: { title: 'A title', size: 'a3' },
};

describe('A job', () => {
  it('of a film is parsed as submitted', () => assert.deepEqual(parseFilmJob(JSON.parse(JSON.stringify(film))), film));

  it('with wrong data is rejected with bad-job, and the message names the field', () => {
    const cases: [unknown, RegExp][] = [
      [null, /`job`: expected an object, got null/],
      [[], /`version`: missing/],
      [{ ...film, film: 7 }, /`film`: expected a text, got 7/],
      [{ ...film, film: 'a\0b' }, /`film`: expected no null character/],
      [{ ...film, film: 'x'.repeat(20_000) }, /`film`: expected at most 16384 characters, got "x{59}\.\.\.$/],
      [{ ...film, film: undefined }, /`film`: missing/],
      [{ ...film, id: '../../etc' }, /`id`: expected 32 hexadecimal digits, got "\.\.\/\.\.\/etc"/],
      [{ ...film, outputs: 'x' }, /`outputs`: expected a list, got "x"/],
      [{ ...film, outputs: [{}] }, /`outputs\[0\]`: expected a text, got an object/],
      [{ ...film, options: { samples: 'x' } }, /`options\.samples`: expected an integer from 1 up, got "x"/],
      [{ ...film, options: { shell: 'x' } }, /`options\.shell`: unknown field/],
      [{ ...film, drawing: { title: 'x'.repeat(20_000) } }, /`drawing`: expected at most 16384 characters/],
      [{ ...film, version: '0.0.0' }, /submitted by version 0\.0\.0, but this worker is/],
    ];
    for (const [value, message] of cases) {
      assert.throws(() => parseFilmJob(value), { name: 'QueueError', code: 'bad-job', message });
    }
    assert.throws(() => parseSegmentJob({ ...film }), { code: 'bad-job' });
    assert.throws(() => parseFilmJobResult({ outputs: [{ path: '/x' }], warnings: [] }), { code: 'bad-job' });
  });

  it('has one key per film, version, options and outputs', () => {
    const { samples, ...rest } = film.options;
    assert.equal(keyOfFilm({ ...film, options: { ...rest, samples } as FilmJob['options'] }), keyOfFilm(film));
    for (const other of [
      { id: id.replace('0', '1') },
      { version: '9.9.9' },
      { options: { ...film.options, seed: 1 } },
      { outputs: ['/nas/out/film.svg'] },
      { drawing: {} },
    ]) {
      assert.notEqual(keyOfFilm({ ...film, ...other }), keyOfFilm(film), JSON.stringify(other));
    }
  });

  it('carries only the options that its parser knows', () => {
    const given = { samples: 3, queue: 'redis://:secret@host', outDir: 'x', seed: undefined, mode: 'draft' as const };
    assert.deepEqual(pickFilmOptions(given), { samples: 3, mode: 'draft' });
  });
});

describe('A packed value', () => {
  it('unpacks unchanged: numbers to the last bit, NaN, infinities, bytes and typed arrays', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          numbers: fc.float64Array(),
          bytes: fc.uint8Array(),
          value: fc.double(),
          list: fc.array(
            fc.oneof(fc.string(), fc.constant(null), fc.boolean(), fc.double({ noDefaultInfinity: true })),
          ),
        }),
        async (value) => {
          // JSON has no negative zero; no reader distinguishes it from zero.
          const plain = JSON.parse(
            JSON.stringify({ value: value.value, list: value.list }, (_, item) => (item === 0 ? 0 : item)),
          );
          const { numbers, bytes, value: one, list } = (await unpackValue(await packValue(value))) as typeof value;
          assert.deepEqual(numbers, value.numbers);
          assert.deepEqual(bytes, value.bytes);
          assert.ok(Object.is(one, value.value) || (one === 0 && value.value === 0));
          assert.deepEqual(list.filter(Number.isFinite), plain.list.filter(Number.isFinite));
        },
      ),
      { numRuns: 100 },
    ));

  it('is rejected with bad-job if it is damaged or has another shape', async () => {
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(0), (await packValue({ a: 1 })).subarray(0, 3)]) {
      await assert.rejects(unpackValue(bytes), { name: 'QueueError', code: 'bad-job' });
    }
    for (const parse of [parsePlan, parseSegment, parseSegmentResult]) {
      for (const value of [null, {}, [], 'x']) assert.throws(() => parse(value), { code: 'bad-job' });
    }
  });
});

describe('A failure', () => {
  it('keeps its class, code and message through the queue', () => {
    const error = new QueueError('refused', '/x: lies outside\nof it');
    assert.deepEqual(parseFailure(formatFailure(toFailure(error))), {
      name: 'QueueError',
      code: 'refused',
      message: error.message,
    });
    assert.deepEqual(parseFailure('Missing lock for job 7. moveToFinished'), {
      name: 'QueueError',
      code: 'given-up',
      message: 'the queue gave it up: Missing lock for job 7. moveToFinished',
    });
    assert.equal(parseFailure('job stalled more than allowable limit').code, 'given-up');
  });

  it('becomes an error of its class again', () => {
    const pass = (error: Error) => toError(parseFailure(formatFailure(toFailure(error))));
    assert.ok(pass(new FilmError('no-video', 'x')) instanceof FilmError);
    assert.ok(pass(new RenderError('crashed', 'x')) instanceof RenderError);
    const option = pass(new OptionError('wrong-value', 'from', 'expected less'));
    assert.ok(option instanceof OptionError && option.option === 'from' && option.message === '`from`: expected less');
  });

  it('has no secret of an address, and one line of JSON', () => {
    const text = formatFailure(
      toFailure(new FilmError('not-found', 'https://user:secret@host/film.mkv?key=secret: no')),
    );
    assert.doesNotMatch(text, /secret/);
    assert.equal(parseFailure(text).code, 'not-found');
  });

  it('is permanent if a retry cannot succeed', () => {
    const isFinal: Record<FilmErrorCode, boolean> = {
      'not-found': false,
      unreadable: true,
      'no-video': true,
      'no-decoder': true,
      'decode-failed': true,
      'backend-missing': false,
    };
    for (const [code, expected] of Object.entries(isFinal)) {
      assert.equal(isPermanent(new FilmError(code as FilmErrorCode, 'x')), expected, code);
    }
    assert.ok(isPermanent(new OptionError('wrong-value', 'from', 'expected a time inside the film')));
    assert.ok(isPermanent(new QueueError('bad-job', 'x')));
    assert.ok(!isPermanent(new QueueError('refused', 'x')));
    assert.ok(isPermanent(new RenderError('lacks-data', 'x')));
    assert.ok(!isPermanent(new RenderError('crashed', 'x')));
    assert.ok(!isPermanent(new RenderError('too-slow', 'x')));
    assert.ok(!isPermanent(new RangeError('Invalid string length')));
  });
});

describe('The URL of a queue', () => {
  it('is redacted to scheme, host, port and database', () => {
    assert.equal(redactQueueUrl('rediss://user:secret@host:6380/3?family=6'), 'rediss://host:6380/3');
    assert.equal(redactQueueUrl('secret'), 'something else');
  });

  it('is accepted as redis:// or rediss:// only', () => {
    checkQueueUrl('redis://127.0.0.1');
    checkQueueUrl('rediss://:secret@host:1/2');
    checkQueueUrl('redis://host?family=6');
    const wrong = ['http://:secret@host', 'host:6379', '', 'redis:', 'redis://:secret%zz@host'];
    const odd = ['redis://host/-1', 'redis://host/secret', 'redis://host?connectTimeout=1', 'redis://host#secret'];
    for (const url of [...wrong, ...odd]) {
      assert.throws(
        () => checkQueueUrl(url),
        (error: Error) =>
          error instanceof OptionError && /^`queue`: expected/.test(error.message) && !/secret/.test(error.message),
        url,
      );
    }
  });
});
