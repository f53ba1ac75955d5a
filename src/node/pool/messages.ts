/** What pool and child say to each other, all of it. */
export interface TaskMessage {
  readonly type: 'task';
  readonly id: number;
  readonly task: unknown;
}

/** What a child says of the task it is at. */
export type ChildMessage =
  | { readonly type: 'alive' }
  | { readonly type: 'events'; readonly id: number; readonly events: readonly unknown[] }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: unknown };
