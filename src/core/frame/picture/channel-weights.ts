/** Low frequency effects are left out of loudness. */
const LEFT_OUT = new Set(['LFE', 'LFE2']);

/**
 * Loudspeakers beside the listener and a little behind, 60 to 120 degrees off the front and not above: the standard has
 * them weigh 1.41, all others 1 (ITU-R BS.1770-5, annex 1, table 3, and annex 3, table 4).
 */
const SURROUND = new Set(['SL', 'SR', 'WL', 'WR', 'SDL', 'SDR', 'SSL', 'SSR']);
const SURROUND_WEIGHT = 1.41;

/** Back loudspeakers: at 110 degrees where a layout has none at the sides (5.1), else at 135, which is behind (7.1). */
const BACK = new Set(['BL', 'BR']);

/**
 * Weigh the channels of a sound by where their loudspeakers stand.
 *
 * @param positions FFmpeg's names, one a channel (`FL`, `FC`, `LFE`, `SL`, ...); any other text is a loudspeaker in front.
 * @returns shape of `positions`: 0, 1 or 1.41.
 */
export function weighChannels(positions: readonly string[]): number[] {
  const hasSides = positions.some((position) => SURROUND.has(position));
  return positions.map((position) => {
    if (LEFT_OUT.has(position)) return 0;
    return SURROUND.has(position) || (BACK.has(position) && !hasSides) ? SURROUND_WEIGHT : 1;
  });
}
