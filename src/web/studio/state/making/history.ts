import { signal } from '@preact/signals';

/** A change that can be undone. */
export interface Step {
  /** What was done, for the message after undoing it: `Close Metropolis`. */
  readonly label: string;
  undo(): void;
  redo(): void;
  /** Frees what the step holds, once it can no longer be undone. */
  drop?(): void;
}

/** The oldest step is dropped when there are more. */
const MAX_STEPS = 100;
/** Changes of one control that follow each other faster are one step, milliseconds. */
const MERGE_MS = 1000;

interface Held extends Step {
  readonly mergeKey: string | null;
  readonly atMs: number;
}

const past = signal<readonly Held[]>([]);
const future = signal<readonly Held[]>([]);

/** The label of the step that `undo` reverts; null if there is none. */
export const nextUndo = (): string | null => past.value.at(-1)?.label ?? null;

/** The label of the step that `redo` repeats; null if there is none. */
export const nextRedo = (): string | null => future.value.at(-1)?.label ?? null;

/**
 * Record a change that was made.
 *
 * @param mergeKey changes with the same key become one step while they follow each other quickly.
 */
export function record(step: Step, mergeKey: string | null = null): void {
  const held: Held = { ...step, mergeKey, atMs: performance.now() };
  const last = past.peek().at(-1);
  future.value = [];
  if (mergeKey !== null && last?.mergeKey === mergeKey && held.atMs - last.atMs < MERGE_MS) {
    past.value = [...past.peek().slice(0, -1), { ...held, undo: last.undo }];
    return;
  }
  const all = [...past.peek(), held];
  for (const old of all.slice(0, -MAX_STEPS)) old.drop?.();
  past.value = all.slice(-MAX_STEPS);
}

/** Undo the last step. @returns its label, or null if there is none. */
export function undo(): string | null {
  const step = past.peek().at(-1);
  if (step === undefined) return null;
  past.value = past.peek().slice(0, -1);
  step.undo();
  future.value = [...future.peek(), { ...step, mergeKey: null }];
  return step.label;
}

/** Repeat the step that was undone last. @returns its label, or null if there is none. */
export function redo(): string | null {
  const step = future.peek().at(-1);
  if (step === undefined) return null;
  future.value = future.peek().slice(0, -1);
  step.redo();
  past.value = [...past.peek(), step];
  return step.label;
}
