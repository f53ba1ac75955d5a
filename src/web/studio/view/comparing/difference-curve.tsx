import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { compared } from '../../state/comparing/comparison.ts';
import { cursorSeconds, shownRange } from '../../state/studio.ts';

/** The least height of the curve, CIEDE2000: smaller differences are hard to see. */
const MIN_TOP = 5;

/** The line is interrupted where moments are so many times farther apart than on average. */
const GAP = 5;

/** How much both films differ, along the time of the first. */
export function DifferenceCurve(): JSX.Element | null {
  const curve = useComputed(() => {
    const moments = compared.value?.comparison.moments ?? [];
    if (moments.length === 0) return null;
    const top = moments.reduce((most, { difference }) => Math.max(most, difference), MIN_TOP);
    const gap = (GAP * (moments.at(-1)!.a - moments[0]!.a)) / moments.length;
    const path = moments.map(({ a, difference }, i) => {
      const isApart = i === 0 || a - moments[i - 1]!.a > gap;
      return `${isApart ? 'M' : 'L'}${a} ${1 - difference / top}`;
    });
    return { top, path: path.join('') };
  }).value;
  if (curve === null) return null;
  const [from, to] = shownRange.value;
  const at = cursorSeconds.value;
  return (
    <div class="difference">
      <svg viewBox={`${from} 0 ${to - from} 1`} preserveAspectRatio="none" aria-hidden="true">
        <path d={curve.path} />
        <path class="difference-cursor" d={`M${at} 0V1`} />
      </svg>
      <span class="difference-label pale">Difference, up to {curve.top.toFixed(1)} CIEDE2000</span>
    </div>
  );
}
