import { type NamedShot, nameShots } from '../../core/export/index.ts';
import { describeShots, type Fingerprint } from '../../core/fingerprint/index.ts';

/** The shots of a film, and what is to be said of them. */
export interface DescribedShots {
  readonly shots: readonly NamedShot[];
  /** Sentences on their number, lengths and transitions. */
  readonly summary: readonly string[];
}

/**
 * Find the shots of a fingerprint.
 *
 * @throws {RenderError} `lacks-data` if its shots were not detected.
 */
export function findShots(fingerprint: Fingerprint): DescribedShots {
  return { shots: nameShots(fingerprint), summary: describeShots(fingerprint.shots ?? []) };
}
