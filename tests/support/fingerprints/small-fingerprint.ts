import type { Column, Fingerprint } from '#core/fingerprint/index';
import { fingerprintOf } from './synthetic-fingerprint.ts';

const COLUMNS: readonly Column[] = [
  {
    time: 0.5,
    frameTime: 0.48,
    swatches: [
      { color: '#102030', share: 0.75 },
      { color: '#f0e0d0', share: 0.25 },
    ],
  },
  { time: 1.5, frameTime: null, swatches: [] },
  { time: 2.5, frameTime: 2.48, swatches: [{ color: '#aa3322', share: 1 }] },
];

/** A whole fingerprint of few columns, one of them missing; those given take the place of its own. */
export function smallFingerprint(columns: readonly Column[] = COLUMNS): Fingerprint {
  return fingerprintOf(columns);
}
