/** The last place in line that BullMQ knows. */
const HIGHEST_PLACE = 2_097_151;

/** Bytes of film that are one place in line: 512 TB fit in it, and beyond that all stand in the last. */
const BYTES_A_PLACE = 256 * 1024 * 1024;

/** Bytes of a film whose size is not known: half an hour of it. */
const USUAL_BYTES = 1024 * 1024 * 1024;

/**
 * Say where films of one submission stand in line: small ones before large ones, and each as far behind the first as there is film before it. Films of two
 * submissions so take turns by the amount of film, and neither a huge film nor a huge submission holds up what is small.
 *
 * @param sizes bytes; null where they are not known.
 * @returns one a film, from 1 up, all different as long as there are places.
 */
export function assignPriorities(sizes: readonly (number | null)[]): number[] {
  const order = sizes
    .map((size, i) => ({ i, size: size ?? USUAL_BYTES }))
    .toSorted((a, b) => a.size - b.size || a.i - b.i);
  const places = new Array<number>(sizes.length);
  let place = 1;
  for (const { i, size } of order) {
    places[i] = Math.min(place, HIGHEST_PLACE);
    place += Math.max(1, Math.ceil(size / BYTES_A_PLACE));
  }
  return places;
}

/**
 * Give a place of one submission its place among all.
 *
 * @param first what is first in line when the submission begins, 0 when nothing is: it begins there, neither before nor behind all others.
 */
export const offsetPriority = (place: number, first: number): number =>
  Math.min(Math.max(first, 1) + place - 1, HIGHEST_PLACE);
