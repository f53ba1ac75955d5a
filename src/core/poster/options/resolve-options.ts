import { parseHex } from '../../color/index.ts';
import { ORDER_NAMES, RANK_NAMES } from '../../fingerprint/index.ts';
import { OptionError } from '../../options/index.ts';
import { nearestName } from '../../text/index.ts';
import type { Layout } from '../layouts/shared/layout.ts';
import { isLightColor } from '../text/ink.ts';
import type { PosterOptions, ResolvedOptions } from './options.ts';
import { layoutPage, type Page } from './page.ts';
import { chooseTheme, THEME_NAMES } from './theme.ts';

/** What numbers may be. `least` and `most` are allowed themselves. */
interface Range {
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly isWhole?: boolean;
}

const MM = 'millimetres';
const RANGES = {
  colors: { least: 1, most: 16, unit: '', isWhole: true },
  bars: { least: 1, most: 100_000, unit: '', isWhole: true },
  smoothSeconds: { least: 0, most: 3600, unit: 'seconds' },
  rotateDegrees: { least: 0, most: 359.999, unit: 'degrees' },
  gap: { least: 0, most: 0.9, unit: 'a share' },
  arcDegrees: { least: 30, most: 360, unit: 'degrees' },
  titleSizeMm: { least: 0.5, most: 1000, unit: MM },
  titleOpacity: { least: 0.05, most: 1, unit: 'a number' },
  widthMm: { least: 1, most: 5000, unit: MM },
  heightMm: { least: 1, most: 5000, unit: MM },
  bleedMm: { least: 0, most: 50, unit: MM },
  marginMm: { least: 0, most: 2000, unit: MM },
  safeAreaMm: { least: 0, most: 2000, unit: MM },
} as const satisfies Partial<Record<keyof PosterOptions, Range>>;

const CHOICES = {
  rank: RANK_NAMES,
  order: ORDER_NAMES,
  swatch: ['centroid', 'pixel'],
  caps: ['round', 'square'],
  theme: THEME_NAMES,
  titlePosition: ['top-left', 'top', 'top-right', 'left', 'center', 'right', 'bottom-left', 'bottom', 'bottom-right'],
} as const satisfies Partial<Record<keyof PosterOptions, readonly string[]>>;

const COLORS = ['background', 'titleColor'] as const;
const TEXTS = ['title', 'subtitle'] as const;
const MAX_TEXT = 1000;

const NAMES: readonly string[] = [
  'layout',
  'isReversed',
  'titleStyle',
  ...Object.keys(RANGES),
  ...Object.keys(CHOICES),
  ...COLORS,
  ...TEXTS,
];

/**
 * Check options and settle what they leave open.
 *
 * @throws {OptionError}
 */
export function resolveOptions(
  options: PosterOptions,
  layouts: Readonly<Record<string, Layout>>,
): ResolvedOptions & { readonly layout: Layout } {
  checkOptions(options);
  const name = options.layout ?? 'square';
  const layout = checkLayout(name, layouts);
  const { titleStyle = layout.titleStyles[0], rotateDegrees = 0 } = options;
  if (!layout.titleStyles.includes(titleStyle)) {
    const expected = `${listNames(layout.titleStyles)} for ${name}`;
    throw new OptionError('wrong-value', 'titleStyle', `expected ${expected}, got ${show(titleStyle)}`);
  }
  if (layout.isFixed && rotateDegrees !== 0) {
    throw new OptionError('wrong-value', 'rotateDegrees', `expected 0 for ${name}, got ${rotateDegrees}`);
  }
  for (const refused of layout.refused ?? []) {
    const value = options[refused] ?? 0;
    if (value !== 0) throw new OptionError('wrong-value', refused, `expected none for ${name}, got ${value}`);
  }
  if (!layout.isRound && rotateDegrees % 90 !== 0) {
    throw new OptionError(
      'wrong-value',
      'rotateDegrees',
      `expected 0, 90, 180 or 270 for ${name}, got ${rotateDegrees}`,
    );
  }
  return {
    layout,
    page: resolvePage(options, layout),
    theme: chooseTheme(options.theme ?? layout.theme, options.background, isLightColor),
    colors: options.colors ?? layout.colors,
    rank: options.rank ?? 'presence',
    order: options.order ?? layout.order,
    swatch: options.swatch ?? 'centroid',
    bars: options.bars ?? 'all',
    smoothSeconds: options.smoothSeconds ?? 0,
    isReversed: options.isReversed ?? false,
    rotateDegrees,
    gap: options.gap ?? layout.gap,
    caps: options.caps ?? layout.caps,
    arcDegrees: options.arcDegrees ?? layout.arcDegrees,
    title: options.title ?? '',
    subtitle: options.subtitle ?? '',
    titleStyle,
    titleSizeMm: options.titleSizeMm ?? null,
    titleColor: options.titleColor ?? null,
    titleOpacity: options.titleOpacity ?? null,
    titlePosition: options.titlePosition ?? null,
  };
}

function checkOptions(options: PosterOptions): void {
  for (const name of Object.keys(options)) if (!NAMES.includes(name)) throw unknownOption(name);
  for (const [name, range] of Object.entries<Range>(RANGES)) {
    const value = options[name as keyof typeof RANGES];
    if (value !== undefined) checkNumber(name, value, range);
  }
  for (const [name, known] of Object.entries<readonly string[]>(CHOICES)) {
    const value = options[name as keyof typeof CHOICES];
    if (value !== undefined && !known.includes(value)) {
      throw new OptionError('wrong-value', name, `expected ${listNames(known)}, got ${show(value)}`);
    }
  }
  for (const name of COLORS) if (options[name] !== undefined) checkColor(name, options[name]);
  for (const name of TEXTS) if (options[name] !== undefined) checkText(name, options[name]);
  const { isReversed = false } = options;
  if (typeof isReversed !== 'boolean') {
    throw new OptionError('wrong-type', 'isReversed', `expected true or false, got ${show(isReversed)}`);
  }
}

function checkNumber(name: string, value: unknown, { least, most, unit, isWhole = false }: Range): void {
  const expected = `${isWhole ? 'an integer' : unit} from ${least} to ${most}`;
  if (typeof value !== 'number') throw new OptionError('wrong-type', name, `expected ${expected}, got ${show(value)}`);
  const isRight = value >= least && value <= most && (!isWhole || Number.isInteger(value));
  if (!isRight) throw new OptionError('wrong-value', name, `expected ${expected}, got ${value}`);
}

function checkColor(name: string, value: unknown): void {
  try {
    parseHex(value as string);
  } catch (cause) {
    throw new OptionError('wrong-value', name, `expected a colour such as #1a2b3c, got ${show(value)}`, { cause });
  }
}

function checkText(name: string, value: unknown): void {
  if (typeof value !== 'string') throw new OptionError('wrong-type', name, `expected a text, got ${show(value)}`);
  if (value.length > MAX_TEXT) {
    throw new OptionError('wrong-value', name, `expected at most ${MAX_TEXT} characters, got ${value.length}`);
  }
}

function checkLayout(name: string, layouts: Readonly<Record<string, Layout>>): Layout {
  const layout = Object.hasOwn(layouts, name) ? layouts[name] : undefined;
  if (layout !== undefined) return layout;
  const known = Object.keys(layouts);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new OptionError('wrong-value', 'layout', `expected ${listNames(known)}, got ${show(name)}${hint}`);
}

function resolvePage(options: PosterOptions, layout: Layout): Page {
  const { most, least } = RANGES.widthMm;
  const usual = layout.heightOfArc?.(options.arcDegrees ?? layout.arcDegrees) ?? layout.heightMm;
  const proportion = layout.widthMm / usual;
  const clamp = (value: number): number => Math.min(most, Math.max(least, value));
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
  const nearest = nearestName(name, NAMES);
  return new OptionError(
    'unknown',
    name,
    `unknown option${nearest === undefined ? '' : `, did you mean \`${nearest}\`?`}`,
  );
}

function listNames(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
