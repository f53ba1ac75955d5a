import { batch, effect } from '@preact/signals';
import { parseFingerprint } from '../../../core/fingerprint/index.ts';
import { type AddressView, readAddress, writeAddress } from '../state/making/address.ts';
import { choices, titles } from '../state/making/choices.ts';
import { showToast } from '../state/making/toast.ts';
import { current, cursorSeconds, isHeld, mode, pickedColor, zoom } from '../state/studio.ts';
import { openParsed, readFingerprintText } from './open-files.ts';

/** Browsers allow some hundred changes of an address a minute. */
const PAUSE_MS = 400;

/**
 * Show what the address says: a fingerprint of the page's host (`?open=films/night.json`) with the
 * view and options of the fragment. Then keep the fragment up to date, so that it can be sent.
 */
export async function followAddress(): Promise<void> {
  const address = readAddress(location.hash);
  const wanted = new URLSearchParams(location.search).get('open');
  if (wanted !== null) await openFromHost(wanted);
  if (address !== null) apply(address.view);
  if (address !== null && address.wrong.length > 0) {
    showToast(`The address has values that are not valid here: ${address.wrong.slice(0, 5).join(', ')}.`);
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const fragment = writeAddress(currentView());
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { pathname, search } = location;
      history.replaceState(history.state, '', pathname + search + (fragment === '' ? '' : `#${fragment}`));
    }, PAUSE_MS);
  });
}

function currentView(): AddressView {
  const { titles: _, ...rest } = choices.value;
  const item = current.value;
  return {
    mode: mode.value,
    // A held moment is meant; a pointer that moves would change the address all the time.
    seconds: item !== null && isHeld.value ? cursorSeconds.value : null,
    zoom: zoom.value,
    color: pickedColor.value,
    title: item === null ? undefined : titles.value[item.id],
    choices: rest,
  };
}

function apply({ mode: shownMode, seconds, zoom: range, color, title, choices: chosen }: AddressView): void {
  batch(() => {
    mode.value = shownMode;
    choices.value = { ...choices.peek(), ...chosen };
    const item = current.peek();
    if (item === null) return;
    if (title !== undefined) choices.value = { ...choices.peek(), titles: { ...titles.peek(), [item.id]: title } };
    zoom.value = range;
    pickedColor.value = color;
    if (seconds === null) return;
    isHeld.value = true;
    cursorSeconds.value = seconds;
  });
}

/** Open a fingerprint of the page's own host, by its path relative to the page. */
async function openFromHost(path: string): Promise<void> {
  try {
    const address = new URL(path, location.href);
    if (address.origin !== location.origin) throw new Error('it is on another host');
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the host answers ${response.status}`);
    openParsed(parseFingerprint(await readFingerprintText(await response.blob())));
  } catch (error) {
    showToast(`The fingerprint of the address cannot be opened: ${(error as Error).message}.`);
  }
}
