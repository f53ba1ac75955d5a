import { type NamedShot, nameShots } from '../../core/export/index.ts';
import { describeShots, type Fingerprint } from '../../core/fingerprint/index.ts';
import { RenderError } from '../../core/poster/index.ts';

/** The shots of a film, and what is to be said of them. */
export interface DescribedShots {
  readonly shots: readonly NamedShot[];
  /** Sentences on their number, lengths and transitions. */
  readonly summary: readonly string[];
}

/**
 * Find the shots of a fingerprint.
 *
 * @param input name of the film or fingerprint, for the error message.
 * @throws {RenderError} `lacks-data` if its shots were not detected.
 */
export function findShots(fingerprint: Fingerprint, input: string): DescribedShots {
  try {
    return { shots: nameShots(fingerprint), summary: describeShots(fingerprint.shots ?? []) };
  } catch (cause) {
    if (!(cause instanceof RenderError)) throw cause;
    throw new RenderError(cause.code, `${input}: ${cause.message}`, { cause });
  }
}
