import {
  namePalette,
  paletteToAco,
  paletteToAse,
  paletteToCss,
  paletteToGpl,
  paletteToJson,
} from '../../../core/export/index.ts';
import type { Picture } from '../../../core/frame/index.ts';
import { layoutCard, type Pixels, RenderError, type Scene, sceneToSvg } from '../../../core/poster/index.ts';
import { encodeImage, renderPng } from '../../raster/index.ts';
import { chooseFormat } from './file-extension.ts';
import { loadPosterFonts } from './fonts.ts';
import type { FoundPalette } from './palette.ts';
import type { Output } from './render.ts';

/** Formats of a palette, named by file extension. */
export const PALETTE_FORMATS = ['png', 'svg', 'ase', 'aco', 'gpl', 'css', 'json'] as const;
/** One of {@link PALETTE_FORMATS}. */
export type PaletteFormat = (typeof PALETTE_FORMATS)[number];

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export const paletteFormat = (path: string): PaletteFormat => chooseFormat(path, PALETTE_FORMATS);

/** Pixels per inch of a card, for print. */
export const CARD_DPI = 300;
/** Maximum pixels of the longer side of the picture on a card, for print. */
const MAX_PICTURE_SIDE = 2400;

/** Render a palette as a card (PNG, SVG) or as a swatch file. */
export async function renderPalette(found: FoundPalette, format: PaletteFormat): Promise<Output> {
  const palette = namePalette(found.title, found.swatches);
  switch (format) {
    case 'ase':
      return { content: paletteToAse(palette), warnings: [] };
    case 'aco':
      return { content: paletteToAco(palette), warnings: [] };
    case 'gpl':
      return { content: paletteToGpl(palette), warnings: [] };
    case 'css':
      return { content: paletteToCss(palette), warnings: [] };
    case 'json':
      return { content: paletteToJson(palette), warnings: [] };
  }
  const { scene, warnings } = await drawCard(found);
  return { content: format === 'svg' ? sceneToSvg(scene) : await renderPng(scene, { dpi: CARD_DPI }), warnings };
}

async function drawCard({ title, swatches, source }: FoundPalette): Promise<{ scene: Scene; warnings: string[] }> {
  const plain = await loadPosterFonts(undefined, '');
  if ('still' in source) {
    const image = await encodeImage(toPixels(source.still), MAX_PICTURE_SIDE);
    return { scene: layoutCard({ title, swatches, source: { image } }, plain), warnings: [] };
  }
  try {
    const fonts = await loadPosterFonts(undefined, title);
    return { scene: layoutCard({ title, hasTitle: true, swatches, source }, fonts), warnings: [] };
  } catch (error) {
    if (!(error instanceof RenderError) || error.code !== 'font-missing') throw error;
    return { scene: layoutCard({ title, swatches, source }, plain), warnings: [`${error.message}; drawn without it`] };
  }
}

/** Copy all pixels of a still, composited over black as in the sampler. */
function toPixels({ width, height, components, alpha, bits }: Picture): Omit<Pixels, 'channels'> {
  const data = new Uint8Array(width * height * 3);
  const most = 2 ** bits - 1;
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cover = alpha === null ? 1 : alpha.data[alpha.offset + y * alpha.stride + x * alpha.step]! / most;
      for (let channel = 0; channel < 3; channel++) {
        const { data: codes, offset, stride, step } = components[channel] ?? components[0]!;
        data[out++] = Math.round((codes[offset + y * stride + x * step]! / most) * 255 * cover);
      }
    }
  }
  return { width, height, data };
}
