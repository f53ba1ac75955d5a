import type { LengthOption, NumberOption, Option, OptionTable, SizeOption } from '../option.ts';
import { PICTURE_OPTIONS } from './picture-options.ts';

/** Options of the output file and of its fonts, which a layout does not use. */
const FILE_OPTIONS: readonly string[] = ['font', 'dpi', 'profile', 'simulate'];

/**
 * The options of one poster: those of `PICTURE_OPTIONS` but for options of the output file. Lengths
 * and the size are numbers in millimetres under the names `marginMm`, `widthMm`, `heightMm` and so on.
 */
export const POSTER_OPTIONS: OptionTable = Object.fromEntries(
  Object.entries<Option>(PICTURE_OPTIONS).flatMap(([name, option]): [string, Option][] => {
    if (FILE_OPTIONS.includes(name)) return [];
    if (option.kind === 'size') return ['widthMm', 'heightMm'].map((side) => [side, toMm(option)]);
    return option.kind === 'length' ? [[`${name}Mm`, toMm(option)]] : [[name, option]];
  }),
);

function toMm({ flag, group, help, min, max }: LengthOption | SizeOption): NumberOption {
  return { flag, group, help, kind: 'number', unit: 'millimetres', min, max };
}
