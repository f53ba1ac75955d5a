/**
 * Write a count with its noun: "1 frame", "2 frames".
 *
 * @param plural the noun with an s when absent.
 */
export const formatCount = (count: number, noun: string, plural: string = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
