import type { ChildMessage, TaskMessage } from './messages.ts';

/** What a task's handler may do besides returning its result. */
export interface TaskContext {
  /** Send something to whoever waits for the task, together with what comes within a tenth of a second. */
  emit(event: unknown): void;
}

/** Milliseconds between two signs of life. */
const ALIVE_EVERY = 1000;

/** Milliseconds that events are gathered for: each message costs both sides a tenth of what it takes to find a frame's colours. */
const GATHERED_FOR = 100;

/**
 * Work through the pool's tasks one after another, in a child process. What the handler throws rejects that task alone.
 *
 * The child ends by itself as soon as its parent is gone, and tells its parent that it is alive while it is at a task; a
 * handler that loops must therefore yield to the event loop.
 */
export function serveTasks(handle: (task: unknown, context: TaskContext) => Promise<unknown>): void {
  const send = (message: ChildMessage) => process.send?.(message);
  // Ctrl-C reaches the whole process group; the parent decides what becomes of its children.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ id, task }: TaskMessage) => {
    const signOfLife = setInterval(() => send({ type: 'alive' }), ALIVE_EVERY);
    let events: unknown[] = [];
    let gathering: NodeJS.Timeout | undefined;
    const tell = () => {
      clearTimeout(gathering);
      gathering = undefined;
      if (events.length > 0) send({ type: 'events', id, events });
      events = [];
    };
    const emit = (event: unknown) => {
      events.push(event);
      gathering ??= setTimeout(tell, GATHERED_FOR);
    };
    try {
      const result = await handle(task, { emit });
      tell();
      send({ type: 'result', id, result });
    } catch (error) {
      tell();
      send({ type: 'failure', id, error });
    } finally {
      clearInterval(signOfLife);
    }
  });
}
