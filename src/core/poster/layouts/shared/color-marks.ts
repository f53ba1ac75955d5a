import { parseHex, srgb8ToOklab } from '../../../color/index.ts';
import type { Fingerprint } from '../../../fingerprint/index.ts';
import { chooseColumns } from '../../columns/columns.ts';
import type { ResolvedOptions } from '../../options/options.ts';
import { longHex } from '../../text/hex-text.ts';

/** A colour of a film, to be placed by what it is. */
export interface ColorMark {
  /** `#rrggbb`. */
  readonly color: string;
  /** sRGB codes, 0 to 255. */
  readonly rgb: readonly [number, number, number];
  /** OKLab. */
  readonly lab: readonly [L: number, a: number, b: number];
  /** Share of all that is shown, 0 < share <= 1. */
  readonly share: number;
}

/**
 * Colours nearer to one another than about this are one mark, OKLab: less than half of what a
 * viewer tells apart.
 */
const NEAR = 0.012;
/**
 * More marks than this cannot be distinguished; the distance then grows by this step until they are
 * as few.
 */
const MAX_MARKS = 1200;
const STEP = 1.25;

/**
 * Gather the colours that are shown of a film, those that are nearly alike as one: the most
 * frequent of them. Heaviest first; none where no frame was read.
 */
export function gatherColors(fingerprint: Fingerprint, options: ResolvedOptions): ColorMark[] {
  const shares = new Map<number, number>();
  // In whatever order: the threads of one are not worth following here.
  for (const { cells } of chooseColumns(fingerprint, { ...options, order: 'rank' })) {
    for (const { color, share } of cells) shares.set(color, (shares.get(color) ?? 0) + share);
  }
  const colors = [...shares].sort(([color, share], [other, more]) => more - share || color - other);
  const lab = srgb8ToOklab(Uint8Array.from(colors.flatMap(([color]) => parseHex(longHex(color)))));
  const all = colors.reduce((sum, [, share]) => sum + share, 0);
  for (let near = NEAR; ; near *= STEP) {
    const bins = new Map<string, { i: number; share: number }>();
    for (const [i, [, share]] of colors.entries()) {
      const key = [0, 1, 2].map((k) => Math.round(lab[3 * i + k]! / near)).join();
      const bin = bins.get(key);
      if (bin === undefined) bins.set(key, { i, share });
      else bin.share += share;
    }
    if (bins.size > MAX_MARKS) continue;
    return Array.from(bins.values(), ({ i, share }) => {
      const color = longHex(colors[i]![0]);
      const place: ColorMark['lab'] = [lab[3 * i]!, lab[3 * i + 1]!, lab[3 * i + 2]!];
      return { color, rgb: parseHex(color), lab: place, share: share / all };
    }).sort((one, other) => other.share - one.share);
  }
}
