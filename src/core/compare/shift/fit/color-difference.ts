import { deltaE2000, srgb8PixelsToLab } from '../../../color/index.ts';
import { roundTo } from '../../../fingerprint/index.ts';
import type { DifferenceSummary } from '../shift.ts';
import { weightedQuantile } from './quantile.ts';

/** CIEDE2000 of each pair of sRGB colours. */
export function measureColorDifferences(a: Uint8Array, b: Uint8Array): Float64Array {
  const labA = srgb8PixelsToLab(a);
  const labB = srgb8PixelsToLab(b);
  return Float64Array.from({ length: a.length / 3 }, (_, i) =>
    deltaE2000([labA[3 * i]!, labA[3 * i + 1]!, labA[3 * i + 2]!], [labB[3 * i]!, labB[3 * i + 1]!, labB[3 * i + 2]!]),
  );
}

export function summarizeDifferences(differences: Float64Array, weights: Float64Array): DifferenceSummary {
  return {
    median: roundTo(weightedQuantile(differences, weights, 0.5), 2),
    p95: roundTo(weightedQuantile(differences, weights, 0.95), 2),
  };
}
