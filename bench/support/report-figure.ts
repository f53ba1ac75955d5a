/** Print a figure and its limit. */
export function reportFigure(what: string, got: number, unit: string, limit: number): void {
  const verdict = got <= limit ? 'reached' : 'MISSED';
  console.log(`${what.padEnd(66)} ${got.toFixed(3).padStart(8)} ${unit.padEnd(2)}  must be <= ${limit}  ${verdict}`);
}
