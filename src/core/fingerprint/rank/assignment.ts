/**
 * Assign each row to a different column so that the sum of costs is least: the Hungarian method
 * with potentials, O(n^2 m).
 *
 * @param costs shape (n, m), n <= m, finite. Not modified.
 * @returns the column of each row, shape (n,). Of equal sums, the one with earlier columns wins.
 * @see Kuhn 1955, "The Hungarian method for the assignment problem", Nav. Res. Logist. Q. 2, 83-97;
 *   Jonker & Volgenant 1987, Computing 38, 325-340.
 */
export function assignRows(costs: readonly (readonly number[])[]): number[] {
  const n = costs.length;
  const m = costs[0]?.length ?? 0;
  // Rows and columns count from 1; 0 means no row or column.
  const rowPotential = new Float64Array(n + 1);
  const columnPotential = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1);
  const cameFrom = new Int32Array(m + 1);
  const least = new Float64Array(m + 1);
  const isDone = new Uint8Array(m + 1);
  for (let row = 1; row <= n; row++) {
    least.fill(Number.POSITIVE_INFINITY);
    isDone.fill(0);
    rowOf[0] = row;
    let column = 0;
    do {
      isDone[column] = 1;
      const at = rowOf[column]!;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (isDone[j]) continue;
        const reduced = costs[at - 1]![j - 1]! - rowPotential[at]! - columnPotential[j]!;
        if (reduced < least[j]!) {
          least[j] = reduced;
          cameFrom[j] = column;
        }
        if (least[j]! < step) {
          step = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (isDone[j]) {
          rowPotential[rowOf[j]!]! += step;
          columnPotential[j]! -= step;
        } else least[j]! -= step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    // Follow the path back: each column on it gets the row of the column before it.
    while (column !== 0) {
      const before = cameFrom[column]!;
      rowOf[column] = rowOf[before]!;
      column = before;
    }
  }
  const columns = new Array<number>(n).fill(0);
  for (let j = 1; j <= m; j++) if (rowOf[j] !== 0) columns[rowOf[j]! - 1] = j - 1;
  return columns;
}
