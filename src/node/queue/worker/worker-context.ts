import type { Queue } from 'bullmq';
import type { LocalRenderer, SpanRunner } from '../../app/index.ts';
import type { FilmStore } from '../store/film-store.ts';
import type { Libraries } from '../store/libraries.ts';
import type { Reach } from './path-policy.ts';

/** What a worker works with. */
export interface WorkerContext {
  readonly bullmq: Libraries['bullmq'];
  readonly queue: Queue;
  readonly store: FilmStore;
  readonly reach: Reach;
  readonly runner: SpanRunner;
  readonly renderer: LocalRenderer;
  /** Of one process's work that a stretch comes to, about. */
  readonly stretchSeconds: number;
  /** What this machine reads films with: name and version. */
  readonly backends: readonly { readonly name: string; readonly version: string }[];
}
