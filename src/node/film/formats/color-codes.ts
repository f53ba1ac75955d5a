import type { ColorTags } from '../../../core/frame/index.ts';

/** Names in FFmpeg's programs that differ from the tables of code points. */
const ALIASES: Readonly<Record<string, string>> = { gbr: 'rgb', ebu3213: 'jedec-p22' };
const RANGE_NAMES: Readonly<Record<string, 'limited' | 'full'>> = { tv: 'limited', pc: 'full' };

/** Read colour tags by the names of FFmpeg's programs; unspecified ones ("unknown") are null. */
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
