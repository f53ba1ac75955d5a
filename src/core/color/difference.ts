import type { Lab } from './spaces/cielab.ts';

const DEGREES = 180 / Math.PI;
// 25^7: the chroma around which the correction of blues and neutrals changes.
const CHROMA_TURN = 6103515625;

function chromaWeight(chroma: number): number {
  const cubed = chroma * chroma * chroma;
  const seventh = cubed * cubed * chroma;
  return Math.sqrt(seventh / (seventh + CHROMA_TURN));
}

function hueDegrees(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  const hue = Math.atan2(b, a) * DEGREES;
  return hue < 0 ? hue + 360 : hue;
}

function cosDegrees(angle: number): number {
  return Math.cos(angle / DEGREES);
}

/**
 * Measure the perceived difference of two colours, by CIEDE2000 with kL = kC = kH = 1.
 *
 * About 1 is just noticeable side by side. The formula needs atan2, cos, sin and exp, whose last
 * bits differ between engines, so the result is rounded to 1e-6. Compare it or report it, but do
 * not use it in arithmetic whose result a fingerprint stores.
 *
 * @see Sharma, Wu & Dalal 2005, https://hajim.rochester.edu/ece/sites/gsharma/ciede2000/ (equations
 *   2 to 22)
 */
export function deltaE2000([L1, a1, b1]: Lab, [L2, a2, b2]: Lab): number {
  const stretch = 1.5 - 0.5 * chromaWeight((Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2);
  const A1 = a1 * stretch;
  const A2 = a2 * stretch;
  const C1 = Math.sqrt(A1 * A1 + b1 * b1);
  const C2 = Math.sqrt(A2 * A2 + b2 * b2);
  const h1 = hueDegrees(A1, b1);
  const h2 = hueDegrees(A2, b2);

  // The shorter way round the circle. A grey has no hue and takes that of the other colour.
  const isGrey = C1 * C2 === 0;
  let turn = isGrey ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  else if (turn < -180) turn += 360;
  let hue = isGrey ? h1 + h2 : (h1 + h2) / 2;
  if (!isGrey && Math.abs(h1 - h2) > 180) hue += hue < 180 ? 180 : -180;

  const dL = L2 - L1;
  const dC = C2 - C1;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin(turn / 2 / DEGREES);
  const chroma = (C1 + C2) / 2;
  const middle = (L1 + L2) / 2 - 50;
  const fromMiddle = middle * middle;
  const fromBlue = (hue - 275) / 25;

  const T =
    1 -
    0.17 * cosDegrees(hue - 30) +
    0.24 * cosDegrees(2 * hue) +
    0.32 * cosDegrees(3 * hue + 6) -
    0.2 * cosDegrees(4 * hue - 63);
  const l = dL / (1 + (0.015 * fromMiddle) / Math.sqrt(20 + fromMiddle));
  const c = dC / (1 + 0.045 * chroma);
  const h = dH / (1 + 0.015 * chroma * T);
  const rotation = -2 * chromaWeight(chroma) * Math.sin((60 * Math.exp(-fromBlue * fromBlue)) / DEGREES);
  const difference = Math.sqrt(Math.max(0, l * l + c * c + h * h + rotation * c * h));
  return Math.round(difference * 1e6) / 1e6;
}
