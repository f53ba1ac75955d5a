import { type Fingerprint, summarizeFingerprint } from '../fingerprint/index.ts';
import type { Font } from '../type/index.ts';
import { memoizeLatest } from './columns/memoize-latest.ts';
import { LAYOUTS } from './layouts/index.ts';
import type { PosterOptions, ResolvedOptions } from './options/options.ts';
import { resolveOptions } from './options/resolve-options.ts';
import type { ThemeName } from './options/theme.ts';
import type { Scene } from './scene/scene.ts';

/**
 * Draw a fingerprint as a poster.
 *
 * @param fonts for the title, tried in order, letter by letter; may be empty when there is no title
 *   and the layout writes nothing else.
 * @throws {OptionError} for an unknown option, or one of the wrong kind or out of range.
 * @throws {RenderError} `font-missing` when no font has a character of the title, `lacks-data` when
 *   the fingerprint has not what the layout draws.
 */
export function layoutPoster(fingerprint: Fingerprint, options: PosterOptions, fonts: readonly Font[]): Scene {
  const { layout, ...resolved } = resolveOptions(options, LAYOUTS);
  const { sheet, trim } = resolved.page;
  return {
    widthMm: sheet.width,
    heightMm: sheet.height,
    trim,
    title: resolved.title.trim() || fingerprint.film.title,
    get description() {
      return describe(fingerprint);
    },
    background: resolved.theme.ground,
    marks: layout.arrange(fingerprint, resolved, fonts),
  };
}

/** Words take longer than the layout, and only files of vectors ask for them. */
const describe = memoizeLatest(summarizeFingerprint);

/**
 * Check options before there is anything to draw.
 *
 * @throws {OptionError} for an unknown option, or one of the wrong kind or out of range.
 */
export function checkPosterOptions(options: PosterOptions): void {
  resolveOptions(options, LAYOUTS);
}

/**
 * Settle the sheet that a poster will be drawn on, before there is anything to draw.
 *
 * @throws {OptionError} for an unknown option, or one of the wrong kind or out of range.
 */
export function chooseSheet(options: PosterOptions): Pick<Scene, 'widthMm' | 'heightMm' | 'background'> {
  const { page, theme } = resolveOptions(options, LAYOUTS);
  return { widthMm: page.sheet.width, heightMm: page.sheet.height, background: theme.ground };
}

/** What a layout chooses for options that are absent. */
export interface LayoutDefaults extends Pick<ResolvedOptions, 'colors' | 'rank' | 'order' | 'swatch' | 'titleStyle'> {
  readonly theme: ThemeName;
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * Look up the defaults of a layout.
 *
 * @throws {RangeError} for an unknown layout.
 */
export function findLayoutDefaults(name: string): LayoutDefaults {
  const { layout, page, ...resolved } = resolveOptions({ layout: name }, LAYOUTS);
  const { colors, rank, order, swatch, titleStyle } = resolved;
  const { width, height } = page.sheet;
  return { colors, rank, order, swatch, titleStyle, theme: layout.theme, widthMm: width, heightMm: height };
}

/** Names of the layouts there are, the default first. */
export const layoutNames: readonly string[] = Object.keys(LAYOUTS);
