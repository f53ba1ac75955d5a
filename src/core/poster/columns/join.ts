import { srgb8ToOklab } from '../../color/index.ts';
import type { ShownColumn } from './shown-column.ts';

/**
 * Join columns to fewer bars. A bar shows the column that is most similar to all the columns it
 * replaces: their medoid in OKLab, by the first colour. So every colour shown is one that a frame
 * has. The loudness of a bar is that of its columns together.
 *
 * @param bars 1 to the number of columns.
 */
export function joinColumns(columns: readonly ShownColumn[], bars: number): ShownColumn[] {
  const n = columns.length;
  return Array.from({ length: bars }, (_, i) => {
    const group = columns.slice(Math.floor((i * n) / bars), Math.floor(((i + 1) * n) / bars));
    return { ...findMedoid(group), rms: joinRms(group) };
  });
}

function findMedoid(group: readonly ShownColumn[]): ShownColumn {
  const seen = group.filter(({ cells }) => cells.length > 0);
  if (seen.length < 2) return seen[0] ?? group[0]!;
  const codes = Uint8Array.from(
    seen.flatMap(({ cells }) => [cells[0]!.color >> 16, (cells[0]!.color >> 8) & 255, cells[0]!.color & 255]),
  );
  const lab = srgb8ToOklab(codes);
  let best = seen[0]!;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, candidate] of seen.entries()) {
    let sum = 0;
    for (let j = 0; j < seen.length; j++) {
      sum += Math.hypot(
        lab[3 * i]! - lab[3 * j]!,
        lab[3 * i + 1]! - lab[3 * j + 1]!,
        lab[3 * i + 2]! - lab[3 * j + 2]!,
      );
    }
    if (sum >= least) continue;
    least = sum;
    best = candidate;
  }
  return best;
}

function joinRms(group: readonly ShownColumn[]): number | null {
  const heard = group.flatMap(({ rms }) => (rms === null ? [] : [rms]));
  return heard.length === 0 ? null : Math.sqrt(heard.reduce((sum, rms) => sum + rms * rms, 0) / heard.length);
}
