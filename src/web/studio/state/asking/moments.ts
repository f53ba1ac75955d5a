import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { shots } from '../shots.ts';
import { colorMatches, current } from '../studio.ts';

/** A stretch of the film that has the highlighted colour, and its best moment. */
export interface ColorMoment {
  readonly place: number;
  readonly seconds: number;
  /** Share of the picture at that moment, 0 to 1. */
  readonly share: number;
}

/** How moments are sorted: the most of the colour first, or in the order of the film. */
export const momentOrder = signal<'share' | 'time'>('share');

/** Whether the row of moments is open. */
export const hasMomentRow = signal(false);

/** Where shots are not known, a stretch is at most this share of the film. */
const LONGEST = 0.01;

/** The best moments of the highlighted colour, one per stretch or shot; empty if none is picked. */
export const colorMoments: ReadonlySignal<readonly ColorMoment[]> = computed(() => {
  const [matches, strip] = [colorMatches.value, current.value?.strip.value];
  if (matches === null || strip == null) return [];
  const { masks } = matches;
  const longest = Math.max(1, Math.floor(LONGEST * masks.length));
  const starts = shots.value?.map(({ from }) => from);
  const moments: ColorMoment[] = [];
  let best: ColorMoment | null = null;
  let [first, shot] = [0, 0];
  const end = () => {
    if (best !== null) moments.push(best);
    best = null;
  };
  for (const [place, mask] of masks.entries()) {
    const seconds = strip.times[place]!;
    const before = shot;
    while (starts !== undefined && shot + 1 < starts.length && starts[shot + 1]! <= seconds) shot++;
    const isCut = starts === undefined ? place - first >= longest : shot !== before;
    if (mask === 0 || isCut) end();
    if (mask === 0) continue;
    if (best === null) first = place;
    const swatches = strip.columns[place]!.swatches;
    const share = swatches.reduce((sum, swatch, k) => (mask & (1 << k) ? sum + swatch.share : sum), 0);
    if (best === null || share > (best as ColorMoment).share) best = { place, seconds, share };
  }
  end();
  return momentOrder.value === 'time' ? moments : moments.sort((one, other) => other.share - one.share);
});
