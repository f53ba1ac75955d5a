import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { listChoices, OptionError, PICTURE_OPTIONS, showValue, wrongValue } from '../../../core/options/index.ts';
import type { FoundPalette } from '../outputs/palette.ts';
import { PALETTE_FORMATS, type PaletteFormat, renderPalette } from '../outputs/palette-render.ts';
import type { PictureOptions } from '../outputs/picture-options.ts';
import { OUTPUT_FORMATS, type OutputFormat, renderOutput } from '../outputs/render.ts';
import { type CallOptions, checkNames, reportWarnings } from './call-options.ts';
import type { InputPalette } from './palette.ts';

/** Formats whose files are text. */
type TextFormat = 'svg' | 'html' | 'json' | 'csv' | 'gpl' | 'css';

/** The content of a file: a string for text, bytes for other formats. */
export type FileContent<Format extends string> = Format extends TextFormat ? string : Uint8Array;

/** What a picture or file is made of: its format, how it is drawn, and where warnings go. */
export interface RenderOptions<Format extends OutputFormat> extends PictureOptions, Pick<CallOptions, 'onWarning'> {
  /** `png`, `jpg`, `jpeg`, `webp`, `avif`, `svg`, `pdf`, `html`, `json`, `json.gz` or `csv`. */
  readonly format: Format;
}

/** Which file a palette becomes. */
export interface PaletteFileOptions<Format extends PaletteFormat> extends Pick<CallOptions, 'onWarning'> {
  /** `png` or `svg` for a card; `ase`, `aco`, `gpl`, `css` or `json` for swatches. */
  readonly format: Format;
}

/**
 * Draw a fingerprint as a poster, or write it as data. The same fingerprint and options give the
 * same bytes.
 *
 * @returns a string for `svg`, `html`, `json` and `csv`; bytes for other formats.
 * @throws {OptionError} for options out of range.
 * @throws {ChromathequeError} `RenderError` for a title that cannot be drawn, or a picture that is
 *   too large.
 */
export function render<Format extends OutputFormat>(
  film: Fingerprint,
  options: RenderOptions<Format>,
): Promise<FileContent<Format>>;
/**
 * Draw a palette as a card, or write it as a file of swatches.
 *
 * @returns a string for `svg`, `gpl`, `css` and `json`; bytes for other formats.
 * @throws {OptionError} for an unknown format, and for any other option.
 */
export function render<Format extends PaletteFormat>(
  palette: InputPalette,
  options: PaletteFileOptions<Format>,
): Promise<FileContent<Format>>;
/** Draw or write what is given. */
export async function render(
  drawn: Fingerprint | InputPalette,
  options: RenderOptions<OutputFormat> | PaletteFileOptions<PaletteFormat>,
): Promise<string | Uint8Array> {
  const { format, onWarning: _, ...asked } = options;
  const output = 'columns' in drawn ? await drawFilm(drawn, format, asked) : await drawPalette(drawn, format, asked);
  reportWarnings(options, output.warnings);
  return output.content;
}

function drawFilm(film: Fingerprint, format: string, asked: PictureOptions) {
  checkNames(asked, PICTURE_OPTIONS);
  return renderOutput(film, chooseKnown(OUTPUT_FORMATS, format), asked);
}

function drawPalette(palette: InputPalette, format: string, asked: object) {
  const [option] = Object.keys(asked);
  if (option !== undefined) throw new OptionError('unknown', option, 'a palette has no such option');
  return renderPalette({ ...palette, warnings: [] } satisfies FoundPalette, chooseKnown(PALETTE_FORMATS, format));
}

/** Check a format. @throws {OptionError} that lists the formats. */
export function chooseKnown<Format extends string>(formats: readonly Format[], format: string): Format {
  const known = formats.find((name) => name === format);
  if (known === undefined) throw wrongValue('format', listChoices(formats), showValue(format));
  return known;
}
