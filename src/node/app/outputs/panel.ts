import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { type Length, OptionError, type OptionValues, type PANEL_OPTIONS } from '../../../core/options/index.ts';
import {
  drawPanel,
  PANEL_GAP_PX,
  PANEL_WIDTH_PX,
  type PanelPlan,
  planPanel,
  type RenderError,
  type Scene,
} from '../../../core/poster/index.ts';
import { chooseFormat } from './file-extension.ts';
import { loadPosterFonts } from './fonts.ts';
import { checkPictureOptions, type PictureOptions, toMillimetres, toPosterOptions } from './picture-options.ts';
import { renderScene, simulateDrawn } from './render.ts';

/** How to draw films in one picture: how each film is drawn, and the options of `PANEL_OPTIONS`. */
export interface PanelPictureOptions extends Omit<PictureOptions, 'gap'>, OptionValues<typeof PANEL_OPTIONS> {}

/** Checked panel options. */
interface CheckedPanel {
  readonly plan: PanelPlan;
  readonly dpi: number;
}

const WIDTH: Length = { value: PANEL_WIDTH_PX, unit: 'px' };
const GAP: Length = { value: PANEL_GAP_PX, unit: 'px' };

/** Formats of a panel, named by file extension. */
export const PANEL_FORMATS = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'svg', 'pdf'] as const;
/** One of {@link PANEL_FORMATS}. */
export type PanelFormat = (typeof PANEL_FORMATS)[number];

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export const panelFormat = (path: string): PanelFormat => chooseFormat(path, PANEL_FORMATS);

/**
 * Check options before any film is read.
 *
 * @param films number of films.
 * @throws {OptionError} that names the option.
 * @throws {RenderError} `too-large` if so many pictures do not fit the width.
 */
export function checkPanelOptions(options: PanelPictureOptions, films: number): CheckedPanel {
  const { across, width = WIDTH, gap = GAP, sort, ...picture } = options;
  for (const name of ['bleed', 'safeArea', 'titleStyle'] as const) {
    if (options[name] !== undefined) throw new OptionError('wrong-value', name, 'expected nothing for a panel');
  }
  const { margin: _, title: __, subtitle: ___, ...plain } = picture;
  const { dpi } = checkPictureOptions(plain, 'auto');
  const arrangement = { across, widthMm: toMillimetres(width, dpi), gapMm: toMillimetres(gap, dpi), sort };
  return { plan: planPanel(toPosterOptions(picture, '', dpi), arrangement, films), dpi };
}

/** A panel that is drawn but not written yet, and its warnings. */
export interface PanelResult {
  readonly scene: Scene;
  readonly dpi: number;
  readonly warnings: readonly string[];
}

/**
 * Draw many films in one picture. Films are read and laid out one after another; only what is drawn
 * of each film stays in memory.
 *
 * @param inputs films as the caller names them.
 * @param read returns a film's fingerprint, or null if it cannot: the film is then left out.
 * @throws {OptionError} as {@link checkPanelOptions}, before any film is read.
 * @throws {RenderError} for a title of the panel that cannot be drawn. An error of one film goes to
 *   `onFail`, and that film is left out.
 * @returns null if no film is left.
 */
export async function makePanel(
  inputs: readonly string[],
  options: PanelPictureOptions,
  read: (input: string) => Promise<Fingerprint | null>,
  onFail: (input: string, error: RenderError) => void,
): Promise<PanelResult | null> {
  const { plan, dpi } = checkPanelOptions(options, inputs.length);
  const drawn = await drawPanel(inputs, plan, read, (text) => loadPosterFonts(options.font, text), onFail);
  if (drawn === null) return null;
  const warnings = drawn.untitled.map(({ title, error }) => `${title}: ${error.message}; it stands without a title`);
  return { scene: drawn.scene, dpi, warnings };
}

/**
 * Render a panel as the content of a file.
 *
 * @throws {RenderError} `too-large` for more pixels or a larger page than the format allows.
 */
export async function renderPanel(
  { scene, dpi }: PanelResult,
  format: PanelFormat,
  options: PanelPictureOptions,
): Promise<Uint8Array | string> {
  const { profile, simulate } = options;
  return renderScene(await simulateDrawn(scene, { simulate }), format, { profile }, dpi);
}
