/** A message from the pool to a child. */
export interface TaskMessage {
  readonly type: 'task';
  readonly id: number;
  readonly task: unknown;
}

/** A message from a child about its current task. */
export type ChildMessage =
  | { readonly type: 'alive' }
  | { readonly type: 'events'; readonly id: number; readonly events: readonly unknown[] }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: unknown };
