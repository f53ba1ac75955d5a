/**
 * A pool of child processes that work through tasks: bounded, abortable, and a crash rejects one task and no more.
 *
 * It knows nothing of films or colours: tasks, events and results are whatever the two sides agree on, as far as the
 * structured clone algorithm copies it.
 */
export { createPool, type Pool, PoolError, type PoolErrorCode, type PoolOptions, type RunOptions } from './pool.ts';
export { serveTasks, type TaskContext } from './serve-tasks.ts';
