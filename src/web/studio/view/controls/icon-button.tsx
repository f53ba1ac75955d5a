import type { JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';

interface IconButtonProps {
  readonly icon: IconName;
  /** What it does: said to whoever cannot see it. */
  readonly label: string;
  /** Shown when a pointer rests on it; the label and the key that does the same, say. None when absent. */
  readonly title?: string;
  readonly onClick: () => void;
}

/** A button that is a line drawing. */
export function IconButton({ icon, label, title, onClick }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      {...(title !== undefined && { title })}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
