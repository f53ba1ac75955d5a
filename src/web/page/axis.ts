import { byId, clamp } from './element.ts';

/**
 * Write times below the strip: more where there is room.
 *
 * @param format gives the time at a share of the strip's length, 0 to 1.
 */
export function writeAxis(format: (share: number) => string): void {
  const axis = byId('axis', HTMLElement);
  const count = clamp(Math.floor(axis.clientWidth / 160), 2, 11);
  axis.replaceChildren();
  for (let i = 0; i < count; i++) {
    const share = i / (count - 1);
    const label = document.createElement('span');
    label.textContent = format(share);
    if (i > 0 && i < count - 1) label.style.left = `${100 * share}%`;
    axis.append(label);
  }
}
