import type { CropPlan, DecodeRun, Shown, SoundReport, Span } from '../../../core/frame/index.ts';
import type { AssemblyOptions, FrameColors, SpanReport, SpanShotSampling } from '../../../core/pipeline/index.ts';
import type { EventBatch } from './event-batch.ts';
import type { SpanRequest, Stage } from './messages.ts';
import { spreadOrder } from './spread-order.ts';
import { sumReports, type WorkerPool } from './worker-pool.ts';

/**
 * Runs per request: few, so that the film fills everywhere at once and a pause takes effect soon.
 */
const RUNS_PER_SPAN = 2;
const KEY_FRAMES_PER_SPAN = 6;

/** What to decode in a stage. */
export interface StagePlan {
  readonly runs: readonly DecodeRun[];
  /** Null while the letterbox is unknown. */
  readonly crop: CropPlan | null;
  /** The wanted times of the frames that also give a thumbnail. */
  readonly thumbnails: Float64Array;
  /** Null where shots are not detected. */
  readonly shots: SpanShotSampling | null;
}

/** Runs the stages of one film in the workers of its pool. */
export class StageRunner {
  readonly #pool: WorkerPool;
  readonly #clustering: AssemblyOptions['clustering'];
  readonly #shown: Shown;
  readonly #batch: EventBatch;
  #nextId = 0;

  constructor(pool: WorkerPool, clustering: AssemblyOptions['clustering'], shown: Shown, batch: EventBatch) {
    this.#pool = pool;
    this.#clustering = clustering;
    this.#shown = shown;
    this.#batch = batch;
  }

  /**
   * Decode the frames of a stage, from everywhere in the film at once.
   *
   * @param between other requests, spread evenly among those of the stage.
   */
  async run(
    stage: Stage,
    plan: StagePlan,
    onFrame: (frame: FrameColors) => void,
    between: readonly (() => Promise<void>)[] = [],
  ): Promise<SpanReport> {
    const requests = this.#cutRequests(stage, plan);
    const total = plan.runs.reduce((sum, { wanted }) => sum + wanted.length, 0);
    let done = 0;
    const putFrame = (frame: FrameColors) => {
      onFrame(frame);
      this.#batch.setProgress(stage, ++done, total);
    };
    const parts = Math.max(1, between.length);
    const cut = (part: number) => Math.floor((part * requests.length) / parts);
    const reports: Promise<SpanReport>[] = [];
    const others: (Promise<void> | undefined)[] = [];
    for (let part = 0; part < parts; part++) {
      reports.push(this.#pool.run(requests.slice(cut(part), cut(part + 1)), putFrame));
      others.push(between[part]?.());
    }
    await Promise.all(others);
    return sumReports(await Promise.all(reports));
  }

  /** @param origin when the film's first frame is shown, seconds on the container's clock. */
  measureSound(origin: number, instants: Float64Array): Promise<SoundReport> {
    return this.#pool.measureSound({ id: this.#nextId++, origin, instants });
  }

  #cutRequests(stage: Stage, { runs, crop, thumbnails, shots }: StagePlan): SpanRequest[] {
    const size = stage === 'exact' ? RUNS_PER_SPAN : KEY_FRAMES_PER_SPAN;
    const film = { clustering: this.#clustering, shown: this.#shown, crop, thumbnails, shots };
    // The runs of a span must be neighbours if frames are compared with those before them.
    const spans = shots === null ? cutSpans(spread(runs), size) : spread(cutSpans(runs, size));
    return spans.map((span) => ({ id: this.#nextId++, span, ...film }));
  }
}

const spread = <Item>(items: readonly Item[]): Item[] =>
  Array.from(spreadOrder(items.length), (place) => items[place]!);

function cutSpans(runs: readonly DecodeRun[], size: number): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < runs.length; at += size) spans.push({ runs: runs.slice(at, at + size) });
  return spans;
}
