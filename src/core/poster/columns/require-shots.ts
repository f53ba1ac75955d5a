import { type Fingerprint, RECREATE_HINT, type Shot } from '../../fingerprint/index.ts';
import { RenderError } from '../render-error.ts';

/**
 * Return the shots of a fingerprint.
 *
 * @throws {RenderError} `lacks-data` if they were not detected.
 */
export function requireShots({ shots }: Pick<Fingerprint, 'shots'>): readonly Shot[] {
  if (shots !== undefined) return shots;
  throw new RenderError('lacks-data', `this fingerprint has no shots: ${RECREATE_HINT}, with --shots`, {
    lacks: 'shots',
  });
}
