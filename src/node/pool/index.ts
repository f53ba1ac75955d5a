/**
 * A bounded pool of child processes that run tasks. A crash rejects one task only.
 *
 * It knows nothing of films or colours: parent and child agree on tasks, events and results, which
 * the structured clone algorithm must support.
 */
export { createPool, type Pool, PoolError, type PoolErrorCode, type PoolOptions, type RunOptions } from './pool.ts';
export { serveTasks, type TaskContext } from './serve-tasks.ts';
