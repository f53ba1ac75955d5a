/** Low frequency effects do not count for loudness. */
const LEFT_OUT = new Set(['LFE', 'LFE2']);

/**
 * Loudspeakers beside and slightly behind the listener, 60 to 120 degrees from the front and not
 * above. They have a weight of 1.41, all others of 1 (ITU-R BS.1770-5, annex 1, table 3, and annex
 * 3, table 4).
 */
const SURROUND = new Set(['SL', 'SR', 'WL', 'WR', 'SDL', 'SDR', 'SSL', 'SSR']);
const SURROUND_WEIGHT = 1.41;

/**
 * Back loudspeakers: at 110 degrees in a layout without side loudspeakers (5.1), otherwise at 135,
 * which is behind (7.1).
 */
const BACK = new Set(['BL', 'BR']);

/**
 * Find the weights of channels by the positions of their loudspeakers.
 *
 * @param positions FFmpeg's names, one per channel (`FL`, `FC`, `LFE`, `SL`, ...); any other text
 * is a front loudspeaker.
 * @returns shape of `positions`: 0, 1 or 1.41.
 */
export function weighChannels(positions: readonly string[]): number[] {
  const hasSides = positions.some((position) => SURROUND.has(position));
  return positions.map((position) => {
    if (LEFT_OUT.has(position)) return 0;
    return SURROUND.has(position) || (BACK.has(position) && !hasSides) ? SURROUND_WEIGHT : 1;
  });
}
