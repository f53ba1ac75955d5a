import type { ChildMessage, TaskMessage } from './messages.ts';

/** What a task's handler can do besides returning a result. */
export interface TaskContext {
  /** Send an event to the caller of the task. Events are sent in batches, ten times per second. */
  emit(event: unknown): void;
}

/** Milliseconds between two messages that the child is alive. */
const ALIVE_INTERVAL = 1000;

/**
 * Milliseconds for which events are collected: one message costs each side a tenth of the time that
 * clustering a frame takes.
 */
const BATCH_INTERVAL = 100;

/**
 * Run the pool's tasks in a child process, with one handler. An error of the handler rejects its
 * task only.
 *
 * The child exits when its parent exits. It reports that it is alive while a task runs, so a
 * handler that loops must yield to the event loop.
 */
export function serveTasks(handle: (task: unknown, context: TaskContext) => Promise<unknown>): void {
  const send = (message: ChildMessage) => process.send?.(message);
  // Ctrl-C reaches the whole process group. The parent ends its children.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ id, task }: TaskMessage) => {
    const alive = setInterval(() => send({ type: 'alive' }), ALIVE_INTERVAL);
    let events: unknown[] = [];
    let timer: NodeJS.Timeout | undefined;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      if (events.length > 0) send({ type: 'events', id, events });
      events = [];
    };
    const emit = (event: unknown) => {
      events.push(event);
      timer ??= setTimeout(flush, BATCH_INTERVAL);
    };
    try {
      const result = await handle(task, { emit });
      flush();
      send({ type: 'result', id, result });
    } catch (error) {
      flush();
      send({ type: 'failure', id, error });
    } finally {
      clearInterval(alive);
    }
  });
}
