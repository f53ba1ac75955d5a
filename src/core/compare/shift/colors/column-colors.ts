import { type Oklab, parseHex, srgb8ToOklab } from '../../../color/index.ts';
import type { Swatch } from '../../../fingerprint/index.ts';
import { fitModel } from '../fit/fit-model.ts';
import { type ShiftModel, shiftOklab } from '../fit/model.ts';
import { weightedQuantile } from '../fit/quantile.ts';
import type { GroupedColors } from './picture-colors.ts';

/** Colours of A and B at the same moment, or some tenths of a second apart. */
export interface ColumnPair {
  readonly a: readonly Swatch[];
  readonly b: readonly Swatch[];
}

/** Columns on which the match is tried out. */
const TRIAL_COLUMNS = 240;
const TRIAL_ROUNDS = 4;
/** A pair of columns that costs this much more than the median shows different things. */
const MAX_COST = 3;
/** A cost (OKLab) that is never too much. */
const MIN_COST = 0.03;

/**
 * Match the colours of pairs of columns by their shares: what A shows most must go to what B shows
 * most, and near to near once the shift between the films is known.
 *
 * The first match goes by lightness alone. Each shift that is fitted to a match makes the next match
 * better. Pairs of columns that still do not match (a cut lies between their instants) weigh 0.
 */
export function pairColumnColors(pairs: readonly ColumnPair[]): GroupedColors {
  const columns = pairs.map(({ a, b }): ColumnColors => ({ a: readSwatches(a), b: readSwatches(b) }));
  const step = Math.max(1, Math.ceil(columns.length / TRIAL_COLUMNS));
  const trial = columns.filter((_, i) => i % step === 0);
  let model: ShiftModel | null = null;
  for (let round = 0; round < TRIAL_ROUNDS; round++) model = fitModel(matchColumns(trial, model));
  return matchColumns(columns, model);
}

interface Colors {
  readonly codes: Uint8Array;
  readonly labs: Float32Array;
  readonly shares: readonly number[];
}

interface ColumnColors {
  readonly a: Colors;
  readonly b: Colors;
}

function readSwatches(swatches: readonly Swatch[]): Colors {
  const codes = Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color)));
  return { codes, labs: srgb8ToOklab(codes), shares: swatches.map(({ share }) => share) };
}

function matchColumns(columns: readonly ColumnColors[], model: ShiftModel | null): GroupedColors {
  const matches = columns.map((column) => matchColors(column, model));
  const costs = matches.map(({ cost }) => cost);
  const filled = matches.map(({ flows }) => (flows.length > 0 ? 1 : 0));
  const most = Math.max(MIN_COST, MAX_COST * weightedQuantile(costs, filled, 0.5));
  const count = matches.reduce((sum, { flows }) => sum + flows.length, 0);
  const a = new Uint8Array(3 * count);
  const b = new Uint8Array(3 * count);
  const weights = new Float64Array(count);
  const starts = new Uint32Array(columns.length + 1);
  const isMismatch: boolean[] = [];
  let at = 0;
  for (const [index, { flows, cost }] of matches.entries()) {
    starts[index] = at;
    isMismatch.push(cost > most);
    for (const { from, to, share } of flows) {
      a.set(columns[index]!.a.codes.subarray(3 * from, 3 * from + 3), 3 * at);
      b.set(columns[index]!.b.codes.subarray(3 * to, 3 * to + 3), 3 * at);
      weights[at] = cost > most ? 0 : share;
      at++;
    }
  }
  starts[columns.length] = at;
  return { a, b, weights, starts, isMismatch };
}

/** A share of A's colour `from` that B shows as its colour `to`. */
interface Flow {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

interface Match {
  readonly flows: readonly Flow[];
  /** Mean distance (OKLab) after the shift. */
  readonly cost: number;
}

function matchColors({ a, b }: ColumnColors, model: ShiftModel | null): Match {
  if (model === null) return matchByLightness(a, b);
  const edges: { readonly from: number; readonly to: number; readonly distance: number }[] = [];
  for (let from = 0; from < a.shares.length; from++) {
    const shifted: Oklab = shiftOklab(model, a.labs[3 * from]!, a.labs[3 * from + 1]!, a.labs[3 * from + 2]!);
    for (let to = 0; to < b.shares.length; to++) {
      let squares = 0;
      for (let axis = 0; axis < 3; axis++) squares += (shifted[axis]! - b.labs[3 * to + axis]!) ** 2;
      edges.push({ from, to, distance: Math.sqrt(squares) });
    }
  }
  // The nearest first, each with as much as both still have: within a few percent of the optimum.
  edges.sort((one, other) => one.distance - other.distance || one.from - other.from || one.to - other.to);
  const leftA = [...a.shares];
  const leftB = [...b.shares];
  const flows: Flow[] = [];
  let cost = 0;
  let moved = 0;
  for (const { from, to, distance } of edges) {
    const share = Math.min(leftA[from]!, leftB[to]!);
    if (share < 1e-6) continue;
    leftA[from]! -= share;
    leftB[to]! -= share;
    flows.push({ from, to, share });
    cost += share * distance;
    moved += share;
  }
  return { flows, cost: moved === 0 ? 0 : cost / moved };
}

function matchByLightness(a: Colors, b: Colors): Match {
  const order = ({ labs, shares }: Colors): number[] =>
    shares.map((_, i) => i).sort((i, j) => labs[3 * i]! - labs[3 * j]! || i - j);
  const orderA = order(a);
  const orderB = order(b);
  const flows: Flow[] = [];
  let [i, j] = [0, 0];
  let leftA = a.shares[orderA[0]!] ?? 0;
  let leftB = b.shares[orderB[0]!] ?? 0;
  while (i < orderA.length && j < orderB.length) {
    const share = Math.min(leftA, leftB);
    if (share > 1e-6) flows.push({ from: orderA[i]!, to: orderB[j]!, share });
    leftA -= share;
    leftB -= share;
    if (leftA <= 1e-9) leftA = a.shares[orderA[++i]!] ?? 0;
    if (leftB <= 1e-9) leftB = b.shares[orderB[++j]!] ?? 0;
  }
  return { flows, cost: 0 };
}
