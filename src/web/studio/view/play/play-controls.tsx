import type { JSX } from 'preact';
import { isMuted, isPlaying, player, playsLitOnly, togglePlaying } from '../../state/player.ts';
import { mode, pickedColor } from '../../state/studio.ts';
import { IconButton } from '../controls/icon-button.tsx';

/** Plays the film where it is at hand. */
export function PlayControls(): JSX.Element | null {
  if (player.value === null || mode.value !== 'explore') return null;
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
