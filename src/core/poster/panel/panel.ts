import type { Font } from '../../type/index.ts';
import { LAYOUTS } from '../layouts/index.ts';
import type { PosterOptions } from '../options/options.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import type { Theme } from '../options/theme.ts';
import { RenderError } from '../render-error.ts';
import { placeScene } from '../scene/place-scene.ts';
import type { Scene } from '../scene/scene.ts';
import { breakCaption } from '../text/caption.ts';
import { HEADING, setHeading } from '../text/heading.ts';
import { setLine } from '../text/set-line.ts';
import type { TitleOptions } from '../text/title-block.ts';

/** A film of a panel: its picture and its caption. */
export interface PanelFilm {
  /** Printed below its picture, unless blank. */
  readonly title: string;
  readonly scene: Scene;
}

/** How films are arranged in one picture. Millimetres. */
export interface PanelOptions extends TitleOptions {
  /** Pictures per row, from 1 up. */
  readonly across: number;
  readonly widthMm: number;
  /** Between pictures. */
  readonly gapMm: number;
  /** Margin around all pictures. */
  readonly marginMm: number;
  readonly theme: Theme;
}

/**
 * Font size of captions, as a share of a picture's width, limited to a share of the panel's width.
 */
const CAPTION = 0.064;
const MAX_CAPTION = 0.022;
/** Width of captions, as a share of a picture's width: neighbouring captions do not touch. */
const CAPTION_WIDTH = 0.96;
/**
 * In font sizes: from a picture to the first baseline of its caption, from one baseline to the
 * next, and below the last.
 */
const FIRST_LINE = 1.7;
const NEXT_LINE = 1.28;
const LAST_LINE = 0.6;
const MAX_LINES = 2;

/** Options that a panel takes from those of its films' pictures, with its own title. */
export type PanelLook = Pick<PanelOptions, keyof TitleOptions | 'theme'>;

/**
 * Resolve the look of a panel.
 *
 * @param options of the films' pictures. The title and its options apply to the panel.
 * @throws {OptionError} naming the option.
 */
export function resolvePanelLook(options: PosterOptions): PanelLook {
  const { title, subtitle, titleSizeMm, titleColor, titleOpacity, titlePosition, theme } = resolveOptions(
    options,
    LAYOUTS,
  );
  return { title, subtitle, titleSizeMm, titleColor, titleOpacity, titlePosition, theme };
}

/**
 * Compute the width of a panel's picture.
 *
 * @throws {RenderError} `too-large` if that many pictures and gaps do not fit into the width.
 */
export function panelCellWidth({ across, widthMm, gapMm, marginMm }: Omit<PanelOptions, keyof PanelLook>): number {
  const cell = (widthMm - 2 * marginMm - (across - 1) * gapMm) / across;
  if (cell >= 1) return cell;
  throw new RenderError(
    'too-large',
    across === 1
      ? `1 picture with a margin of ${round(marginMm)} mm does not go into ${round(widthMm)} mm: it needs at least 1 mm`
      : `${across} pictures with ${round(gapMm)} mm between them do not go into ${round(widthMm)} mm: each needs at least 1 mm`,
  );
}

const round = (mm: number): number => Math.round(mm * 100) / 100;

/**
 * Lay out many films in one picture, row by row. Their titles stand below them in one size; long
 * titles are shortened.
 *
 * @param films at least one, in the order in which they are shown.
 * @param fonts tried in order for each letter.
 * @throws {RenderError} `font-missing` if no font has a character of a title.
 */
export function layoutPanel(films: readonly PanelFilm[], options: PanelOptions, fonts: readonly Font[]): Scene {
  const { across, widthMm, gapMm, marginMm, theme } = options;
  const cell = panelCellWidth(options);
  const height = Math.max(...films.map(({ scene }) => (scene.heightMm * cell) / scene.widthMm));
  const sizeMm = Math.min(CAPTION * cell, MAX_CAPTION * widthMm);
  const captions = films.map(({ title }) => breakCaption(title, fonts, (CAPTION_WIDTH * cell) / sizeMm, MAX_LINES));
  const lines = Math.max(...captions.map((caption) => caption.length));
  const below = lines === 0 ? 0 : sizeMm * (FIRST_LINE + (lines - 1) * NEXT_LINE + LAST_LINE);
  const heading = setHeading(options, fonts);
  const top = marginMm + (heading.length > 0 ? HEADING * widthMm : 0);
  const rows = Math.ceil(films.length / across);
  const marks = films.flatMap(({ scene }, i) => {
    const x = marginMm + (i % across) * (cell + gapMm);
    const y = top + Math.floor(i / across) * (height + below + gapMm);
    const baseline = y + height + FIRST_LINE * sizeMm;
    const caption = captions[i]!.map((text, line) =>
      setLine(text, fonts, {
        x: x + cell / 2,
        baseline: baseline + line * NEXT_LINE * sizeMm,
        sizeMm,
        align: 'center',
        color: theme.ink,
      }),
    );
    const picture = placeScene(scene, { x, y, width: cell, height }, theme.ground);
    return [...picture, ...caption.filter((path) => path !== null)];
  });
  const heightMm = top + rows * (height + below) + (rows - 1) * gapMm + marginMm;
  return {
    widthMm,
    heightMm,
    trim: { x: 0, y: 0, width: widthMm, height: heightMm },
    title: options.title.trim() || films.map(({ title }) => title).join(', '),
    description: '',
    background: theme.ground,
    marks: [...heading, ...marks],
  };
}
