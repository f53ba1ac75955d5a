import type { ColorTags } from './picture.ts';

/**
 * Code points of ITU-T H.273 (07/2024), tables 2 to 4, in FFmpeg's spelling; 2 is "unspecified".
 * Those from 256 up are defined by FFmpeg.
 */
const MATRICES: Readonly<Record<number, string>> = {
  0: 'rgb',
  1: 'bt709',
  3: 'reserved',
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
  15: 'ipt-c2',
  16: 'ycgco-re',
  17: 'ycgco-ro',
};

const TRANSFERS: Readonly<Record<number, string>> = {
  0: 'reserved',
  1: 'bt709',
  3: 'reserved',
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
  256: 'vlog',
};

const PRIMARIES: Readonly<Record<number, string>> = {
  0: 'reserved',
  1: 'bt709',
  3: 'reserved',
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
  256: 'vgamut',
};

/** FFmpeg's AVColorRange: 1 is "MPEG" (limited), 2 is "JPEG" (full), 0 is unspecified. */
const RANGES: Readonly<Record<number, 'limited' | 'full'>> = { 1: 'limited', 2: 'full' };

/** Code point of H.273 for "unspecified". */
const UNSPECIFIED = 2;

const nameCode = (table: Readonly<Record<number, string>>, code: number): string | null =>
  code === UNSPECIFIED ? null : (table[code] ?? `unknown (${code})`);

/**
 * Name a frame's colour tags from their code points: null for unspecified, "unknown (23)" for a
 * code point without a name.
 */
export function nameColorTags(codes: {
  matrix: number;
  range: number;
  transfer: number;
  primaries: number;
}): ColorTags {
  return {
    matrix: nameCode(MATRICES, codes.matrix),
    range: RANGES[codes.range] ?? null,
    transfer: nameCode(TRANSFERS, codes.transfer),
    primaries: nameCode(PRIMARIES, codes.primaries),
  };
}
