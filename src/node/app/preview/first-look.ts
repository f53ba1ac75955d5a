import { type Column, roundNumber } from '../../../core/fingerprint/index.ts';
import { planDraft, planInstants, planOneCrop, toTicks } from '../../../core/frame/index.ts';
import { measureSeconds, secondsAt } from '../../../core/pipeline/index.ts';
import type { CheckedFingerprintOptions } from '../fingerprint/options.ts';
import type { GlimpsedColors, PreviewRunner } from '../workers/preview-runner.ts';
import type { SpanRunner, Survey } from '../workers/span-runner.ts';
import { runSpans } from '../workers/span-scheduler.ts';

/** Key frames that are looked at: enough for a strip of bars of a centimetre. */
const LOOKS = 96;
/** Looks of one task: after the first, all processes take part. */
const LOOKS_PER_TASK = 12;

/** How a film is read and clustered in a first look. */
type LookOptions = Pick<CheckedFingerprintOptions, 'clusters' | 'space' | 'seed' | 'reader'>;

/**
 * Look at key frames all over a film: a draft of its columns within a second, before it is
 * surveyed. Each task is spread over the whole film.
 *
 * @returns false if the film's backend cannot: see {@link lookAtSurveyed}.
 * @throws {FilmError}
 */
export async function lookAtFilm(
  path: string,
  { reader, ...clustering }: LookOptions,
  runner: PreviewRunner,
  onColumn: (column: Column) => void,
): Promise<boolean> {
  const tasks = Math.ceil(LOOKS / LOOKS_PER_TASK);
  const onFrame = (frame: GlimpsedColors) => onColumn(toColumn(frame));
  const looks = Array.from({ length: tasks }, (_, task) => {
    const shares = Array.from({ length: LOOKS_PER_TASK }, (_, i) => (i * tasks + task + 0.5) / LOOKS);
    return runner.glimpse({ path, reader, shares, clustering }, onFrame);
  });
  return (await Promise.all(looks)).every(Boolean);
}

/**
 * Look at key frames all over a film that is surveyed. A film without marked key frames has no
 * first look.
 *
 * @throws {FilmError}
 */
export async function lookAtSurveyed(
  path: string,
  { info, index, reader }: Survey,
  clustering: Omit<LookOptions, 'reader'>,
  runner: SpanRunner,
  onColumn: (column: Column) => void,
): Promise<void> {
  const { track, timeBase, width, height } = info;
  const instants = toTicks(planInstants(0, measureSeconds(info), LOOKS), track.firstTicks, timeBase);
  const crop = planOneCrop(width, height, track.firstTicks);
  const task = { path, reader, clustering, crop, pictures: null, shots: null };
  await runSpans(planDraft(index, track, instants).spans, runner.concurrency, (span) =>
    runner.run({ ...task, span }, ({ pts, swatches, measures }) => {
      if (measures !== undefined) onColumn(toColumn({ seconds: secondsAt(info, pts), swatches, measures }));
    }),
  );
}

function toColumn({ seconds, swatches, measures }: GlimpsedColors): Column {
  const time = roundNumber(seconds);
  return { time, frameTime: time, swatches, measures };
}
