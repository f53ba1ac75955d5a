import { formatHex } from '../../../core/color/index.ts';
import type { Column, Fingerprint, Swatch } from '../../../core/fingerprint/index.ts';

/** Enough to show the effect of any option. */
const COLUMNS = 32;
const SWATCHES = 8;

const probes = new WeakMap<Fingerprint, Fingerprint>();

/**
 * A film like another, of few columns with many colours: what an option does to a layout shows in
 * it, whatever the other film looks like. The same object for the same film: layouts remember what
 * they computed of it.
 */
export function findProbe(fingerprint: Fingerprint): Fingerprint {
  let probe = probes.get(fingerprint);
  if (probe === undefined) {
    probe = makeProbe(fingerprint);
    probes.set(fingerprint, probe);
  }
  return probe;
}

function makeProbe(fingerprint: Fingerprint): Fingerprint {
  const { columns, pictures: _, palette: __, ...rest } = fingerprint;
  const { durationSeconds } = fingerprint.film;
  const probed = Array.from({ length: COLUMNS }, (_unused, i): Column => {
    const time = ((i + 0.5) * durationSeconds) / COLUMNS;
    const own = columns[Math.floor(((i + 0.5) * columns.length) / COLUMNS)]!;
    return { ...own, time, frameTime: time, swatches: makeSwatches(i) };
  });
  return { ...rest, columns: probed };
}

/** Swatches whose shares, lightness, hues and ranks are in different orders. */
function makeSwatches(column: number): Swatch[] {
  const total = (SWATCHES * (SWATCHES + 1)) / 2;
  return Array.from({ length: SWATCHES }, (_, k): Swatch => {
    const code = (factor: number) => (k * factor + column * 13) % 256;
    const [r, g, b] = [code(97), code(61), code(151)];
    const pixel = formatHex(255 - r, g, b);
    return { color: formatHex(r, g, b), pixel, share: (SWATCHES - k) / total, contiguity: ((k * 5) % 8) / 8 };
  });
}
