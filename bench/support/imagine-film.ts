import { formatHex } from '#core/color/index';
import type { Column, Fingerprint } from '#core/fingerprint/index';
import { columnOf, fingerprintOf } from '../../tests/support/fingerprints/synthetic-fingerprint.ts';

/**
 * An imagined film: scenes of two to ninety columns, seven swatches per column. Seeded, by a
 * generator of Numerical Recipes (section 7.1).
 */
export function imagineFilm(count: number, seed: number): Fingerprint {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const columns: Column[] = [];
  while (columns.length < count) {
    const scene = Array.from({ length: 7 }, () => [255 * random(), 255 * random(), 255 * random()]);
    const length = 2 + Math.floor(90 * random() ** 2);
    for (let i = 0; i < length && columns.length < count; i++) {
      const light = 0.8 + 0.2 * random();
      const colors = scene.map(([r = 0, g = 0, b = 0]) =>
        formatHex(Math.round(r * light), Math.round(g * light), Math.round(b * light)),
      );
      columns.push(columnOf(columns.length + 0.5, ...colors));
    }
  }
  return fingerprintOf(columns);
}
