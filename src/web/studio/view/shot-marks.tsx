import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { shots, shownShot } from '../state/shots.ts';

/** Marks of cuts in a time range, longer where a scene begins, and the shot under the cursor. */
export function ShotMarks({ range: [from, to] }: { readonly range: readonly [number, number] }): JSX.Element | null {
  const paths = useComputed(() => {
    let [cuts, scenes] = ['', ''];
    for (const [i, shot] of (shots.value ?? []).entries()) {
      if (i === 0) continue;
      if (shot.scene === shots.value![i - 1]!.scene) cuts += `M${shot.from} 0.45V0.8`;
      else scenes += `M${shot.from} 0.1V0.8`;
    }
    return { cuts, scenes };
  });
  if (shownShot.value === null) return null;
  const { shot } = shownShot.value;
  return (
    <svg class="strip-shots" viewBox={`${from} 0 ${to - from} 1`} preserveAspectRatio="none" aria-hidden="true">
      <path d={paths.value.cuts} />
      <path class="strip-scenes" d={paths.value.scenes} />
      <rect x={shot.from} width={shot.to - shot.from} y={0.85} height={0.15} />
    </svg>
  );
}
