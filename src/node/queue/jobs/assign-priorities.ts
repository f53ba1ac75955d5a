/** BullMQ's largest priority number: the job that runs last. */
const MAX_PRIORITY = 2_097_151;

/** Bytes of film per priority step. 512 TiB fit; all films beyond that get the last priority. */
const BYTES_PER_STEP = 256 * 1024 * 1024;

/** Bytes assumed for a film of unknown size: about half an hour. */
const DEFAULT_BYTES = 1024 * 1024 * 1024;

/**
 * Assign a priority to each film of one submission; 1 runs first.
 *
 * Small films come before large ones. Each film is as far behind the first one as there are bytes
 * of film before it. So films of two submissions take turns by amount of film, and neither a huge
 * film nor a huge submission delays small ones.
 *
 * @param sizes bytes per film; null where unknown.
 * @returns one priority per film, from 1 up, all different up to BullMQ's largest number.
 */
export function assignPriorities(sizes: readonly (number | null)[]): number[] {
  const bySize = sizes
    .map((size, i) => ({ i, size: size ?? DEFAULT_BYTES }))
    .toSorted((a, b) => a.size - b.size || a.i - b.i);
  const priorities = new Array<number>(sizes.length);
  let priority = 1;
  for (const { i, size } of bySize) {
    priorities[i] = Math.min(priority, MAX_PRIORITY);
    priority += Math.max(1, Math.ceil(size / BYTES_PER_STEP));
  }
  return priorities;
}

/**
 * Move a priority of one submission to its position in the whole queue.
 *
 * @param first the priority of the next job when the submission starts, 0 in an empty queue. The
 *   submission starts there: neither before nor behind all other films.
 */
export const offsetPriority = (priority: number, first: number): number =>
  Math.min(Math.max(first, 1) + priority - 1, MAX_PRIORITY);
