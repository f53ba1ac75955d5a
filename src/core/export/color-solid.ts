import { formatHex, oklabToSrgb8, parseHex, srgb8ToOklab } from '../color/index.ts';
import type { Column } from '../fingerprint/index.ts';

/** A colour of a film in its place in OKLab. */
export interface SolidPoint {
  readonly L: number;
  readonly a: number;
  readonly b: number;
  /** sRGB, `#rrggbb`. */
  readonly color: string;
  /** Share of all pictures, 0 < share <= 1. */
  readonly share: number;
}

/** As many as a small machine turns smoothly, and about as many as are told apart on a screen. */
const MAX_POINTS = 1500;
/**
 * Edge of the cubes of OKLab that swatches are joined in: twice what a viewer just tells apart;
 * grown until the points are few enough.
 */
const CUBE = 0.02;
const GROWTH = 1.25;

interface Heap {
  weight: number;
  L: number;
  a: number;
  b: number;
}

/**
 * Join the swatches of all columns to the points of a film's colour solid, each column counting the
 * same.
 *
 * @returns at most 1,500, the heaviest first, shares summing to 1; none when no column has colours.
 */
export function joinSolid(columns: readonly Pick<Column, 'swatches'>[]): SolidPoint[] {
  const swatches = columns.flatMap((column) => column.swatches);
  const oklab = srgb8ToOklab(Uint8Array.from(swatches.flatMap(({ color }) => parseHex(color))));
  for (let edge = CUBE; ; edge *= GROWTH) {
    const heaps = new Map<string, Heap>();
    for (const [i, { share }] of swatches.entries()) {
      const [L, a, b] = [oklab[3 * i]!, oklab[3 * i + 1]!, oklab[3 * i + 2]!];
      const key = [L, a, b].map((value) => Math.floor(value / edge + 0.5)).join(' ');
      const heap = heaps.get(key) ?? { weight: 0, L: 0, a: 0, b: 0 };
      heaps.set(key, heap);
      heap.weight += share;
      heap.L += share * L;
      heap.a += share * a;
      heap.b += share * b;
    }
    if (heaps.size <= MAX_POINTS) return toPoints([...heaps.values()]);
  }
}

function toPoints(heaps: readonly Heap[]): SolidPoint[] {
  const total = heaps.reduce((sum, { weight }) => sum + weight, 0);
  return heaps
    .map(({ weight, ...sums }) => {
      const [L, a, b] = [sums.L / weight, sums.a / weight, sums.b / weight];
      return { L, a, b, color: formatHex(...oklabToSrgb8(L, a, b)), share: weight / total };
    })
    .sort((one, other) => other.share - one.share);
}
