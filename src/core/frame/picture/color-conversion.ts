import {
  isPrimaries,
  LIGHT_CURVES,
  type Primaries,
  REFERENCE_WHITE_NITS,
  type TransferCurve,
} from '../../color/index.ts';
import type { ResolvedColor } from './picture.ts';

/** What makes display-referred sRGB of a film's R'G'B' codes. */
export interface ColorConversion {
  readonly curve: TransferCurve;
  readonly primaries: Primaries;
}

/** HDR: the two of ITU-R BT.2100, as FFmpeg spells them. */
const HDR_CURVES: Readonly<Record<string, 'pq' | 'hlg'>> = { smpte2084: 'pq', 'arib-std-b67': 'hlg' };

/** Primaries so far from sRGB's that codes taken as they are would look pale, or green. */
const WIDE_PRIMARIES: readonly string[] = ['bt2020', 'smpte428', 'smpte431', 'smpte432', 'bt470m', 'film'];

/** Say whether a transfer function is one of HDR. */
export const isHdrTransfer = (transfer: string): boolean => Object.hasOwn(HDR_CURVES, transfer);

/**
 * Choose the conversion that a film's tags ask for, or null where its codes are taken as sRGB as they are.
 *
 * That is so for standard range on the primaries of BT.709 and of the television since 1970, which players do not convert
 * either; see docs/decisions/0003-standard-range-codes-are-srgb.md and 0129-read-or-report-every-color-tag.md.
 */
export function chooseConversion({ transfer, primaries }: ResolvedColor): ColorConversion | null {
  const curve = isHdrTransfer(transfer)
    ? HDR_CURVES[transfer]!
    : (LIGHT_CURVES.find((each) => each === transfer) ?? 'srgb');
  if (curve === 'srgb' && !WIDE_PRIMARIES.includes(primaries)) return null;
  return { curve, primaries: isPrimaries(primaries) ? primaries : 'bt2020' };
}

/**
 * Say in one line how a film's colours were brought to sRGB, for the fingerprint, or null where they were taken as they are.
 */
export function describeConversion(color: ResolvedColor): string | null {
  const conversion = chooseConversion(color);
  if (conversion === null) return null;
  const { curve, primaries } = conversion;
  if (curve === 'srgb') return `wide gamut, mapped from ${primaries}`;
  const gamut = primaries === 'bt709' ? '' : `, gamut mapped from ${primaries}`;
  if (curve !== 'pq' && curve !== 'hlg') return `coded as ${curve}, to the codes of sRGB${gamut}`;
  const tone = `HDR (${curve.toUpperCase()}), tone mapped with white at ${REFERENCE_WHITE_NITS} cd/m2`;
  return `${tone}${gamut}; dynamic metadata (Dolby Vision, HDR10+) not used`;
}
