import type { Queue } from 'bullmq';
import type { LocalRenderer, SpanRunner } from '../../app/internal.ts';
import type { FilmStore } from '../store/film-store.ts';
import type { Libraries } from '../store/libraries.ts';
import type { PathPolicy } from './path-policy.ts';

/** What the jobs of a worker share. */
export interface WorkerContext {
  readonly bullmq: Libraries['bullmq'];
  readonly queue: Queue;
  readonly store: FilmStore;
  readonly paths: PathPolicy;
  readonly runner: SpanRunner;
  readonly renderer: LocalRenderer;
  /** Approximate work per segment, in seconds of one process. */
  readonly segmentSeconds: number;
  /** The backends that can read films on this machine. */
  readonly backends: readonly { readonly name: string; readonly version: string }[];
}
