import type { JSX } from 'preact';
import type { Item } from '../../state/item.ts';
import { isAtHand, isMuted, isPlaying, playsLitOnly, togglePlaying } from '../../state/player.ts';
import { mode, pickedColor } from '../../state/studio.ts';
import { IconButton } from '../controls/icon-button.tsx';

/** Plays the film where it is at hand. */
export function PlayControls({ item }: { readonly item: Item }): JSX.Element | null {
  if (!isAtHand(item) || mode.value !== 'explore') return null;
  return (
    <span class="play-controls">
      <IconButton
        icon={isPlaying.value ? 'pause' : 'resume'}
        label={isPlaying.value ? 'Pause the film' : 'Play the film'}
        title={isPlaying.value ? 'Pause (space)' : 'Play (space)'}
        onClick={togglePlaying}
      />
      <IconButton
        icon={isMuted.value ? 'muted' : 'sound'}
        label={isMuted.value ? 'Sound on' : 'Sound off'}
        title={isMuted.value ? 'Sound on (m)' : 'Sound off (m)'}
        onClick={() => {
          isMuted.value = !isMuted.value;
        }}
      />
      {pickedColor.value !== null && (
        <label class="shots-switch">
          <input
            type="checkbox"
            checked={playsLitOnly.value}
            onChange={(event) => {
              playsLitOnly.value = event.currentTarget.checked;
            }}
          />
          Only this colour
        </label>
      )}
    </span>
  );
}
