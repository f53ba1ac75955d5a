import { measurePresence, type Presence, rankByPresence } from '../cluster/index.ts';
import { type Lab, parseHex, srgb8ToLab } from '../color/index.ts';
import type { Column, Swatch } from './fingerprint.ts';
import { type Rank, rankSwatches } from './rank-swatches.ts';

/** What a column counts in the average of the next one: half after six or seven columns, each way. */
const KEPT = 0.9;
/** CIELAB distance within which a colour is the same a column later. */
const SAME = 8;

/**
 * Rank the swatches of a film's columns so that rows hold still while the picture does.
 *
 * By `area` each column is ranked by itself. By `presence` two colours that are nearly as present as one another would change places with every breath of the
 * picture; so how present a colour is, is averaged with what it was in the columns before and after, as long as it is there. Nothing but swatches is needed, and
 * however a film was split among processes, its columns are all here.
 *
 * @param columns not to be modified afterwards: what comes of them is kept as long as they are.
 * @returns for each column its swatches, the first to be drawn first. Shared: not to be modified.
 */
export function rankColumns(columns: readonly Pick<Column, 'swatches'>[], rank: Rank): readonly Swatch[][] {
  let ranked = known.get(columns);
  if (ranked === undefined) {
    ranked = new Map();
    known.set(columns, ranked);
  }
  let rows = ranked.get(rank);
  if (rows === undefined) {
    rows = rankAnew(columns, rank);
    ranked.set(rank, rows);
  }
  return rows;
}

/** Ranked once: whoever tries layouts has the same columns drawn many times, and ranking is what takes time. */
const known = new WeakMap<readonly Pick<Column, 'swatches'>[], Map<Rank, Swatch[][]>>();

function rankAnew(columns: readonly Pick<Column, 'swatches'>[], rank: Rank): Swatch[][] {
  if (rank === 'area') return columns.map(({ swatches }) => rankSwatches(swatches, rank));
  const palettes = columns.map(({ swatches }) => {
    const rgb = swatches.map(({ color }) => parseHex(color));
    // Filled, not made of iterators: thousands of columns are ranked before a picture shows.
    const colors = new Uint8Array(3 * swatches.length);
    const shares = new Float64Array(swatches.length);
    for (let k = 0; k < swatches.length; k++) {
      colors.set(rgb[k]!, 3 * k);
      shares[k] = swatches[k]!.share;
    }
    const presence = measurePresence({ colors, shares });
    return { colors, shares, labs: rgb.map(([r, g, b]) => srgb8ToLab(r, g, b)), presence };
  });
  const before = sumPresence(palettes);
  const after = sumPresence(palettes.toReversed()).toReversed();
  return columns.map(({ swatches }, i) => {
    const { presence } = palettes[i]!;
    const [one, other] = [before[i]!, after[i]!];
    // Both sums have the column itself.
    const columnsMet = one.columns.map((met, k) => met + other.columns[k]! - 1);
    const average = (now: Float64Array, then: Float64Array, later: Float64Array) =>
      now.map((value, k) => (then[k]! + later[k]! - value) / columnsMet[k]!);
    const averaged = {
      named: average(presence.named, one.named, other.named),
      weights: average(presence.weights, one.weights, other.weights),
    };
    return rankByPresence(palettes[i]!, averaged).map((k) => swatches[k]!);
  });
}

interface PresentColumn {
  readonly labs: readonly Lab[];
  readonly presence: Presence;
}

/** Sums over the columns up to one, for each of its colours: those further back count {@link KEPT} to the power of how far. */
interface PresenceSums extends Presence {
  /** Of how many columns. */
  readonly columns: Float64Array;
}

function sumPresence(columns: readonly PresentColumn[]): PresenceSums[] {
  let lastLabs: readonly Lab[] = [];
  let last: PresenceSums = { named: new Float64Array(), weights: new Float64Array(), columns: new Float64Array() };
  return columns.map(({ labs, presence }) => {
    const same = labs.map((lab) => findSame(lab, lastLabs));
    const add = (now: Float64Array, then: Float64Array) =>
      now.map((value, k) => (same[k]! < 0 ? value : value + KEPT * then[same[k]!]!));
    last = {
      named: add(presence.named, last.named),
      weights: add(presence.weights, last.weights),
      columns: add(new Float64Array(labs.length).fill(1), last.columns),
    };
    lastLabs = labs;
    return last;
  });
}

/** The nearest colour, if it is near enough to be the same; else -1. */
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
