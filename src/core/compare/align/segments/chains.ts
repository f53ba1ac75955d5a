/** Score of each row on each line: `scores[line][row]`. */
export type LineScores = readonly Float64Array[];

/** Rows `from` to `to` that follow a line. */
export interface Piece {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Choose for each row the line that it follows, or none, so that the sum of scores is the highest.
 * Viterbi's algorithm: beginning a piece costs `opening`, so that a line is left for a stretch only
 * if it is wrong there for long enough.
 */
export function chooseLines(scores: LineScores, count: number, opening: number): Piece[] {
  const lines = scores.length;
  // State `lines` is none of them.
  const states = lines + 1;
  const origins = new Uint16Array(states * count);
  let sums = new Float64Array(states).fill(Number.NEGATIVE_INFINITY);
  let next = new Float64Array(states);
  sums[lines] = 0;
  for (let i = 0; i < count; i++) {
    let best = lines;
    for (let k = 0; k < lines; k++) if (sums[k]! > sums[best]!) best = k;
    for (let k = 0; k < lines; k++) {
      const isNew = sums[best]! - opening > sums[k]!;
      origins[states * i + k] = isNew ? best : k;
      next[k] = (isNew ? sums[best]! - opening : sums[k]!) + scores[k]![i]!;
    }
    origins[states * i + lines] = best;
    next[lines] = sums[best]!;
    [sums, next] = [next, sums];
  }
  let state = lines;
  for (let k = 0; k < lines; k++) if (sums[k]! > sums[state]!) state = k;
  const pieces: { line: number; from: number; to: number }[] = [];
  for (let i = count - 1; i >= 0; i--) {
    const origin = origins[states * i + state]!;
    const last = pieces.at(-1);
    if (state < lines) {
      if (last !== undefined && last.line === state && last.from === i + 1) last.from = i;
      else pieces.push({ line: state, from: i, to: i + 1 });
    }
    state = origin;
  }
  return pieces.reverse();
}
