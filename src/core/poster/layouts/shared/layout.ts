import type { Fingerprint, Order } from '../../../fingerprint/index.ts';
import type { Font } from '../../../type/index.ts';
import type { Caps, ResolvedOptions, TitleStyle } from '../../options/options.ts';
import type { ThemeName } from '../../options/theme.ts';
import type { Mark } from '../../scene/scene.ts';

/** One way to arrange a fingerprint on a poster, with defaults for absent options. */
export interface Layout {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Supported title styles, the default first. */
  readonly titleStyles: readonly [TitleStyle, ...TitleStyle[]];
  readonly theme: ThemeName;
  readonly colors: number;
  readonly order: Order;
  readonly gap: number;
  readonly caps: Caps;
  readonly arc: number;
  /** Whether time runs around a centre, so that it can start at any angle. */
  readonly isRound: boolean;
  /** Whether it cannot be turned. */
  readonly isFixed?: boolean;
  /**
   * Options that a user would expect to have an effect and that the layout does not support. Any
   * value other than 0 is an error.
   */
  readonly refused?: readonly ('bars' | 'smooth' | 'gap')[];
  /** Whether its columns must be evenly spaced in time. */
  readonly showsTime?: boolean;
  /** Height of the page if it depends on the arc, millimetres. */
  heightOfArc?(arc: number): number;
  /**
   * Arrange marks on a page that has the ground of the theme.
   *
   * @throws {RenderError} `font-missing` if no font has a character of the title; `lacks-data` if
   *   the fingerprint lacks data that the layout draws.
   */
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): readonly Mark[];
}

/** Defaults that most layouts share. */
export const DEFAULT_LAYOUT: Pick<Layout, 'theme' | 'colors' | 'order' | 'gap' | 'caps' | 'arc' | 'isRound'> = {
  theme: 'dark',
  colors: 1,
  // Rows look like bands and stay in place while the picture is still.
  order: 'thread',
  gap: 0,
  caps: 'square',
  arc: 360,
  isRound: false,
};
