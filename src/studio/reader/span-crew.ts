import type { FoundFrame, SpanCommand, SpanNews, SpanTask } from './messages.ts';

interface Job {
  readonly task: SpanTask;
  readonly onFrame: (frame: FoundFrame) => void;
  readonly resolve: (damagedPackets: number) => void;
}

/** Workers that share the spans of one film. */
export class SpanCrew {
  readonly #idle: Worker[] = [];
  readonly #jobs = new Map<number, Job>();
  readonly #waiting: Job[] = [];
  #isPaused = false;

  /** @param start starts one more worker, which understands {@link SpanCommand}. */
  constructor(file: File, size: number, start: () => Worker) {
    for (let i = 0; i < size; i++) {
      const worker = start();
      worker.onmessage = ({ data }: MessageEvent<SpanNews>) => this.#hear(worker, data);
      worker.postMessage({ kind: 'open', file } satisfies SpanCommand);
      this.#idle.push(worker);
    }
  }

  /**
   * Have spans worked off, the first ones first.
   *
   * @param onFrame called once for each wanted time of the spans; those of a span that fails have nothing found.
   * @returns packets that decoders rejected.
   */
  async run(tasks: readonly SpanTask[], onFrame: (frame: FoundFrame) => void): Promise<number> {
    const damaged = tasks.map((task) => {
      return new Promise<number>((resolve) => {
        this.#waiting.push({ task, onFrame, resolve });
      });
    });
    this.#handOut();
    return (await Promise.all(damaged)).reduce((sum, packets) => sum + packets, 0);
  }

  /** Hand out no more spans; those in hand, a few groups of pictures, are finished. */
  pause(): void {
    this.#isPaused = true;
  }

  /** Go on. */
  resume(): void {
    this.#isPaused = false;
    this.#handOut();
  }

  #handOut(): void {
    while (!this.#isPaused && this.#idle.length > 0 && this.#waiting.length > 0) {
      const job = this.#waiting.shift()!;
      this.#jobs.set(job.task.id, job);
      this.#idle.pop()!.postMessage({ kind: 'span', task: job.task } satisfies SpanCommand);
    }
  }

  #hear(worker: Worker, news: SpanNews): void {
    const job = this.#jobs.get(news.id);
    if (job === undefined) return;
    if (news.kind === 'frame') {
      job.onFrame(news.frame);
      return;
    }
    this.#jobs.delete(news.id);
    this.#idle.push(worker);
    if (news.kind === 'failed') {
      for (const { wanted } of job.task.span.runs.flatMap((run) => Array.from(run.wanted, (wanted) => ({ wanted })))) {
        job.onFrame({ wanted, pts: Number.NaN, found: null, thumbnail: null, bars: null });
      }
    }
    job.resolve(news.kind === 'finished' ? news.damagedPackets : 0);
    this.#handOut();
  }
}
