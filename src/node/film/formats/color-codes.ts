import type { ColorTags } from '../../../core/frame/index.ts';

/** Names in FFmpeg's programs that differ from those in the tables above. */
const ALIASES: Readonly<Record<string, string>> = { gbr: 'rgb', ebu3213: 'jedec-p22' };
const RANGE_NAMES: Readonly<Record<string, 'limited' | 'full'>> = { tv: 'limited', pc: 'full' };

/**
 * Convert the colour tags that FFmpeg's programs print. Unspecified ones ("unknown") become null.
 */
export function readColorNames(names: {
  matrix: string | undefined;
  range: string | undefined;
  transfer: string | undefined;
  primaries: string | undefined;
}): ColorTags {
  const read = (name = 'unknown') => (name === 'unknown' ? null : (ALIASES[name] ?? name));
  return {
    matrix: read(names.matrix),
    range: RANGE_NAMES[names.range ?? ''] ?? null,
    transfer: read(names.transfer),
    primaries: read(names.primaries),
  };
}
