import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deltaE2000, type Lab, parseHex, srgb8ToLab } from '#core/color/index';
import { orderSwatches, rankColumns } from '#core/fingerprint/index';
import { fingerprintFilm } from '#node/app/internal';
import { mediaFile, needs } from '../../support/media.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';

const FILM = 'one-by-one-person-detection.mp4';
const labOf = (color: string): Lab => srgb8ToLab(...parseHex(color));

describe('A film from a fixed camera', () => {
  it(
    'a fixed-camera film has steady colours, and threads that stay in their rows',
    needs(mediaFile(FILM)),
    async () => {
      const { fingerprint } = await fingerprintFilm(
        mediaFile(FILM)!,
        { samples: 300, loudness: false },
        { runner: shareRunner(1) },
      );
      for (const rank of ['presence', 'area'] as const) {
        const ranked = rankColumns(fingerprint.columns, rank);
        for (const colors of [1, 3, 5]) {
          const shown = ranked.map((swatches) => swatches.slice(0, colors));
          assert.ok(
            measureSteps(shown, 1, 1).median < (rank === 'presence' ? 0.7 : 0.9),
            `${colors} by ${rank}: ${measureSteps(shown, 1, 1).median}`,
          );
          const threads = orderSwatches(shown, 'thread', colors);
          for (const [later, margin, limit] of [
            [1, 1, rank === 'presence' ? 0.005 : 0.03],
            [60, 10, rank === 'presence' ? 0.02 : 0.04],
          ] as const) {
            const { swaps, pairs } = measureSteps(threads, later, margin);
            assert.ok(swaps <= limit * pairs, `${colors} by ${rank}, ${later} later: ${swaps} of ${pairs}`);
          }
        }
      }
    },
  );
});

/**
 * Measure CIEDE2000 from each colour to the colour in its row some columns later. Count the pairs
 * of rows that swapped: without the swap, they would be nearer to their earlier colours by a
 * margin.
 */
function measureSteps(columns: readonly (readonly { readonly color: string }[])[], later: number, margin: number) {
  const rows = columns.map((swatches) => swatches.map(({ color }) => labOf(color)));
  const steps: number[] = [];
  let swaps = 0;
  let pairs = 0;
  for (const [i, now] of rows.slice(later).entries()) {
    const before = rows[i]!;
    const both = Math.min(before.length, now.length);
    for (let r = 0; r < both; r++) {
      steps.push(deltaE2000(before[r]!, now[r]!));
      for (let s = r + 1; s < both; s++) {
        pairs++;
        const stayed = deltaE2000(before[r]!, now[r]!) + deltaE2000(before[s]!, now[s]!);
        if (deltaE2000(before[r]!, now[s]!) + deltaE2000(before[s]!, now[r]!) + margin < stayed) swaps++;
      }
    }
  }
  return { median: steps.sort((a, b) => a - b)[steps.length >> 1]!, swaps, pairs };
}
