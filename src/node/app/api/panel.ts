import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { OptionError, PANEL_OPTIONS, PICTURE_OPTIONS } from '../../../core/options/index.ts';
import {
  checkPanelOptions,
  makePanel,
  PANEL_FORMATS,
  type PanelFormat,
  type PanelPictureOptions,
  renderPanel,
} from '../outputs/panel.ts';
import { type CallOptions, checkNames, reportWarnings } from './call-options.ts';
import { chooseKnown, type FileContent } from './render.ts';

/** How films are drawn in one picture, and its format. */
export interface PanelFileOptions<Format extends PanelFormat>
  extends PanelPictureOptions,
    Pick<CallOptions, 'onWarning'> {
  /** `png`, `jpg`, `jpeg`, `webp`, `avif`, `svg` or `pdf`. */
  readonly format: Format;
}

/**
 * Draw many fingerprints in one picture.
 *
 * @param films fingerprints, or functions that read one: then only one is in memory at a time.
 * @returns a string for `svg`, bytes for other formats.
 * @throws {OptionError} for options out of range, before a film is read; for no films.
 * @throws {ChromathequeError} `RenderError` for a picture that is too large, or a title that cannot
 *   be drawn; what a function throws.
 */
export async function panel<Format extends PanelFormat>(
  films: readonly (Fingerprint | (() => Promise<Fingerprint>))[],
  options: PanelFileOptions<Format>,
): Promise<FileContent<Format>> {
  const { format, onWarning: _, ...asked } = options;
  checkNames(asked, { ...PICTURE_OPTIONS, ...PANEL_OPTIONS });
  const known = chooseKnown(PANEL_FORMATS, format);
  if (films.length === 0) throw new OptionError('wrong-value', 'films', 'expected at least one fingerprint');
  checkPanelOptions(asked, films.length);
  const read = async (place: string): Promise<Fingerprint> => {
    const film = films[Number(place)]!;
    return typeof film === 'function' ? film() : film;
  };
  const places = films.map((_film, place) => String(place));
  const drawn = await makePanel(places, asked, read, (_place, error) => {
    throw error;
  });
  reportWarnings(options, drawn!.warnings);
  return (await renderPanel(drawn!, known, asked)) as FileContent<Format>;
}
