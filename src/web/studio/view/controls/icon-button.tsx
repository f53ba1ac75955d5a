import type { JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';

interface IconButtonProps {
  readonly icon: IconName;
  /** The accessible name. */
  readonly label: string;
  /** The tooltip, for example the label and its key; absent for none. */
  readonly title?: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

export function IconButton({ icon, label, title, isDisabled = false, onClick }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      disabled={isDisabled}
      {...(title !== undefined && { title })}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
