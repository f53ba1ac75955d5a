import type { Fingerprint } from '../../fingerprint/index.ts';
import type { Font } from '../../type/index.ts';
import type { ResolvedOptions, TitleStyle } from '../options.ts';
import type { Mark } from '../scene.ts';

/** One way to arrange a fingerprint on a poster. */
export interface Layout {
  /** Size and style when the options leave them open. */
  readonly widthMm: number;
  readonly heightMm: number;
  readonly titleStyle: TitleStyle;
  /**
   * Arrange bars and title on the whole of the poster, whose ground is black.
   *
   * @throws {RenderError} `font-missing` when no font has a character of the title.
   */
  arrange(fingerprint: Fingerprint, options: ResolvedOptions, fonts: readonly Font[]): Mark[];
}
