import type { Order, Rank } from '../../fingerprint/index.ts';
import type { OptionValue, PICTURE_OPTIONS } from '../../options/index.ts';
import type { Page } from './page.ts';
import type { Theme } from './theme.ts';

/**
 * `overlay`: large translucent letters across the bars. `band`: smaller letters beside them.
 * `middle`: in the middle of a ring. `heading`: a line above.
 */
export type TitleStyle = 'overlay' | 'band' | 'middle' | 'heading';

/** Position of a title in the room it has. */
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

/** The colour of a swatch: the mean of its pixels, or the nearest colour that the frame has. */
export type SwatchColor = 'centroid' | 'pixel';

/** How bars end. */
export type Caps = 'round' | 'square';

type Table = typeof PICTURE_OPTIONS;

/** Options of the output file and of its fonts, which a layout does not use. */
type FileOptionName = 'font' | 'dpi' | 'profile' | 'simulate';

type LengthName = { [Name in keyof Table]: Table[Name]['kind'] extends 'length' ? Name : never }[keyof Table];

type PlainTable = Omit<Table, FileOptionName | LengthName | 'layout' | 'size'>;

/**
 * How a poster looks: the options of `PICTURE_OPTIONS`, with lengths in millimetres under names
 * such as `marginMm`. The layout chooses absent options, unless an option has its own default.
 */
export type PosterOptions = { readonly [Name in keyof PlainTable]?: OptionValue<PlainTable[Name]> } & {
  readonly [Name in LengthName as `${Name}Mm`]?: number;
} & {
  /** Name of a layout. `square` when absent. */
  readonly layout?: string;
  /**
   * The page after trimming, 1 to 5000. If only one of the two is present, the other follows from
   * the layout's proportion.
   */
  readonly widthMm?: number;
  readonly heightMm?: number;
};

/** Options as a layout receives them: resolved, except those that the layout decides. */
export interface ResolvedOptions {
  readonly page: Page;
  readonly theme: Theme;
  readonly colors: number;
  readonly rank: Rank;
  readonly order: Order;
  readonly swatch: SwatchColor;
  /** What a bar or a frame shows. */
  readonly by: 'column' | 'shot' | 'scene';
  /** `all`: one per column, unless the layout has a readable number. */
  readonly bars: number | 'all';
  readonly smooth: number;
  readonly reverse: boolean;
  readonly rotate: number;
  readonly gap: number;
  readonly caps: Caps;
  readonly arc: number;
  readonly title: string;
  readonly subtitle: string;
  readonly titleStyle: TitleStyle;
  readonly titleSizeMm: number | null;
  readonly titleColor: string | null;
  readonly titleOpacity: number | null;
  readonly titlePosition: TitlePosition | null;
}
