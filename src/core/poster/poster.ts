import { type Fingerprint, summarizeFingerprint } from '../fingerprint/index.ts';
import type { Font } from '../type/index.ts';
import { groupByScene, groupByShot } from './columns/group-columns.ts';
import { memoizeRecent } from './columns/memoize-recent.ts';
import { LAYOUTS } from './layouts/index.ts';
import type { PosterOptions, ResolvedOptions } from './options/options.ts';
import { resolveOptions } from './options/resolve-options.ts';
import type { ThemeName } from './options/theme.ts';
import type { Scene } from './scene/scene.ts';

/**
 * Draw a fingerprint as a poster.
 *
 * @param fonts for the title, tried in order for each letter. May be empty if there is no title and
 *   the layout writes no other text.
 * @throws {OptionError} for an unknown option, or one of the wrong kind or out of range.
 * @throws {RenderError} `font-missing` if no font has a character of the title, `lacks-data` if the
 *   fingerprint lacks data that the layout draws.
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
    marks: layout.arrange(chooseColumns(fingerprint, resolved), resolved, fonts),
  };
}

function chooseColumns(fingerprint: Fingerprint, { by }: Pick<ResolvedOptions, 'by'>): Fingerprint {
  if (by === 'column') return fingerprint;
  return by === 'shot' ? groupByShot(fingerprint) : groupByScene(fingerprint);
}

/** The description takes longer than the layout, and only vector files need it. */
const describe = memoizeRecent(summarizeFingerprint);

/**
 * Check options without drawing.
 *
 * @throws {OptionError} for an unknown option, or one of the wrong kind or out of range.
 */
export function checkPosterOptions(options: PosterOptions): void {
  resolveOptions(options, LAYOUTS);
}

/**
 * Choose the sheet of a poster without drawing it.
 *
 * @throws {OptionError} for an unknown option, or one of the wrong kind or out of range.
 */
export function chooseSheet(options: PosterOptions): Pick<Scene, 'widthMm' | 'heightMm' | 'background'> {
  const { page, theme } = resolveOptions(options, LAYOUTS);
  return { widthMm: page.sheet.width, heightMm: page.sheet.height, background: theme.ground };
}

/** Defaults of a layout for absent options. */
export interface LayoutDefaults
  extends Pick<ResolvedOptions, 'colors' | 'rank' | 'order' | 'swatch' | 'by' | 'titleStyle'> {
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
  const { colors, rank, order, swatch, by, titleStyle } = resolved;
  const { width, height } = page.sheet;
  return { colors, rank, order, swatch, by, titleStyle, theme: layout.theme, widthMm: width, heightMm: height };
}

/** Names of the layouts, the default first. */
export const layoutNames: readonly string[] = Object.keys(LAYOUTS);
