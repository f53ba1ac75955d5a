import { formatClock, formatPercent } from '../../../core/text/index.ts';
import type { ShownShot } from '../state/shots.ts';

/** Write a time of a film: `0:07`, `1:04:09`; with tenths where frames lie closer than a second. */
export function formatPosition(seconds: number, hasTenths: boolean = false): string {
  return formatClock(Math.max(0, seconds), { decimals: hasTenths ? 1 : 0 });
}

/** Write a shot: `Shot 12 of 143, 3.8 s, dissolve`. */
export function formatShot({ shot, index, count }: ShownShot): string {
  const { from, to, transition } = shot;
  const length = `${(to - from).toFixed(1)} s`;
  const kind = transition === null ? '' : `, ${transition.kind.replace('-', ' ')}`;
  return `Shot ${index + 1} of ${count}, ${length}${kind}`;
}

/** Write a share: `34 %`, `0.6 %`, `0 %`. */
export function formatSharePercent(share: number): string {
  return formatPercent(share, { decimals: share > 0 && share < 0.0095 ? 1 : 0 });
}

/**
 * The luminance above which dark letters read better: where both have the same contrast (WCAG 2.2,
 * relative luminance).
 */
const MIDDLE = 0.179;

/** Whether dark letters read better on a colour. */
export function isLight(color: string): boolean {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const code = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! > MIDDLE;
}
