import assert from 'node:assert/strict';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { type FingerprintOptions, fingerprintFilm } from '#node/app/internal';
import { shareRunner } from './shared-runner.ts';

/** Assert that a film has the same fingerprint, to the byte, for each number of processes, and return it. */
export async function fingerprintAlike(
  path: string,
  options: FingerprintOptions = {},
  processes: readonly number[] = [1, 3],
): Promise<Fingerprint> {
  const found: Fingerprint[] = [];
  for (const jobs of processes) {
    found.push((await fingerprintFilm(path, options, { runner: shareRunner(jobs) })).fingerprint);
  }
  const [first, ...others] = found.map(serializeFingerprint);
  for (const other of others) assert.equal(other, first);
  return found[0]!;
}
