import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DecodeRun, FilmError, type Span } from '#core/frame/index';
import { runSpans } from '#node/app/internal';

const runOf = (wanted: number, cost: number): DecodeRun => ({
  entry: { packet: wanted, pts: wanted, dts: wanted },
  packets: 1,
  wanted: Float64Array.of(wanted),
  isTimed: true,
  cost,
});
const wantedOf = ({ runs }: Span): number[] => runs.flatMap(({ wanted }) => [...wanted]);

describe('Running spans', () => {
  it('the most expensive spans run first', async () => {
    const spans: Span[] = [
      { runs: [runOf(1, 3)] },
      { runs: [runOf(2, 1), runOf(3, 4)] },
      { runs: [runOf(4, 1)] },
      { runs: [runOf(5, 9)] },
    ];
    const begun: number[][] = [];
    const run = async (span: Span) => {
      begun.push(wantedOf(span));
      return { damagedPackets: 1 };
    };
    assert.deepEqual(await runSpans(spans, 2, run), { damagedPackets: 4, lost: [] });
    assert.deepEqual(begun, [[5], [2, 3], [1], [4]]);
  });

  it('a span that cannot be decoded is split in two until the failing run is alone', async () => {
    const begun: number[][] = [];
    const run = async (span: Span) => {
      begun.push(wantedOf(span));
      if (wantedOf(span).includes(3)) throw new FilmError('decode-failed', 'crashed');
      return { damagedPackets: 0 };
    };
    const spans = [{ runs: [1, 2, 3, 4].map((wanted) => runOf(wanted, 1)) }, { runs: [runOf(5, 1)] }];
    assert.deepEqual(await runSpans(spans, 1, run), { damagedPackets: 0, lost: [3] });
    assert.deepEqual(begun, [[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4], [5]]);
  });

  it('running spans rejects with the error of an unreachable film when a span fails twice', async () => {
    const begun: number[][] = [];
    const run = async (span: Span) => {
      begun.push(wantedOf(span));
      throw new FilmError('unreadable', 'the server does not answer');
    };
    const spans = [{ runs: [runOf(1, 2), runOf(2, 1)] }, { runs: [runOf(3, 1)] }];
    await assert.rejects(runSpans(spans, 1, run), { code: 'unreadable' });
    assert.deepEqual(begun, [
      [1, 2],
      [1, 2],
    ]);
  });
});
