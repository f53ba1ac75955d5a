import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { nameColor } from '../../../core/color/index.ts';
import { copyColor } from '../state/asking/copy-color.ts';
import { pickedColor } from '../state/studio.ts';
import { useSingleTabStop } from './focus/use-single-tab-stop.ts';
import { formatSharePercent, isLight } from './format.ts';

/**
 * Colours with their names and shares. A click on a colour highlights it in the strip; a click on
 * its code copies it.
 */
export function PalettePanel({
  swatches,
  canHighlight,
}: {
  readonly swatches: readonly { readonly color: string; readonly share: number }[];
  readonly canHighlight: boolean;
}): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useSingleTabStop(list);
  return (
    <div ref={list} class="palette-bar" role="toolbar" aria-orientation="vertical" aria-label="Colours">
      <ul class="palette">
        {swatches.map(({ color, share }) => (
          // As high as its share, but never too small to click.
          <li
            key={color}
            style={{ flexGrow: Math.max(0.06, share), backgroundColor: color }}
            class={isLight(color) ? 'is-light' : ''}
          >
            {canHighlight && (
              <button
                type="button"
                class="palette-highlight"
                aria-pressed={pickedColor.value === color}
                aria-label={`Highlight ${color} in the film`}
                title="Highlight in the film"
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
    </div>
  );
}
