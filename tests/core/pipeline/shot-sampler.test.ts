import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DecodeRun, FrameSource, Picture } from '#core/frame/index';
import { createFrameSampler, type FrameColors, type SpanReport, sampleSpan } from '#core/pipeline/index';
import { joinSignals } from '#core/shots/index';
import { makePicture } from '../../support/pictures/make-picture.ts';

const FRAMES = 120;
const SHOWN = { isMirrored: false, rotationDegrees: 0, pixelAspect: { num: 1, den: 1 } } as const;

/** Scenes of 40 frames; a stripe moves by a pixel per frame. */
const paint = (frame: number): Picture =>
  makePicture(64, 36, (x, y) => {
    const scene = Math.floor(frame / 40);
    return 30 + 60 * scene + ((x + frame) % 16 < 8 ? 40 : 0) + (scene === 1 ? 2 * y : 0);
  });

/** A source of frames that are their own times; one of them cannot be decoded. */
const source = (broken = -1): FrameSource =>
  ({
    damagedPackets: 0,
    async *frames({ runs }: { runs: readonly DecodeRun[] }) {
      for (const wanted of runs.flatMap((run) => [...run.wanted])) {
        const picture = wanted === broken ? null : paint(wanted);
        yield { wanted, pts: picture === null ? Number.NaN : wanted, picture };
      }
    },
  }) as unknown as FrameSource;

/** Runs of 30 frames. */
const runs = Array.from({ length: 4 }, (_, i): DecodeRun => {
  const wanted = Float64Array.from({ length: 30 }, (_, j) => 30 * i + j);
  return { entry: { packet: 30 * i, pts: 30 * i, dts: 30 * i }, packets: 30, wanted, isTimed: true, cost: 1 };
});
const crop = { width: 64, height: 36, stretches: [{ from: 0, crop: { x: 0, y: 0, width: 64, height: 36 } }] };
const shots = { columns: Float64Array.of(3, 50, 77), keys: Float64Array.of(10, 35, 60, 85, 110) };
const sampler = createFrameSampler({ clusters: 2, space: 'oklab', seed: 0 }, SHOWN);

async function sample(
  spanRuns: readonly DecodeRun[],
  from: FrameSource = source(),
): Promise<{ frames: FrameColors[]; report: SpanReport }> {
  const frames: FrameColors[] = [];
  const sampling = { span: { runs: spanRuns }, crop, thumbnails: [50], shots };
  return { report: await sampleSpan(from, sampling, sampler, (frame) => frames.push(frame)), frames };
}
const listShotFrames = (frames: readonly FrameColors[]) =>
  frames.filter(({ isShotFrame }) => isShotFrame).map(({ wanted }) => wanted);

describe('A span with shots', () => {
  it('gives colours of columns, of keys, and of the third frame of each run and after each change', async () => {
    const { frames } = await sample(runs);
    assert.deepEqual(listShotFrames(frames), [2, 10, 32, 35, 42, 60, 62, 82, 85, 92, 110]);
    assert.deepEqual(
      frames.filter(({ isShotFrame }) => !isShotFrame).map(({ wanted }) => wanted),
      [3, 50, 77],
    );
    assert.deepEqual(
      frames.filter(({ thumbnail }) => thumbnail !== undefined).map(({ wanted }) => wanted),
      [50],
    );
  });

  it('gives one thumbnail per stretch between changes, of the colours that it gave', async () => {
    const { frames, report } = await sample(runs);
    const candidates = report.shots![0]!.candidates.map(({ wanted }) => wanted);
    const chosen = listShotFrames(frames);
    assert.ok(candidates.every((wanted) => chosen.includes(wanted)));
    for (const scene of [0, 1, 2]) {
      assert.ok(candidates.some((wanted) => Math.floor(wanted / 40) === scene));
    }
  });

  it('cut in two gives the same frames, thumbnails and signal', async () => {
    const whole = await sample(runs);
    const halves = [await sample(runs.slice(0, 1)), await sample(runs.slice(1))];
    assert.deepEqual(
      halves.flatMap(({ frames }) => frames),
      whole.frames,
    );
    const partsOf = (reports: readonly SpanReport[]) => reports.flatMap((report) => report.shots!);
    const parts = partsOf(halves.map(({ report }) => report));
    const one = partsOf([whole.report]);
    assert.deepEqual(
      parts.flatMap(({ candidates }) => candidates),
      one[0]!.candidates,
    );
    const signalOf = (of: typeof parts) => joinSignals(of.map(({ signal }) => signal));
    assert.deepEqual(signalOf(parts), signalOf(one));
  });

  it('leaves a frame out of the signal that could not be decoded, and reports its column', async () => {
    const { frames, report } = await sample(runs, source(50));
    assert.equal(report.shots![0]!.signal.times.length, FRAMES - 1);
    const column = frames.find(({ wanted }) => wanted === 50)!;
    assert.deepEqual([column.swatches, column.isShotFrame], [[], undefined]);
  });
});
