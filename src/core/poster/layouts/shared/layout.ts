import type { Fingerprint, Order } from '../../../fingerprint/index.ts';
import type { Font } from '../../../type/index.ts';
import type { Caps, ResolvedOptions, TitleStyle } from '../../options/options.ts';
import type { ThemeName } from '../../options/theme.ts';
import type { Mark } from '../../scene/scene.ts';

/**
 * One way to arrange a fingerprint on a poster, and what it takes where the options leave something
 * open.
 */
export interface Layout {
  readonly widthMm: number;
  readonly heightMm: number;
  /** How its title can be set, its own way first. */
  readonly titleStyles: readonly [TitleStyle, ...TitleStyle[]];
  readonly theme: ThemeName;
  readonly colors: number;
  readonly order: Order;
  readonly gap: number;
  readonly caps: Caps;
  readonly arcDegrees: number;
  /** Whether time goes around a centre, so that it may begin at any angle. */
  readonly isRound: boolean;
  /** Whether it cannot be turned. */
  readonly isFixed?: boolean;
  /**
   * Options that a user would expect to do something, and that it cannot follow: an error, but for
   * 0.
   */
  readonly refused?: readonly ('bars' | 'smoothSeconds' | 'gap')[];
  /** Height of the page where it follows from how far around the picture reaches, millimetres. */
  heightOfArc?(arcDegrees: number): number;
  /**
   * Arrange marks on the page, whose ground is the theme's.
   *
   * @throws {RenderError} `font-missing` when no font has a character of the title; `lacks-data`
   *   when the fingerprint has not what is drawn.
   */
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): readonly Mark[];
}

/** What most layouts take. */
export const DEFAULT_LAYOUT: Pick<Layout, 'theme' | 'colors' | 'order' | 'gap' | 'caps' | 'arcDegrees' | 'isRound'> = {
  theme: 'dark',
  colors: 1,
  // Rows read as bands, and hold still while the picture does.
  order: 'thread',
  gap: 0,
  caps: 'square',
  arcDegrees: 360,
  isRound: false,
};
