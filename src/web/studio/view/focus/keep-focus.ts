/** What takes the focus in each part of the page, the first that is there. */
const HOMES: readonly (readonly [part: string, homes: readonly string[]])[] = [
  ['.shelf', ['.tab.is-shown .tab-name', '.tab-name']],
  ['.header', ['.wordmark']],
  ['.poster-side', ['.poster-side [type="radio"]:checked', '.poster-side button']],
];

/** The same for all other parts. */
const GENERAL_HOMES = ['.strip-area', 'main h1', 'main', '.wordmark'];

/**
 * Keep the focus in the page where the focused element is removed (browsers then focus the body):
 * move it to a place near by.
 *
 * @returns a function that stops it.
 */
export function keepFocus(): () => void {
  let last: HTMLElement | null = null;
  let part = '';
  const remember = ({ target }: FocusEvent) => {
    last = target as HTMLElement;
    part = HOMES.find(([one]) => last!.closest(one) !== null)?.[0] ?? '';
  };
  const forget = ({ target }: FocusEvent) => {
    // Chromium sends the event before it removes an element. One that stays lost the focus to a
    // click beside all controls, or to another window.
    queueMicrotask(() => {
      if (last === target && last?.isConnected) last = null;
    });
  };
  const restore = () => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    const homes = [...(HOMES.find(([one]) => one === part)?.[1] ?? []), ...GENERAL_HOMES];
    const home = homes.map((one) => document.querySelector<HTMLElement>(one)).find((one) => one !== null);
    if (home === undefined) return;
    if (home.tabIndex < 0 && !home.matches('button, input')) home.tabIndex = -1;
    home.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(restore);
  observer.observe(document.getElementById('studio')!, { childList: true, subtree: true });
  window.addEventListener('focusin', remember);
  window.addEventListener('focusout', forget);
  return () => {
    observer.disconnect();
    window.removeEventListener('focusin', remember);
    window.removeEventListener('focusout', forget);
  };
}
