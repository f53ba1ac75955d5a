import type { Order, Rank } from '../../fingerprint/index.ts';
import type { Page } from './page.ts';
import type { Theme, ThemeName } from './theme.ts';

/**
 * `overlay`: large translucent letters across the bars. `band`: smaller letters beside them. `middle`: in the middle of a ring. `heading`: a line above.
 */
export type TitleStyle = 'overlay' | 'band' | 'middle' | 'heading';

/** Where a title stands in the room it has. */
export type TitlePosition =
  | 'top-left'
  | 'top'
  | 'top-right'
  | 'left'
  | 'center'
  | 'right'
  | 'bottom-left'
  | 'bottom'
  | 'bottom-right';

/** What a swatch is drawn as: the mean of what it stands for, or the nearest colour that the frame really has. */
export type SwatchColor = 'centroid' | 'pixel';

/** How bars end. */
export type Caps = 'round' | 'square';

/** How a poster looks. What is absent is the layout's own choice, unless said otherwise. */
export interface PosterOptions {
  /** Name of a layout. `square` when absent. */
  readonly layout?: string;
  /** How many of a column's swatches are drawn, 1 to 16. */
  readonly colors?: number;
  /** Which swatches come first. `presence` when absent. */
  readonly rank?: Rank;
  /** How the colours of a column follow one another, from the top. */
  readonly order?: Order;
  /** `centroid` when absent. */
  readonly swatch?: SwatchColor;
  /** How many bars, 1 to 100,000; fewer than there are columns are joined. */
  readonly bars?: number;
  /** Standard deviation of the smoothing along time, seconds, 0 to 3600. 0 when absent. */
  readonly smoothSeconds?: number;
  /** Whether time runs backwards. False when absent. */
  readonly isReversed?: boolean;
  /** Turn of the bars, clockwise: 0, 90, 180 or 270; around a centre any angle from 0 up to 360. 0 when absent. */
  readonly rotateDegrees?: number;
  /** Share of a bar's width that stays free between two bars, 0 to 0.9. */
  readonly gap?: number;
  /** How bars end, where they are single. */
  readonly caps?: Caps;
  /** How far a ring reaches around, 30 to 360 degrees. */
  readonly arcDegrees?: number;
  readonly theme?: ThemeName;
  /** `#rrggbb` instead of the theme's ground. */
  readonly background?: string;
  /** Line breaks in it are kept. None is drawn when absent or blank. */
  readonly title?: string;
  /** A smaller line below the title: year, director, running time. */
  readonly subtitle?: string;
  readonly titleStyle?: TitleStyle;
  /** Font size, millimetres, 0.5 to 1000; smaller where the title would not fit. As large as looks well when absent. */
  readonly titleSizeMm?: number;
  /** `#rrggbb`. What reads over the bars that it covers when absent. */
  readonly titleColor?: string;
  /** 0.05 to 1. */
  readonly titleOpacity?: number;
  readonly titlePosition?: TitlePosition;
  /** The page after it is cut: millimetres, 1 to 5000. With one of both, the other follows the layout's proportion. */
  readonly widthMm?: number;
  readonly heightMm?: number;
  /** Beyond each edge of the page, millimetres, 0 to 50. 0 when absent. */
  readonly bleedMm?: number;
  /** Ground around the picture, millimetres, 0 up to less than half of the shorter side. 0 when absent. */
  readonly marginMm?: number;
  /** Within each edge, kept free of letters, the same limits. 0 when absent. */
  readonly safeAreaMm?: number;
}

/** What a layout is given: everything settled but what it settles itself. */
export interface ResolvedOptions {
  readonly page: Page;
  readonly theme: Theme;
  readonly colors: number;
  readonly rank: Rank;
  readonly order: Order;
  readonly swatch: SwatchColor;
  /** `all`: one a column, unless the layout knows how many read well. */
  readonly bars: number | 'all';
  readonly smoothSeconds: number;
  readonly isReversed: boolean;
  readonly rotateDegrees: number;
  readonly gap: number;
  readonly caps: Caps;
  readonly arcDegrees: number;
  readonly title: string;
  readonly subtitle: string;
  readonly titleStyle: TitleStyle;
  readonly titleSizeMm: number | null;
  readonly titleColor: string | null;
  readonly titleOpacity: number | null;
  readonly titlePosition: TitlePosition | null;
}
