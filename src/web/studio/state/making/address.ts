import { PICTURE_OPTIONS, POSTER_OPTIONS } from '../../../../core/options/index.ts';
import type { PosterOptions } from '../../../../core/poster/index.ts';
import { parsePicked } from '../asking/picked-color.ts';
import { type Mode, parseMode } from '../studio.ts';
import { type Choices, NO_CHOICES, type PanelChoice } from './choices.ts';
import { isFont, isValue, PANEL_CHOICES } from './parse-choices.ts';

/** What the address holds: how the studio shows a film, but not which film. */
export interface AddressView {
  readonly mode: Mode;
  readonly seconds: number | null;
  readonly zoom: readonly [from: number, to: number] | null;
  readonly color: string | null;
  readonly title: string | undefined;
  readonly choices: Omit<Choices, 'titles'>;
}

/** Names in the address of what is no option of a poster. */
const OWN = { view: 'view', time: 't', zoom: 'zoom', color: 'lit', font: 'font', dpi: 'dpi', panel: 'panel' };
const PANEL_PREFIX = 'panel.';
/** Longer addresses are not read. */
const MAX_LENGTH = 8000;

/** Write a view as a fragment: `view=poster&layout=ring&colors=5`. Defaults are left out. */
export function writeAddress({ mode, seconds, zoom, color, title, choices }: AddressView): string {
  const parts = new URLSearchParams();
  if (mode !== 'explore') parts.set(OWN.view, mode);
  if (seconds !== null) parts.set(OWN.time, seconds.toFixed(2));
  if (zoom !== null) parts.set(OWN.zoom, zoom.map((one) => one.toFixed(2)).join('-'));
  if (color !== null) parts.set(OWN.color, color.replace(/^#/, ''));
  for (const [name, value] of Object.entries(choices.poster)) {
    if (isValue(POSTER_OPTIONS[name], value)) parts.set(name, String(value));
  }
  if (title !== undefined) parts.set('title', title);
  if (choices.font !== NO_CHOICES.font) parts.set(OWN.font, choices.font);
  if (choices.dpi !== NO_CHOICES.dpi && isValue(PICTURE_OPTIONS.dpi, choices.dpi)) {
    parts.set(OWN.dpi, String(choices.dpi));
  }
  if (choices.isPanel) parts.set(OWN.panel, choices.panelTitle);
  for (const [name, value] of Object.entries(choices.panel)) {
    if (isValue(PANEL_CHOICES[name], value)) parts.set(PANEL_PREFIX + name, String(value));
  }
  return parts.toString();
}

/**
 * Read a view from a fragment, which anything may have written.
 *
 * @returns null if there is none. `wrong`: the names of values that are not valid or not known.
 */
export function readAddress(
  fragment: string,
): { readonly view: AddressView; readonly wrong: readonly string[] } | null {
  const text = fragment.replace(/^#/, '');
  if (text === '' || text.length > MAX_LENGTH) return null;
  const wrong: string[] = [];
  const poster: Record<string, unknown> = {};
  const panel: Record<string, unknown> = {};
  const own: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const isPanel = name.startsWith(PANEL_PREFIX);
    const [table, found, key] = isPanel
      ? [PANEL_CHOICES, panel, name.slice(PANEL_PREFIX.length)]
      : [POSTER_OPTIONS, poster, name];
    const option = Object.hasOwn(table, key) ? table[key] : undefined;
    if (option === undefined) {
      if (Object.values(OWN).includes(name)) own[name] = value;
      else wrong.push(name);
      continue;
    }
    const parsed =
      option.kind === 'integer' || option.kind === 'number'
        ? parseNumber(value)
        : option.kind === 'switch'
          ? value === 'true'
          : value;
    if (isValue(option, parsed)) found[key] = parsed;
    else wrong.push(name);
  }
  const { title, ...options } = poster;
  const [font, dpi, color, seconds] = [own.font, parseNumber(own.dpi), own.lit, parseNumber(own.t)];
  const [from, to] = (own.zoom ?? '').split('-').map(parseNumber);
  const isZoom = from !== undefined && to !== undefined && from >= 0 && from < to;
  return {
    wrong,
    view: {
      mode: parseMode(own.view),
      seconds: seconds !== undefined && seconds >= 0 ? seconds : null,
      zoom: isZoom ? [from, to] : null,
      color: parsePicked(color),
      title: title as string | undefined,
      choices: {
        poster: options as PosterOptions,
        font: isFont(font) ? font : NO_CHOICES.font,
        dpi: isValue(PICTURE_OPTIONS.dpi, dpi) ? dpi! : NO_CHOICES.dpi,
        isPanel: own.panel !== undefined,
        panelTitle: own.panel ?? '',
        panel: panel as PanelChoice,
      },
    },
  };
}

/** A finite number; undefined for any other text. */
function parseNumber(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
