import type { Measured } from './run-measured.ts';

/**
 * The quickest of some runs each: other load only adds time. They alternate, because the speed of a
 * machine drifts.
 *
 * @returns one for each of `runs`.
 */
export async function bestOf<const Runs extends readonly (() => Promise<Measured>)[]>(
  count: number,
  runs: Runs,
): Promise<{ [K in keyof Runs]: Measured }> {
  const rounds: Measured[][] = [];
  for (let i = 0; i < count; i++) {
    const round: Measured[] = [];
    for (const run of runs) round.push(await run());
    rounds.push(round);
  }
  const quickest = runs.map((_, k) =>
    rounds.map((round) => round[k]!).reduce((one, other) => (other.wallSeconds < one.wallSeconds ? other : one)),
  );
  return quickest as { [K in keyof Runs]: Measured };
}
