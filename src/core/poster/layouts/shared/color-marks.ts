import { parseHex, srgb8ToOklab } from '../../../color/index.ts';
import type { Fingerprint } from '../../../fingerprint/index.ts';
import { chooseColumns } from '../../columns/columns.ts';
import { memoizeRecent } from '../../columns/memoize-recent.ts';
import type { ShownColumn } from '../../columns/shown-column.ts';
import type { ResolvedOptions } from '../../options/options.ts';
import { longHex } from '../../text/hex-text.ts';

/** A colour of a film, to be placed in a plot. */
export interface ColorMark {
  /** `#rrggbb`. */
  readonly color: string;
  /** sRGB codes, 0 to 255. */
  readonly rgb: readonly [number, number, number];
  /** OKLab. */
  readonly lab: readonly [L: number, a: number, b: number];
  /** Share of all colours shown, 0 < share <= 1. */
  readonly share: number;
}

/**
 * Colours closer than about this in OKLab become one mark. It is less than half of the difference
 * that a viewer distinguishes.
 */
const NEAR = 0.012;
/**
 * More marks cannot be distinguished. The distance grows by this step until there are at most as
 * many.
 */
const MAX_MARKS = 1200;
const STEP = 1.25;
/** More than there are steps along an axis of OKLab. */
const KEY_STEPS = 1024;

/**
 * Gather the colours shown of a film. Similar colours become one: the most frequent of them.
 * Heaviest first; empty if no frame was read. The same object for the same colours.
 */
export function gatherColors(fingerprint: Fingerprint, options: ResolvedOptions): readonly ColorMark[] {
  // The order is irrelevant here, and computing threads would be wasted work.
  return gather(chooseColumns(fingerprint, { ...options, order: 'rank' }));
}

const gather = memoizeRecent((columns: readonly ShownColumn[]): readonly ColorMark[] => {
  const shares = new Map<number, number>();
  for (const { cells } of columns) {
    for (const { color, share } of cells) shares.set(color, (shares.get(color) ?? 0) + share);
  }
  const colors = [...shares].sort(([color, share], [other, more]) => more - share || color - other);
  const codes = new Uint8Array(3 * colors.length);
  for (const [i, [color]] of colors.entries()) codes.set([color >> 16, (color >> 8) & 255, color & 255], 3 * i);
  const lab = srgb8ToOklab(codes);
  const all = colors.reduce((sum, [, share]) => sum + share, 0);
  for (let near = NEAR; ; near *= STEP) {
    const bins = new Map<number, { i: number; share: number }>();
    const stepOf = (at: number) => Math.round(lab[at]! / near);
    for (const [i, [, share]] of colors.entries()) {
      const key = (stepOf(3 * i) * KEY_STEPS + stepOf(3 * i + 1)) * KEY_STEPS + stepOf(3 * i + 2);
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
});
