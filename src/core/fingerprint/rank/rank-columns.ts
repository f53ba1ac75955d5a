import { measurePresence, type Presence, rankByPresence } from '../../cluster/index.ts';
import type { Lab } from '../../color/index.ts';
import type { Column, Swatch } from '../fingerprint.ts';
import { type Rank, rankSwatches, toColors } from './rank-swatches.ts';

/**
 * Weight of a column in the average of the next one: half after two columns, in each direction.
 * With 0.9, rows are slightly more stable, but two colours of nearly equal presence change places
 * between two encodes of a film for whole scenes (docs/color.md).
 */
const KEPT = 0.7;
/**
 * Maximum CIELAB distance at which a colour is the same in the next column, if no other colour of
 * either column is nearer.
 */
const SAME = 12;
/**
 * Number of columns without the colour that count in its average, so that a colour of one column
 * does not displace one that stays.
 */
const ABSENT = 1;

/**
 * Rank the swatches of a film's columns so that rows are stable while the picture is.
 *
 * By `area`, each column is ranked by itself. By `presence`, two colours of nearly equal presence
 * would change places with every small change of the picture. So the presence of a colour is
 * averaged over the columns before and after, as long as the colour is there. The function needs
 * only swatches. All columns of a film are here, even if several processes read it.
 *
 * @param columns must not be modified after the call: the result is cached with them.
 * @returns for each column its swatches, the first to be drawn first. Shared: must not be modified.
 */
export function rankColumns(columns: readonly Pick<Column, 'swatches'>[], rank: Rank): readonly Swatch[][] {
  let ranked = known.get(columns);
  if (ranked === undefined) {
    ranked = new Map();
    known.set(columns, ranked);
  }
  let rows = ranked.get(rank);
  if (rows === undefined) {
    rows = computeRows(columns, rank);
    ranked.set(rank, rows);
  }
  return rows;
}

/**
 * Cache of rankings: a user who tries layouts draws the same columns many times, and ranking is the
 * slow step.
 */
const known = new WeakMap<readonly Pick<Column, 'swatches'>[], Map<Rank, Swatch[][]>>();

function computeRows(columns: readonly Pick<Column, 'swatches'>[], rank: Rank): Swatch[][] {
  if (rank === 'area') return columns.map(({ swatches }) => rankSwatches(swatches, rank));
  const presences = columns.map(({ swatches }) => measurePresence(toColors(swatches)));
  const before = sumPresence(presences);
  const after = sumPresence(presences.toReversed()).toReversed();
  return columns.map(({ swatches }, i) => {
    const presence = averagePresence(presences[i]!, before[i]!, after[i]!);
    return rankByPresence(presence).map((k) => swatches[k]!);
  });
}

/**
 * Sums over the columns up to one, for each of its colours. A column n before it counts {@link
 * KEPT} to the power of n.
 */
interface PresenceSums extends Pick<Presence, 'labs' | 'named' | 'weights'> {
  /** Sum of the weights of the columns that have the colour. */
  readonly met: Float64Array;
}

function sumPresence(presences: readonly Presence[]): PresenceSums[] {
  let last: PresenceSums | undefined;
  return presences.map(({ labs, named, weights }) => {
    const sums = { labs, named: named.slice(), weights: weights.slice(), met: new Float64Array(labs.length).fill(1) };
    for (let k = 0; k < labs.length && last !== undefined; k++) {
      const same = findSame(labs[k]!, last.labs);
      if (same < 0 || findSame(last.labs[same]!, labs) !== k) continue;
      sums.named[k]! += KEPT * last.named[same]!;
      sums.weights[k]! += KEPT * last.weights[same]!;
      sums.met[k]! += KEPT * last.met[same]!;
    }
    last = sums;
    return sums;
  });
}

/** Average over time. Both sums include the column itself. */
function averagePresence(presence: Presence, before: PresenceSums, after: PresenceSums): Presence {
  const named = presence.named.slice();
  const weights = presence.weights.slice();
  for (let k = 0; k < named.length; k++) {
    const met = before.met[k]! + after.met[k]! - 1 + ABSENT;
    named[k] = (before.named[k]! + after.named[k]! - named[k]!) / met;
    weights[k] = (before.weights[k]! + after.weights[k]! - weights[k]!) / met;
  }
  return { ...presence, named, weights };
}

/** Find the nearest colour, if it is near enough to be the same; else -1. */
function findSame([L, a, b]: Lab, others: readonly Lab[]): number {
  let nearest = -1;
  let least = SAME * SAME;
  for (let k = 0; k < others.length; k++) {
    const other = others[k]!;
    const dL = L - other[0];
    const da = a - other[1];
    const db = b - other[2];
    const squared = dL * dL + da * da + db * db;
    if (squared >= least) continue;
    least = squared;
    nearest = k;
  }
  return nearest;
}
