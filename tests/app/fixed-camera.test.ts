import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLocalRunner, fingerprintFilm } from 'chromatheque/app';
import { deltaE2000, type Lab, parseHex, srgb8ToLab } from 'chromatheque/color';
import { orderSwatches, rankColumns } from 'chromatheque/fingerprint';
import { mediaFile, needs } from '../support/media.ts';

const FILM = 'one-by-one-person-detection.mp4';
const labOf = (color: string): Lab => srgb8ToLab(...parseHex(color));

describe('The film of a fixed camera', () => {
  it('has colours that hold still, and threads that do not change rows', needs(mediaFile(FILM)), async () => {
    const runner = createLocalRunner({ jobs: 2 });
    try {
      const { fingerprint } = await fingerprintFilm(mediaFile(FILM)!, { samples: 300, loudness: false }, { runner });
      for (const rank of ['presence', 'area'] as const) {
        const ranked = rankColumns(fingerprint.columns, rank);
        for (const colors of [1, 3, 5]) {
          const shown = ranked.map((swatches) => swatches.slice(0, colors));
          assert.ok(measureSteps(shown).median < 0.7, `${colors} by ${rank}: ${measureSteps(shown).median}`);
          const threads = measureSteps(orderSwatches(shown, 'thread', colors));
          // Two rows that would both be nearer to what they were if they had changed places.
          assert.ok(
            threads.swaps <= 0.006 * threads.pairs,
            `${colors} by ${rank}: ${threads.swaps} of ${threads.pairs}`,
          );
        }
      }
    } finally {
      runner.close();
    }
  });
});

/** CIEDE2000 from each colour to the one in its row a column later, and pairs of rows that changed places. */
function measureSteps(columns: readonly (readonly { readonly color: string }[])[]) {
  const rows = columns.map((swatches) => swatches.map(({ color }) => labOf(color)));
  const steps: number[] = [];
  let swaps = 0;
  let pairs = 0;
  for (const [i, now] of rows.slice(1).entries()) {
    const before = rows[i]!;
    const both = Math.min(before.length, now.length);
    for (let r = 0; r < both; r++) {
      steps.push(deltaE2000(before[r]!, now[r]!));
      for (let s = r + 1; s < both; s++) {
        pairs++;
        const stayed = deltaE2000(before[r]!, now[r]!) + deltaE2000(before[s]!, now[s]!);
        if (deltaE2000(before[r]!, now[s]!) + deltaE2000(before[s]!, now[r]!) + 1 < stayed) swaps++;
      }
    }
  }
  return { median: steps.sort((a, b) => a - b)[steps.length >> 1]!, swaps, pairs };
}
