import type { JSX } from 'preact';
import { nameColor } from '../../../core/color/index.ts';
import { copyColor, pickedColor } from '../state/studio.ts';
import { formatSharePercent, isLight } from './format.ts';

/** Colours with their shares: and names: a click on one lights up where it is, a click on its code copies that. */
export function PalettePanel({
  swatches,
  canLight,
}: {
  readonly swatches: readonly { readonly color: string; readonly share: number }[];
  readonly canLight: boolean;
}): JSX.Element {
  return (
    <ul class="palette">
      {swatches.map(({ color, share }) => (
        // As high as its share, and never too low to be hit.
        <li
          key={color}
          style={{ flexGrow: Math.max(0.06, share), backgroundColor: color }}
          class={isLight(color) ? 'is-light' : ''}
        >
          {canLight && (
            <button
              type="button"
              class="palette-light"
              aria-pressed={pickedColor.value === color}
              aria-label={`Light up every moment that has ${color}`}
              title="Light up every moment that has it"
              onClick={() => {
                pickedColor.value = pickedColor.value === color ? null : color;
              }}
            />
          )}
          <button
            type="button"
            class="palette-code"
            title="Copy"
            aria-label={`Copy ${color}`}
            onClick={() => void copyColor(color)}
          >
            {color}
          </button>
          <span class="palette-name">{nameColor(color).name}</span>
          <span class="palette-share">{formatSharePercent(share)}</span>
        </li>
      ))}
    </ul>
  );
}
