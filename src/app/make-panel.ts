import type { Fingerprint } from '../fingerprint/index.ts';
import {
  breakCaption,
  findPanelKeys,
  layoutPanel,
  layoutPoster,
  nearestName,
  PANEL_ORDERS,
  type PanelKeys,
  type PanelOrder,
  panelCellWidth,
  RenderError,
  resolvePanelLook,
  type Scene,
  sortFilms,
} from '../poster/index.ts';
import { fileExtension } from './file-extension.ts';
import { renderScene, simulateDrawn } from './outputs.ts';
import {
  checkPictureOptions,
  type Length,
  type PictureOptions,
  toMillimetres,
  toPosterOptions,
} from './picture-options.ts';
import { loadPosterFonts } from './poster-fonts.ts';

/** How many films become one picture: what each of them looks like, and how they are put together. */
export interface PanelPictureOptions extends Omit<PictureOptions, 'gap'> {
  /** Pictures in a row, 1 to 100. @default 10, fewer where there are fewer films */
  readonly across?: number | undefined;
  /** Of the whole panel. @default 3960 px */
  readonly width?: Length | undefined;
  /** Between pictures. @default 20 px */
  readonly gap?: Length | undefined;
  /** @default 'given' */
  readonly sort?: PanelOrder | undefined;
}

/** Panel options in range. */
interface CheckedPanel {
  readonly across: number;
  readonly widthMm: number;
  readonly gapMm: number;
  readonly marginMm: number;
  readonly sort: PanelOrder;
  readonly dpi: number;
  /** Of each film's picture. */
  readonly picture: PictureOptions;
}

/** The first such panels were as wide, and had as many in a row. */
const WIDTH: Length = { value: 3960, unit: 'px' };
const GAP: Length = { value: 20, unit: 'px' };
const ACROSS = 10;
const MOST_ACROSS = 100;
/** A thousand plain posters of 3,600 columns take some 60 MB until they are drawn; more are more than anybody looks at. */
const MOST_FILMS = 1000;
const MIN_WIDTH_MM = 10;
const MAX_WIDTH_MM = 5000;

/** What a panel can be written as, named as the file's extension. */
export const PANEL_FORMATS = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'svg', 'pdf'] as const;
/** One of {@link PANEL_FORMATS}. */
export type PanelFormat = (typeof PANEL_FORMATS)[number];

/**
 * Tell by a file's extension what to write into it.
 *
 * @throws {RangeError} for an extension that stands for nothing.
 */
export function panelFormat(path: string): PanelFormat {
  const format = PANEL_FORMATS.find((known) => known === fileExtension(path));
  if (format !== undefined) return format;
  throw new RangeError(`\`output\`: expected a file ending in .${PANEL_FORMATS.join(', .')}, got ${path}`);
}

/**
 * Check options before any film is read.
 *
 * @param films how many there are.
 * @throws {RangeError | TypeError} naming the option. {RenderError} `too-large` when so many pictures do not go into the width.
 */
export function checkPanelOptions(options: PanelPictureOptions, films: number): CheckedPanel {
  const { across = Math.min(ACROSS, films), width = WIDTH, gap = GAP, sort = 'given', ...picture } = options;
  for (const name of ['bleed', 'safeArea', 'titleStyle'] as const) {
    if (options[name] !== undefined) throw new RangeError(`\`${name}\`: expected nothing for a panel`);
  }
  if (films < 1 || films > MOST_FILMS) {
    throw new RangeError(`\`films\`: expected 1 to ${MOST_FILMS} of them, got ${films}`);
  }
  if (!(Number.isInteger(across) && across >= 1 && across <= MOST_ACROSS)) {
    throw new RangeError(`\`across\`: expected an integer from 1 to ${MOST_ACROSS}, got ${across}`);
  }
  if (!PANEL_ORDERS.includes(sort)) {
    const nearest = nearestName(String(sort), PANEL_ORDERS);
    const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    throw new RangeError(
      `\`sort\`: expected ${PANEL_ORDERS.slice(0, -1).join(', ')} or ${PANEL_ORDERS.at(-1)}, got ${JSON.stringify(sort)}${hint}`,
    );
  }
  const { margin, title: _, subtitle: __, ...plain } = picture;
  const { dpi } = checkPictureOptions(plain, 'auto');
  const widthMm = toMillimetres(width, dpi);
  if (!(widthMm >= MIN_WIDTH_MM && widthMm <= MAX_WIDTH_MM)) {
    throw new RangeError(`\`width\`: expected 10 mm to 5 m, got ${width.value} ${width.unit}`);
  }
  const gapMm = toMillimetres(gap, dpi);
  const marginMm = margin === undefined ? gapMm : toMillimetres(margin, dpi);
  const checked = { across, widthMm, gapMm, marginMm, sort, dpi, picture };
  panelCellWidth(checked);
  return checked;
}

/** A panel before it is a file, and what should be known about it. */
export interface PanelResult {
  readonly scene: Scene;
  readonly dpi: number;
  readonly warnings: readonly string[];
}

/**
 * Draw many films in one picture. They are read and laid out one after another; of each no more is kept than what is drawn.
 *
 * @param inputs as somebody named them.
 * @param read gives a film's fingerprint, or null where it cannot: it is left out then.
 * @throws {RangeError | TypeError} as {@link checkPanelOptions}, before any film is read.
 * @throws {RenderError} for a title of the panel that cannot be written. What one film lacks leaves that film out: it goes to `onFail`.
 * @returns null when no film is left.
 */
export async function makePanel(
  inputs: readonly string[],
  options: PanelPictureOptions,
  read: (input: string) => Promise<Fingerprint | null>,
  onFail: (input: string, error: RenderError) => void,
): Promise<PanelResult | null> {
  const { across, sort, dpi, picture, widthMm, gapMm, marginMm } = checkPanelOptions(options, inputs.length);
  const { margin: _, title = '', subtitle = '', size, ...plain } = picture;
  const sheet = size && toPosterOptions({ size }, '', dpi);
  const look = resolvePanelLook(toPosterOptions({ ...plain, title, subtitle }, '', dpi));
  const fonts = await loadPosterFonts(plain.font, `${title}\n${subtitle}`);
  const warnings: string[] = [];
  const films: { title: string; scene: Scene; keys: PanelKeys }[] = [];
  const panel = { ...look, across, widthMm, gapMm, marginMm };
  const cell = panelCellWidth(panel);
  for (const input of inputs) {
    const fingerprint = await read(input);
    if (fingerprint === null) continue;
    try {
      const shape = sheet && { heightMm: (cell * sheet.heightMm!) / sheet.widthMm! };
      const own = { ...toPosterOptions({ ...plain, title: '' }, '', dpi), widthMm: cell, ...shape };
      const scene = layoutPoster(fingerprint, own, fonts);
      films.push({ title: fingerprint.film.title, scene, keys: findPanelKeys(fingerprint) });
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      onFail(input, error);
    }
  }
  if (films.length === 0) return null;
  const named: typeof films = [];
  for (const film of sortFilms(films, sort)) {
    try {
      breakCaption(film.title, await loadPosterFonts(plain.font, film.title), cell, 1);
      named.push(film);
    } catch (error) {
      if (!(error instanceof RenderError) || error.code !== 'font-missing') throw error;
      warnings.push(`${film.title}: ${error.message}; it stands without a title`);
      named.push({ ...film, title: '' });
    }
  }
  const written = [title, subtitle, ...named.map((film) => film.title)].join('\n');
  return { scene: layoutPanel(named, panel, await loadPosterFonts(plain.font, written)), dpi, warnings };
}

/**
 * Write a panel as a file.
 *
 * @throws {RenderError} `too-large` for more pixels than the format may have, or a larger page.
 */
export async function renderPanel(
  { scene, dpi }: PanelResult,
  format: PanelFormat,
  options: PanelPictureOptions,
): Promise<Uint8Array | string> {
  const { profile, simulate } = options;
  return renderScene(await simulateDrawn(scene, { simulate }), format, { profile }, dpi);
}
