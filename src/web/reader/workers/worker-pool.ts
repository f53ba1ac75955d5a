import type { SoundReport } from '../../../core/frame/index.ts';
import type { FrameColors, SpanReport } from '../../../core/pipeline/index.ts';
import type { SoundRequest, SpanCommand, SpanEvent, SpanRequest } from './messages.ts';

/** Join the reports of several spans. */
export const sumReports = (reports: readonly SpanReport[]): SpanReport => ({
  damagedPackets: reports.reduce((sum, { damagedPackets }) => sum + damagedPackets, 0),
  shots: reports.flatMap(({ shots = [] }) => shots),
});

/** A request for one worker. */
interface Job {
  readonly id: number;
  readonly command: SpanCommand;
  readonly onEvent: (event: SpanEvent) => void;
}

/** Span workers that share the spans of one film. */
export class WorkerPool {
  readonly #idle: Worker[] = [];
  readonly #jobs = new Map<number, Job>();
  readonly #waiting: Job[] = [];
  readonly #file: File;
  readonly #start: () => Worker;
  /** Workers that may work at the same time. */
  #size: number;
  #started = 0;
  #isPaused = false;

  /** @param start starts one more span worker. */
  constructor(file: File, size: number, start: () => Worker) {
    this.#file = file;
    this.#start = start;
    this.#size = size;
    // They open the film while it is surveyed.
    while (this.#started < size) this.#idle.push(this.#startWorker());
  }

  /** Let more or fewer workers work. Those that are too many finish their requests. */
  resize(size: number): void {
    this.#size = size;
    this.#startJobs();
  }

  /**
   * Run spans in their order, after all earlier requests.
   *
   * @param onFrame called for each wanted time of the spans; the frames of a span that fails are
   *   undecodable.
   */
  async run(tasks: readonly SpanRequest[], onFrame: (frame: FrameColors) => void): Promise<SpanReport> {
    const reports = await Promise.all(tasks.map((task) => this.#runSpan(task, onFrame)));
    return sumReports(reports);
  }

  /** Measure a span of sound, after all earlier requests. */
  measureSound(task: SoundRequest): Promise<SoundReport> {
    return new Promise((resolve) => {
      this.#request({ kind: 'sound', task }, (event) => {
        if (event.kind === 'measured') resolve(event.report);
        else if (event.kind === 'failed') {
          const loudness = Array.from(task.instants, () => null);
          resolve({ info: undefined, loudness, damagedPackets: 0, problem: event.message });
        }
      });
    });
  }

  /** Start no more requests. Those that run, a few groups of pictures, finish. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#startJobs();
  }

  #runSpan(task: SpanRequest, onFrame: (frame: FrameColors) => void): Promise<SpanReport> {
    return new Promise((resolve) => {
      this.#request({ kind: 'span', task }, (event) => {
        if (event.kind === 'frame') onFrame(event.frame);
        else if (event.kind === 'finished') resolve(event.report);
        else {
          for (const wanted of task.span.runs.flatMap((run) => [...run.wanted])) {
            onFrame({ wanted, pts: Number.NaN, swatches: [] });
          }
          resolve({ damagedPackets: 0 });
        }
      });
    });
  }

  #request(command: SpanCommand & { readonly task: { readonly id: number } }, onEvent: Job['onEvent']): void {
    this.#waiting.push({ id: command.task.id, command, onEvent });
    this.#startJobs();
  }

  #startJobs(): void {
    while (!this.#isPaused && this.#jobs.size < this.#size && this.#waiting.length > 0) {
      const job = this.#waiting.shift()!;
      this.#jobs.set(job.id, job);
      const worker = this.#idle.pop() ?? this.#startWorker();
      worker.postMessage(job.command);
    }
  }

  #startWorker(): Worker {
    this.#started++;
    const worker = this.#start();
    worker.onmessage = ({ data }: MessageEvent<SpanEvent>) => this.#handle(worker, data);
    worker.postMessage({ kind: 'open', file: this.#file } satisfies SpanCommand);
    return worker;
  }

  #handle(worker: Worker, event: SpanEvent): void {
    const job = this.#jobs.get(event.id);
    if (job === undefined) return;
    job.onEvent(event);
    if (event.kind === 'frame') return;
    this.#jobs.delete(event.id);
    this.#idle.push(worker);
    this.#startJobs();
  }
}
