import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Picture, ShownFrame } from '#core/frame/index';
import { answerHeld, answerRun, answerTimed, type DecodedFrame, decodePackets } from '#core/pipeline/index';

const PICTURE = { width: 1, height: 1 } as Picture;

/** Frames of some times; those below 0 are damaged, NaN states no time. Which are open is recorded. */
function frameStream(times: readonly number[]) {
  const open = new Set<number>();
  let decoded = 0;
  async function* frames(): AsyncGenerator<DecodedFrame, void, undefined> {
    for (const [i, time] of times.entries()) {
      decoded++;
      open.add(i);
      const frame: DecodedFrame = {
        pts: Math.abs(time),
        isTrusted: !(time < 0),
        view: () => PICTURE,
        hold() {},
        release: () => void open.delete(i),
      };
      yield frame;
    }
  }
  return { frames: frames(), open, count: () => decoded };
}

async function collect(answers: AsyncIterable<ShownFrame>): Promise<[wanted: number, pts: number][]> {
  const pairs: [number, number][] = [];
  for await (const { wanted, pts } of answers) pairs.push([wanted, pts]);
  return pairs;
}

describe('Times of frames', () => {
  it('are answered by the frame of that time, unless it is damaged', async () => {
    const { frames, open } = frameStream([0, 10, -20, 30]);
    assert.deepEqual(await collect(answerTimed(frames, Float64Array.of(10, 20, 30))), [
      [10, 10],
      [30, 30],
    ]);
    assert.equal(open.size, 0);
  });
});

describe('Instants', () => {
  it('are answered by the last frame that is shown up to then', async () => {
    const { frames, open } = frameStream([0, 10, 20]);
    const instants = Float64Array.of(5, 10, 12, 99);
    assert.deepEqual(await collect(answerHeld(frames, instants)), [
      [5, 0],
      [10, 10],
      [12, 10],
      [99, 20],
    ]);
    assert.equal(open.size, 0);
  });

  it('before the first frame, and those whose frame is damaged, are left out', async () => {
    const { frames } = frameStream([10, -20, 30]);
    assert.deepEqual(await collect(answerHeld(frames, Float64Array.of(5, 25, 35))), [[35, 30]]);
  });

  it('whose frame is older than the window are left out', async () => {
    const { frames } = frameStream([0, 10]);
    assert.deepEqual(await collect(answerHeld(frames, Float64Array.of(12, 20), { window: 5 })), [[12, 10]]);
  });

  it('are answered by frames without times, which follow the entry in equal steps', async () => {
    const { frames } = frameStream([100, 110, Number.NaN, Number.NaN]);
    assert.deepEqual(await collect(answerHeld(frames, Float64Array.of(125, 135))), [
      [125, 120],
      [135, 130],
    ]);
    const bare = frameStream([Number.NaN, Number.NaN]);
    assert.deepEqual(await collect(answerHeld(bare.frames, Float64Array.of(7), { entryTime: 7 })), [[7, 7]]);
  });

  it('skip a frame that is shown before the one before it', async () => {
    const { frames } = frameStream([10, 5, 20]);
    assert.deepEqual(await collect(answerHeld(frames, Float64Array.of(15))), [[15, 10]]);
  });

  it('stop the decoding of a backend that would read on', async () => {
    const { frames, open, count } = frameStream([0, 10, 20, 30, 40]);
    await collect(answerHeld(frames, Float64Array.of(5), { stopsEarly: true }));
    assert.equal(count(), 2);
    assert.equal(open.size, 0);
  });
});

describe('A run', () => {
  const timed = (times: readonly number[]) => (unmet: Float64Array) => answerTimed(frameStream(times).frames, unmet);

  it('is decoded in another way for what the first way does not meet', async () => {
    const asked: number[][] = [];
    const attempts = [[10], [10, 30]].map((times) => (unmet: Float64Array) => {
      asked.push([...unmet]);
      return timed(times)(unmet);
    });
    assert.deepEqual(await collect(answerRun(Float64Array.of(10, 20, 30), attempts)), [
      [10, 10],
      [30, 30],
      [20, Number.NaN],
    ]);
    assert.deepEqual(asked, [
      [10, 20, 30],
      [20, 30],
    ]);
  });

  it('is decoded once when all of it is met', async () => {
    let attempts = 0;
    const count = function* () {
      for (; ; attempts++) yield timed([10]);
    };
    await collect(answerRun(Float64Array.of(10), count()));
    assert.equal(attempts, 0);
  });

  it('is decoded to its end unless the backend asks to stop early', async () => {
    const whole = frameStream([10, 20, 30]);
    await collect(answerRun(Float64Array.of(10), [(unmet) => answerTimed(whole.frames, unmet)]));
    assert.equal(whole.count(), 3);
    const cut = frameStream([10, 20, 30]);
    await collect(answerRun(Float64Array.of(10), [(unmet) => answerTimed(cut.frames, unmet)], true));
    assert.equal(cut.count(), 1);
  });
});

describe('Packets', () => {
  it('give all frames of a decoder that holds some back', async () => {
    const inside: number[] = [];
    let isFlushed = false;
    const decoder = {
      send: (packet: number) => void inside.push(packet),
      flush() {
        isFlushed = true;
      },
      take: () => (inside.length > 1 || isFlushed ? (inside.shift() ?? null) : null),
    };
    async function* packets() {
      yield* [1, 2, 3];
    }
    const frames: number[] = [];
    for await (const frame of decodePackets(packets(), decoder)) frames.push(frame);
    assert.deepEqual(frames, [1, 2, 3]);
  });
});
