import {
  checkOption,
  type Option,
  type OptionTable,
  PANEL_OPTIONS,
  PICTURE_OPTIONS,
  POSTER_OPTIONS,
} from '../../../../core/options/index.ts';
import type { PosterOptions } from '../../../../core/poster/index.ts';
import type { FontName } from '../../../../core/type/index.ts';
import { type Choices, NO_CHOICES, type PanelChoice } from './choices.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is one that an option takes. */
export function isValue(option: Option | undefined, value: unknown): boolean {
  if (option === undefined) return false;
  try {
    checkOption('', option, value);
    return true;
  } catch {
    return false;
  }
}

/** Keep the entries of an object that a table of options takes. */
export function keepValues(table: OptionTable, values: unknown): Record<string, unknown> {
  if (!isObject(values)) return {};
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => Object.hasOwn(table, name) && isValue(table[name], value)),
  );
}

/** The choices of a panel, lengths in millimetres. */
export const PANEL_CHOICES: OptionTable = {
  across: PANEL_OPTIONS.across,
  sort: PANEL_OPTIONS.sort,
  widthMm: { ...PANEL_OPTIONS.width, kind: 'number', unit: 'millimetres' },
  gapMm: { ...PANEL_OPTIONS.gap, kind: 'number', unit: 'millimetres' },
};

const FONTS: readonly unknown[] = ['sans', 'condensed', 'serif', 'typewriter'] satisfies FontName[];

/** Whether a value names a typeface. */
export const isFont = (value: unknown): value is FontName => FONTS.includes(value);

/** Check choices from outside: wrong values have their defaults. Null if it is no object. */
export function parseChoices(value: unknown): Choices | null {
  if (!isObject(value)) return null;
  const { poster, titles, font, dpi, isPanel, panelTitle, panel } = value;
  const { title } = POSTER_OPTIONS;
  const typed = isObject(titles) ? Object.entries(titles).filter(([, text]) => isValue(title, text)) : [];
  return {
    poster: keepValues(POSTER_OPTIONS, poster) as PosterOptions,
    titles: Object.fromEntries(typed) as Choices['titles'],
    font: isFont(font) ? font : NO_CHOICES.font,
    dpi: isValue(PICTURE_OPTIONS.dpi, dpi) ? (dpi as number) : NO_CHOICES.dpi,
    isPanel: isPanel === true,
    panelTitle: isValue(title, panelTitle) ? (panelTitle as string) : '',
    panel: keepValues(PANEL_CHOICES, panel) as PanelChoice,
  };
}
