import { byId } from './element.ts';

/** How long a notice is shown, milliseconds. */
const NOTICE_TIME = 2000;

let hiding = 0;

/** Copy a colour, and show a notice that says whether it was copied. */
export async function copyWithNotice(color: string): Promise<void> {
  const notice = byId('notice', HTMLElement);
  const isCopied = await copyText(color);
  notice.textContent = isCopied ? `${color} copied` : `${color} could not be copied`;
  notice.classList.add('is-shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => notice.classList.remove('is-shown'), NOTICE_TIME);
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Some browsers deny the clipboard to files on disk, but still copy a selection.
    const focused = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-hidden', 'true');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return isCopied;
  }
}

/** Let every button with a colour copy it. */
export function watchCopyButtons(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-color]') : null;
    if (button instanceof HTMLElement && button.dataset.color) copyWithNotice(button.dataset.color);
  });
}
