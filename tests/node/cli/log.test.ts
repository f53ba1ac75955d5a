import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { createLog } from '#node/cli/reporters/log';

describe('The log of a worker', () => {
  it('a worker logs one JSON object per line, with level, ISO time, fields and message', () => {
    const stream = new PassThrough();
    const log = createLog(stream);
    log('info', 'worker started', { worker: 'a', metrics: undefined });
    log('error', 'two\nlines', {});
    const lines = stream.read().toString().split('\n');
    assert.equal(lines.length, 3);
    const [first, second] = lines.slice(0, 2).map((line: string) => JSON.parse(line));
    assert.deepEqual(Object.keys(first), ['level', 'time', 'worker', 'msg']);
    assert.equal(new Date(first.time).toISOString(), first.time);
    assert.equal(first.msg, 'worker started');
    assert.deepEqual([second.level, second.msg], ['error', 'two\nlines']);
  });
});
