import {
  checkOptions,
  listChoices,
  OptionError,
  PICTURE_OPTIONS,
  POSTER_OPTIONS,
  showValue,
} from '../../options/index.ts';
import { nearestName } from '../../text/index.ts';
import type { Layout } from '../layouts/shared/layout.ts';
import { isLightColor } from '../text/ink.ts';
import type { PosterOptions, ResolvedOptions } from './options.ts';
import { layoutPage, type Page } from './page.ts';
import { chooseTheme } from './theme.ts';

/** Options whose values do not depend on the layout. */
const CHECKED = Object.keys(POSTER_OPTIONS).filter((name) => name !== 'layout' && name !== 'titleStyle');

/**
 * Check options and fill in the absent ones.
 *
 * @throws {OptionError}
 */
export function resolveOptions(
  options: PosterOptions,
  layouts: Readonly<Record<string, Layout>>,
): ResolvedOptions & { readonly layout: Layout } {
  const unknown = Object.keys(options).find((option) => !Object.hasOwn(POSTER_OPTIONS, option));
  if (unknown !== undefined) throw unknownOption(unknown);
  checkOptions(POSTER_OPTIONS, options, CHECKED);
  const name = options.layout ?? 'square';
  const layout = checkLayout(name, layouts);
  const { titleStyle = layout.titleStyles[0], rotate = 0 } = options;
  if (!layout.titleStyles.includes(titleStyle)) {
    const expected = `${listChoices(layout.titleStyles)} for ${name}`;
    throw new OptionError('wrong-value', 'titleStyle', `expected ${expected}, got ${showValue(titleStyle)}`);
  }
  if (layout.isFixed && rotate !== 0) {
    throw new OptionError('wrong-value', 'rotate', `expected 0 for ${name}, got ${rotate}`);
  }
  for (const refused of layout.refused ?? []) {
    const value = options[refused] ?? 0;
    if (value !== 0) throw new OptionError('wrong-value', refused, `expected none for ${name}, got ${value}`);
  }
  checkGrouping(options, layout, name);
  if (!layout.isRound && rotate % 90 !== 0) {
    throw new OptionError('wrong-value', 'rotate', `expected 0, 90, 180 or 270 for ${name}, got ${rotate}`);
  }
  return {
    layout,
    page: resolvePage(options, layout),
    theme: chooseTheme(options.theme ?? layout.theme, options.background, isLightColor),
    colors: options.colors ?? layout.colors,
    rank: options.rank ?? 'presence',
    order: options.order ?? layout.order,
    swatch: options.swatch ?? 'centroid',
    by: options.by ?? 'column',
    bars: options.bars ?? 'all',
    smooth: options.smooth ?? 0,
    reverse: options.reverse ?? false,
    rotate,
    gap: options.gap ?? layout.gap,
    caps: options.caps ?? layout.caps,
    arc: options.arc ?? layout.arc,
    title: options.title ?? '',
    subtitle: options.subtitle ?? '',
    titleStyle,
    titleSizeMm: options.titleSizeMm ?? null,
    titleColor: options.titleColor ?? null,
    titleOpacity: options.titleOpacity ?? null,
    titlePosition: options.titlePosition ?? null,
  };
}

/** Shots have no even spacing, which an axis of time and smoothing along it need. */
function checkGrouping({ by = 'column', smooth = 0 }: PosterOptions, layout: Layout, name: string): void {
  if (by === 'column') return;
  if (layout.showsTime) throw new OptionError('wrong-value', 'by', `expected column for ${name}, got ${by}`);
  if (smooth !== 0) {
    throw new OptionError('wrong-value', 'smooth', `expected none with by ${by}, got ${smooth}`);
  }
}

function checkLayout(name: string, layouts: Readonly<Record<string, Layout>>): Layout {
  const layout = Object.hasOwn(layouts, name) ? layouts[name] : undefined;
  if (layout !== undefined) return layout;
  const known = Object.keys(layouts);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new OptionError('wrong-value', 'layout', `expected ${listChoices(known)}, got ${showValue(name)}${hint}`);
}

function resolvePage(options: PosterOptions, layout: Layout): Page {
  const { max, min } = PICTURE_OPTIONS.size;
  const usual = layout.heightOfArc?.(options.arc ?? layout.arc) ?? layout.heightMm;
  const proportion = layout.widthMm / usual;
  const clamp = (value: number): number => Math.min(max, Math.max(min, value));
  const { bleedMm = 0, marginMm = 0, safeAreaMm = 0 } = options;
  const width =
    options.widthMm ?? (options.heightMm === undefined ? layout.widthMm : clamp(options.heightMm * proportion));
  const height = options.heightMm ?? (options.widthMm === undefined ? usual : clamp(options.widthMm / proportion));
  const half = Math.min(width, height) / 2;
  for (const [name, value] of Object.entries({ marginMm, safeAreaMm })) {
    if (value >= half) {
      throw new OptionError(
        'wrong-value',
        name,
        `expected less than half of the shorter side, which is ${Math.round(2 * half)} mm, got ${value} mm`,
      );
    }
  }
  return layoutPage(width, height, { bleedMm, marginMm, safeAreaMm });
}

function unknownOption(name: string): OptionError {
  const nearest = nearestName(name, Object.keys(POSTER_OPTIONS));
  return new OptionError(
    'unknown',
    name,
    `unknown option${nearest === undefined ? '' : `, did you mean \`${nearest}\`?`}`,
  );
}
