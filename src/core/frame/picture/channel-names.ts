/** FFmpeg's names of channels by their bit in a channel mask (libavutil/channel_layout.h). */
const NAMES: readonly string[] = (() => {
  const names = 'FL FR FC LFE BL BR FLC FRC BC SL SR TC TFL TFC TFR TBL TBC TBR'.split(' ');
  const more = 'DL DR WL WR SDL SDR LFE2 TSL TSR BFC BFL BFR SSL SSR TTL TTR'.split(' ');
  return [...names, ...Array<string>(29 - names.length).fill(''), ...more];
})();

/** Default layouts by number of channels: 5.1 and 7.1 in the order of WAV and FFmpeg. */
const USUAL_MASKS: Readonly<Record<number, bigint>> = { 6: 0x3fn, 8: 0x63fn };

/**
 * Name the channels of a sound track in order.
 *
 * @param mask channel mask; 0 if the sound states none (or states its layout without a mask).
 * @returns shape (count,); an empty string for a channel without a name.
 */
export function nameChannels(count: number, mask: bigint): string[] {
  const names: string[] = [];
  const bits = mask === 0n ? (USUAL_MASKS[count] ?? 0n) : mask;
  for (let bit = 0; bits >> BigInt(bit) > 0n; bit++) if ((bits >> BigInt(bit)) & 1n) names.push(NAMES[bit] ?? '');
  return Array.from({ length: count }, (_, i) => names[i] ?? '');
}
