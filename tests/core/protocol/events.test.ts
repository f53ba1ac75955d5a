import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { createEventReader, formatEvent, type JobEvent } from '#core/protocol/index';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';

const fingerprint = smallFingerprint();
const EVENTS: readonly JobEvent[] = [
  { type: 'surveyed', title: 'Zwei\n\nZeilen', samples: 3, seconds: 3.5 },
  { type: 'columns', columns: fingerprint.columns.map((column, i) => [2 - i, column] as const) },
  { type: 'done', fingerprint, warnings: ['the film breaks off'] },
  { type: 'failed', error: { code: 'no-decoder', message: 'no decoder for its codec' } },
  { type: 'canceled' },
];
const STREAM = `: alive\n\n${EVENTS.map(formatEvent).join(': alive\n\n')}`;

describe('A stream of events', () => {
  it('parses a stream of events split at any position', () => {
    for (const size of [1, 2, 3, 7, 64, STREAM.length]) {
      const reader = createEventReader();
      const read: JobEvent[] = [];
      for (let at = 0; at < STREAM.length; at += size) read.push(...reader.read(STREAM.slice(at, at + size)));
      assert.deepEqual(read, EVENTS, `pieces of ${size}`);
    }
  });

  it('returns each event as soon as it is complete', () => {
    const reader = createEventReader();
    const text = formatEvent(EVENTS[0]!);
    assert.deepEqual(reader.read(text.slice(0, -1)), []);
    assert.deepEqual(reader.read(''), []);
    assert.deepEqual(reader.read('\n'), [EVENTS[0]]);
  });

  it('sends a fingerprint as the text of its file', () => {
    const [event] = createEventReader().read(formatEvent(EVENTS[2]!));
    assert.equal(event?.type === 'done' && serializeFingerprint(event.fingerprint), serializeFingerprint(fingerprint));
  });

  it('rejects an event that is not of a job', () => {
    const read = (text: string) => () => createEventReader().read(text);
    assert.throws(read('event: danced\ndata: {}\n\n'), /`event`: expected an event of a job, got "danced"/);
    assert.throws(read('event: surveyed\ndata: {"title":"a","samples":0,"seconds":1}\n\n'), /`samples`/);
    assert.throws(read('event: columns\ndata: {"columns":[[0,{"swatches":[{"color":"red"}]}]]}\n\n'), /`columns\[0\]/);
    assert.throws(read('event: columns\ndata: {"columns":[[-1,{"swatches":[]}]]}\n\n'), /`columns\[0\]/);
    assert.throws(read('event: done\ndata: {"fingerprint":"{}","warnings":[]}\n\n'), { code: 'not-a-fingerprint' });
    assert.throws(read('event: done\ndata: nonsense\n\n'), /`data`: expected JSON/);
    assert.throws(read('<!doctype html>\n\n'), /`event`: expected event, data or a comment/);
  });
});
