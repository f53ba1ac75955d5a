import {
  isPrimaries,
  LIGHT_CURVES,
  type Primaries,
  REFERENCE_WHITE_NITS,
  type TransferCurve,
} from '../../color/index.ts';
import type { ResolvedColor } from './picture.ts';

/** Converts a film's R'G'B' codes to display-referred sRGB. */
export interface ColorConversion {
  readonly curve: TransferCurve;
  readonly primaries: Primaries;
}

/** The two HDR curves of ITU-R BT.2100, by FFmpeg's names. */
const HDR_CURVES: Readonly<Record<string, 'pq' | 'hlg'>> = { smpte2084: 'pq', 'arib-std-b67': 'hlg' };

/** Primaries so far from sRGB's that unconverted codes would look pale or green. */
const WIDE_PRIMARIES: readonly string[] = ['bt2020', 'smpte428', 'smpte431', 'smpte432', 'bt470m', 'film'];

/** Whether a transfer function is an HDR curve. */
export const isHdrTransfer = (transfer: string): boolean => Object.hasOwn(HDR_CURVES, transfer);

/**
 * Choose the conversion for a film's tags; null if its codes are used as sRGB without conversion.
 *
 * That applies to standard range on the primaries of BT.709 and of television since 1970, which
 * players do not convert either; see docs/decisions/0003-standard-range-codes-are-srgb.md and
 * 0129-read-or-report-every-color-tag.md.
 */
export function chooseConversion({ transfer, primaries }: ResolvedColor): ColorConversion | null {
  const curve = isHdrTransfer(transfer)
    ? HDR_CURVES[transfer]!
    : (LIGHT_CURVES.find((each) => each === transfer) ?? 'srgb');
  if (curve === 'srgb' && !WIDE_PRIMARIES.includes(primaries)) return null;
  return { curve, primaries: isPrimaries(primaries) ? primaries : 'bt2020' };
}

/**
 * Describe in one line how a film's colours were converted to sRGB, for the fingerprint; null if
 * they were not converted.
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
