/** FFmpeg's names of loudspeakers by their bit in a channel mask (libavutil/channel_layout.h). */
const NAMES: readonly string[] = (() => {
  const names = 'FL FR FC LFE BL BR FLC FRC BC SL SR TC TFL TFC TFR TBL TBC TBR'.split(' ');
  const more = 'DL DR WL WR SDL SDR LFE2 TSL TSR BFC BFL BFR SSL SSR TTL TTR'.split(' ');
  return [...names, ...Array<string>(29 - names.length).fill(''), ...more];
})();

/** What a sound of as many channels is when it does not say: 5.1 and 7.1 in the order that WAV and FFmpeg keep. */
const USUAL_MASKS: Readonly<Record<number, bigint>> = { 6: 0x3fn, 8: 0x63fn };

/**
 * Name the channels of a sound in their order.
 *
 * @param mask bits of the loudspeakers, or 0 where the sound does not say (or says it in a way that is no mask).
 * @returns shape (count,); empty text for a loudspeaker that has no name.
 */
export function nameChannels(count: number, mask: bigint): string[] {
  const names: string[] = [];
  const bits = mask === 0n ? (USUAL_MASKS[count] ?? 0n) : mask;
  for (let bit = 0; bits >> BigInt(bit) > 0n; bit++) if ((bits >> BigInt(bit)) & 1n) names.push(NAMES[bit] ?? '');
  return Array.from({ length: count }, (_, i) => names[i] ?? '');
}
