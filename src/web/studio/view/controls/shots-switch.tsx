import type { JSX } from 'preact';
import { detectsShots, setShotDetection } from '../../state/shot-detection.ts';

const EXPLANATION = 'Films that you open next are read with their shots. Reads every frame, which is slower.';

/** Switches the detection of shots. */
export function ShotsSwitch({ isExplained = false }: { readonly isExplained?: boolean }): JSX.Element {
  return (
    <label class="shots-switch" title={isExplained ? undefined : EXPLANATION}>
      <input
        type="checkbox"
        checked={detectsShots.value}
        onChange={(event) => setShotDetection(event.currentTarget.checked)}
      />
      <span>
        Detect shots
        {isExplained && <small class="pale">Finds cuts and scenes. Reads every frame, which is slower.</small>}
      </span>
    </label>
  );
}
