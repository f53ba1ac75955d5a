import type { ColorTags } from '../frame/index.ts';

/** Code points of ITU-T H.273 (07/2024), tables 2 to 4, in the spelling FFmpeg gives them; 2 is "unspecified". */
const MATRICES: Readonly<Record<number, string>> = {
  0: 'rgb',
  1: 'bt709',
  4: 'fcc',
  5: 'bt470bg',
  6: 'smpte170m',
  7: 'smpte240m',
  8: 'ycgco',
  9: 'bt2020nc',
  10: 'bt2020c',
  11: 'smpte2085',
  12: 'chroma-derived-nc',
  13: 'chroma-derived-c',
  14: 'ictcp',
};

const TRANSFERS: Readonly<Record<number, string>> = {
  1: 'bt709',
  4: 'bt470m',
  5: 'bt470bg',
  6: 'smpte170m',
  7: 'smpte240m',
  8: 'linear',
  9: 'log100',
  10: 'log316',
  11: 'iec61966-2-4',
  12: 'bt1361e',
  13: 'iec61966-2-1',
  14: 'bt2020-10',
  15: 'bt2020-12',
  16: 'smpte2084',
  17: 'smpte428',
  18: 'arib-std-b67',
};

const PRIMARIES: Readonly<Record<number, string>> = {
  1: 'bt709',
  4: 'bt470m',
  5: 'bt470bg',
  6: 'smpte170m',
  7: 'smpte240m',
  8: 'film',
  9: 'bt2020',
  10: 'smpte428',
  11: 'smpte431',
  12: 'smpte432',
  22: 'jedec-p22',
};

/** FFmpeg's AVColorRange: 1 is "MPEG" (limited), 2 is "JPEG" (full), 0 is unspecified. */
const RANGES: Readonly<Record<number, 'limited' | 'full'>> = { 1: 'limited', 2: 'full' };

/** Name a frame's colour tags from their code points; unknown and unspecified ones are null. */
export function nameColorTags(codes: {
  matrix: number;
  range: number;
  transfer: number;
  primaries: number;
}): ColorTags {
  return {
    matrix: MATRICES[codes.matrix] ?? null,
    range: RANGES[codes.range] ?? null,
    transfer: TRANSFERS[codes.transfer] ?? null,
    primaries: PRIMARIES[codes.primaries] ?? null,
  };
}

/** Names of FFmpeg's programs that are not those of the tables above. */
const ALIASES: Readonly<Record<string, string>> = { gbr: 'rgb', ebu3213: 'jedec-p22', tv: 'limited', pc: 'full' };

/** Take over colour tags that FFmpeg's programs spell out; unknown and unspecified ones are null. */
export function readColorNames(names: {
  matrix: string | undefined;
  range: string | undefined;
  transfer: string | undefined;
  primaries: string | undefined;
}): ColorTags {
  const find = <Name extends string>(table: Readonly<Record<number, Name>>, name = ''): Name | null =>
    Object.values(table).find((known) => known === (ALIASES[name] ?? name)) ?? null;
  return {
    matrix: find(MATRICES, names.matrix),
    range: find(RANGES, names.range),
    transfer: find(TRANSFERS, names.transfer),
    primaries: find(PRIMARIES, names.primaries),
  };
}
