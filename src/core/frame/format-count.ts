/** Write a count with its noun: "1 frame", "2 frames". The plural is the noun with an s unless given. */
export const formatCount = (count: number, noun: string, plural: string = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
