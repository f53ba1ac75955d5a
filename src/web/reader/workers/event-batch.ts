import type { FilmEvent, FoundColumn, Stage } from './messages.ts';

/** Milliseconds between events: the page gets about 25 events per second, not a thousand. */
const INTERVAL_MS = 40;

/** Batches columns and progress into few events. */
export class EventBatch {
  readonly #emit: (event: FilmEvent) => void;
  #columns: FoundColumn[] = [];
  #progress: (FilmEvent & { kind: 'progress' }) | null = null;
  #last = 0;

  constructor(emit: (event: FilmEvent) => void) {
    this.#emit = emit;
  }

  addColumn(column: FoundColumn): void {
    this.#columns.push(column);
  }

  setProgress(stage: Stage, done: number, total: number): void {
    this.#progress = { kind: 'progress', stage, done, total };
    if (done === total || performance.now() - this.#last >= INTERVAL_MS) this.flush();
  }

  flush(): void {
    if (this.#columns.length > 0) this.#emit({ kind: 'columns', columns: this.#columns });
    if (this.#progress !== null) this.#emit(this.#progress);
    this.#columns = [];
    this.#progress = null;
    this.#last = performance.now();
  }
}
