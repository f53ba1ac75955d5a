import type { Fingerprint } from '../../fingerprint/index.ts';
import {
  checkOption,
  type LengthOption,
  listChoices,
  OptionError,
  PANEL_OPTIONS,
  showValue,
  wrongValue,
} from '../../options/index.ts';
import { nearestName } from '../../text/index.ts';
import type { Font } from '../../type/index.ts';
import type { PosterOptions } from '../options/options.ts';
import { layoutPoster } from '../poster.ts';
import { RenderError } from '../render-error.ts';
import type { Scene } from '../scene/scene.ts';
import { measureLine } from '../text/set-line.ts';
import { layoutPanel, type PanelOptions, panelCellWidth, resolvePanelLook } from './panel.ts';
import { findPanelKeys, PANEL_ORDERS, type PanelKeys, type PanelOrder, sortFilms } from './panel-order.ts';

/** How the pictures of a panel are arranged. Millimetres. */
export interface PanelArrangement {
  /** Pictures per row, 1 to 100. @default 10, fewer if there are fewer films */
  readonly across?: number | undefined;
  /** Width of the whole panel. */
  readonly widthMm: number;
  /** Between pictures. */
  readonly gapMm: number;
  /** @default 'given' */
  readonly sort?: PanelOrder | undefined;
}

/** Keys of films that keep their order. */
const UNSORTED: PanelKeys = { title: '', year: null, hue: null, lightness: 0 };

/** Everything about a panel that is known before any film is read. */
export interface PanelPlan {
  readonly panel: PanelOptions;
  readonly sort: PanelOrder;
  /** Options of each film's picture. */
  readonly picture: PosterOptions;
}

/**
 * Default width of a panel in pixels at any resolution: that of the first such panels, which also
 * had as many pictures per row.
 */
export const PANEL_WIDTH_PX = 3960;
/** Space between pictures, pixels. */
export const PANEL_GAP_PX = 20;
const ACROSS = 10;
/**
 * A thousand plain posters of 3,600 columns take about 60 MB until they are drawn. A panel cannot
 * show more.
 */
const MAX_FILMS = 1000;

/**
 * Plan a panel before any film is read.
 *
 * @param options of the films' pictures. If both width and height are present, they give the
 *   proportion. The title and its options, and the margin, apply to the panel.
 * @param films number of films.
 * @throws {OptionError} naming the option. {RenderError} `too-large` if that many pictures do not
 *   fit into the width.
 */
export function planPanel(
  { title = '', subtitle = '', marginMm, widthMm: sheetWidth, heightMm: sheetHeight, ...plain }: PosterOptions,
  { across: asked, widthMm, gapMm, sort = 'given' }: PanelArrangement,
  films: number,
): PanelPlan {
  if (films < 1 || films > MAX_FILMS) {
    throw new OptionError('wrong-value', 'films', `expected 1 to ${MAX_FILMS} of them, got ${films}`);
  }
  if (asked !== undefined) checkOption('across', PANEL_OPTIONS.across, asked);
  const across = asked ?? Math.min(ACROSS, films);
  checkOrder(sort);
  checkLength('width', PANEL_OPTIONS.width, widthMm);
  checkLength('gap', PANEL_OPTIONS.gap, gapMm);
  const look = resolvePanelLook({ ...plain, title, subtitle });
  const panel = { ...look, across, widthMm, gapMm, marginMm: marginMm ?? gapMm };
  const cell = panelCellWidth(panel);
  const hasShape = sheetWidth !== undefined && sheetHeight !== undefined;
  const shape = hasShape ? { heightMm: (cell * sheetHeight) / sheetWidth } : {};
  return { panel, sort, picture: { ...plain, title: '', widthMm: cell, ...shape } };
}

function checkOrder(sort: PanelOrder): void {
  if (PANEL_ORDERS.includes(sort)) return;
  const nearest = nearestName(String(sort), PANEL_ORDERS);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw wrongValue('sort', listChoices(PANEL_ORDERS), showValue(sort) + hint);
}

function checkLength(name: string, { min, max }: LengthOption, mm: number): void {
  if (mm >= min && mm <= max) return;
  throw wrongValue(name, `${min} mm to ${max / 1000} m`, `${Math.round(mm * 100) / 100} mm`);
}

/** A panel, with problems to report. */
export interface DrawnPanel {
  readonly scene: Scene;
  /** Films without a printed title, and the reason. */
  readonly untitled: readonly { readonly title: string; readonly error: RenderError }[];
}

/**
 * Draw many films in one picture. Films are read and laid out one at a time; only what is drawn
 * stays in memory.
 *
 * @param inputs as the user named them.
 * @param read returns a film's fingerprint, or null if it cannot be read: the film is then left
 *   out.
 * @param fontsFor loads the fonts that a text needs; if it throws {@link RenderError}
 *   `font-missing`, the film has no title.
 * @throws {RenderError} for a title of the panel that cannot be written. A film that lacks data is
 *   left out and reported to `onFail`.
 * @returns null if no film is left.
 */
export async function drawPanel<Input>(
  inputs: readonly Input[],
  { panel, sort, picture }: PanelPlan,
  read: (input: Input) => Promise<Fingerprint | null>,
  fontsFor: (text: string) => Promise<readonly Font[]>,
  onFail: (input: Input, error: RenderError) => void,
): Promise<DrawnPanel | null> {
  const heading = `${panel.title}\n${panel.subtitle}`;
  const fonts = await fontsFor(heading);
  const films: { title: string; scene: Scene; keys: PanelKeys }[] = [];
  for (const input of inputs) {
    const fingerprint = await read(input);
    if (fingerprint === null) continue;
    try {
      const scene = layoutPoster(fingerprint, picture, fonts);
      // A fingerprint without a palette is clustered for its keys, which takes longer than drawing it.
      const keys = sort === 'given' ? UNSORTED : findPanelKeys(fingerprint);
      films.push({ title: fingerprint.film.title, scene, keys });
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      onFail(input, error);
    }
  }
  if (films.length === 0) return null;
  const named: typeof films = [];
  const untitled: { title: string; error: RenderError }[] = [];
  for (const film of sortFilms(films, sort)) {
    try {
      measureLine(film.title, await fontsFor(film.title));
      named.push(film);
    } catch (error) {
      if (!(error instanceof RenderError) || error.code !== 'font-missing') throw error;
      untitled.push({ title: film.title, error });
      named.push({ ...film, title: '' });
    }
  }
  const written = [heading, ...named.map((film) => film.title)].join('\n');
  return { scene: layoutPanel(named, panel, await fontsFor(written)), untitled };
}
