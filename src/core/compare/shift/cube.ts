import type { ColorPairs } from './color-pairs.ts';
import { shiftCodes } from './fit/model.ts';
import { fitResiduals } from './fit/residuals.ts';
import type { Shift } from './shift.ts';

/** Points per side of the cube. */
const SIZE = 33;

/**
 * Write a 33-point LUT that takes the colours of A to those of B, for editing systems.
 *
 * @param pairs what the shift was fitted to: where they show that the fit is off, the LUT is
 *   corrected; elsewhere it follows the fit.
 * @param title printable ASCII without quotation marks; others are left out.
 * @returns the text of a `.cube` file, 35,937 lines, about 1 MB. Code values are sRGB, 0 to 1.
 * @see Adobe, Cube LUT Specification 1.0: keywords first, then one line per point, red fastest.
 */
export function makeCube(shift: Shift, pairs: ColorPairs | null, title: string): string {
  const correct = pairs === null || !shift.isShifted ? null : fitResiduals(shift, pairs);
  const lines = [`TITLE "${title.replaceAll(/[^ !#-~]/g, '')}"`, `LUT_3D_SIZE ${SIZE}`];
  const clamp = (value: number): string => Math.min(1, Math.max(0, value)).toFixed(6);
  for (let blue = 0; blue < SIZE; blue++) {
    for (let green = 0; green < SIZE; green++) {
      for (let red = 0; red < SIZE; red++) {
        const [r, g, b] = [red / (SIZE - 1), green / (SIZE - 1), blue / (SIZE - 1)];
        const codes = shift.isShifted ? shiftCodes(shift.model, r, g, b) : [r, g, b];
        const add = correct === null ? NOTHING : correct(r, g, b);
        lines.push(codes.map((code, channel) => clamp(code + add[channel]!)).join(' '));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

const NOTHING: readonly number[] = [0, 0, 0];
