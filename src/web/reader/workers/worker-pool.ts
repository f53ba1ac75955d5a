import type { SoundReport } from '../../../core/frame/index.ts';
import type { FoundFrame, SoundRequest, SpanCommand, SpanEvent, SpanRequest } from './messages.ts';

/** Something for one worker. */
interface Job {
  readonly id: number;
  readonly command: SpanCommand;
  readonly hear: (news: SpanEvent) => void;
}

/** Workers that share the spans of one film. */
export class WorkerPool {
  readonly #idle: Worker[] = [];
  readonly #jobs = new Map<number, Job>();
  readonly #waiting: Job[] = [];
  #isPaused = false;

  /** @param start starts one more worker, which understands {@link SpanCommand}. */
  constructor(file: File, size: number, start: () => Worker) {
    for (let i = 0; i < size; i++) {
      const worker = start();
      worker.onmessage = ({ data }: MessageEvent<SpanEvent>) => this.#hear(worker, data);
      worker.postMessage({ kind: 'open', file } satisfies SpanCommand);
      this.#idle.push(worker);
    }
  }

  /**
   * Have spans worked off, the first ones first, after all that was asked before.
   *
   * @param onFrame called once for each wanted time of the spans; those of a span that fails have nothing found.
   * @returns packets that decoders rejected.
   */
  async run(tasks: readonly SpanRequest[], onFrame: (frame: FoundFrame) => void): Promise<number> {
    const damaged = tasks.map((task) => {
      return new Promise<number>((resolve) => {
        this.#ask({ kind: 'span', task }, (news) => {
          if (news.kind === 'frame') onFrame(news.frame);
          else if (news.kind === 'finished') resolve(news.damagedPackets);
          else {
            for (const wanted of task.span.runs.flatMap((run) => [...run.wanted])) {
              onFrame({ wanted, pts: Number.NaN, found: null, thumbnail: null, bars: null });
            }
            resolve(0);
          }
        });
      });
    });
    return (await Promise.all(damaged)).reduce((sum, packets) => sum + packets, 0);
  }

  /** Have a span of sound measured, after all that was asked before. */
  listen(task: SoundRequest): Promise<SoundReport> {
    return new Promise((resolve) => {
      this.#ask({ kind: 'sound', task }, (news) => {
        if (news.kind === 'heard') resolve(news.report);
        else if (news.kind === 'failed') {
          const loudness = Array.from(task.instants, () => null);
          resolve({ info: undefined, loudness, damagedPackets: 0, problem: news.message });
        }
      });
    });
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

  #ask(command: SpanCommand & { readonly task: { readonly id: number } }, hear: Job['hear']): void {
    this.#waiting.push({ id: command.task.id, command, hear });
    this.#handOut();
  }

  #handOut(): void {
    while (!this.#isPaused && this.#idle.length > 0 && this.#waiting.length > 0) {
      const job = this.#waiting.shift()!;
      this.#jobs.set(job.id, job);
      this.#idle.pop()!.postMessage(job.command);
    }
  }

  #hear(worker: Worker, news: SpanEvent): void {
    const job = this.#jobs.get(news.id);
    if (job === undefined) return;
    job.hear(news);
    if (news.kind === 'frame') return;
    this.#jobs.delete(news.id);
    this.#idle.push(worker);
    this.#handOut();
  }
}
