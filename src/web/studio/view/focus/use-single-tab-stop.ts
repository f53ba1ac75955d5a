import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Make the buttons of a group one stop of the Tab key: Up and Down move among them. (ARIA Authoring
 * Practices, "roving tabindex". Left and Right belong to the film.)
 */
export function useSingleTabStop(group: RefObject<HTMLElement | null>): void {
  // After each rendering: buttons come and go.
  useEffect(() => {
    const buttons = listButtons(group.current!);
    const stop = buttons.find((button) => button === document.activeElement) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  });
  useEffect(() => {
    const element = group.current!;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      const buttons = listButtons(element);
      const at = buttons.indexOf(event.target as HTMLButtonElement);
      const next = buttons[at + (event.key === 'ArrowUp' ? -1 : 1)];
      event.preventDefault();
      next?.focus();
    };
    const focus = ({ target }: FocusEvent) => {
      for (const button of listButtons(element)) button.tabIndex = button === target ? 0 : -1;
    };
    element.addEventListener('keydown', press);
    element.addEventListener('focusin', focus);
    return () => {
      element.removeEventListener('keydown', press);
      element.removeEventListener('focusin', focus);
    };
  }, [group]);
}

const listButtons = (group: HTMLElement): HTMLButtonElement[] => [...group.querySelectorAll('button')];
