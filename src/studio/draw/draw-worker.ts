/** The entry of the worker that draws: fonts, layouts and files, so that the page neither loads nor waits for them. */
import {
  fingerprintToCsv,
  fingerprintToPage,
  namePalette,
  paletteToAco,
  paletteToAse,
  paletteToCss,
  paletteToGpl,
  paletteToJson,
} from '../../export/index.ts';
import { type Fingerprint, filmPalette, rankSwatches, serializeFingerprint } from '../../fingerprint/index.ts';
import { layoutPoster, type PosterOptions, RenderError, sceneToSvg } from '../../poster/index.ts';
import type { FontName } from '../../type/index.ts';
import type { DrawAnswer, DrawCommand, DrawnPoster, SwatchFormat } from './messages.ts';
import { loadFonts } from './web-fonts.ts';

interface Scope {
  onmessage: ((event: MessageEvent<DrawCommand>) => void) | null;
  postMessage(answer: DrawAnswer): void;
}
const scope = globalThis as unknown as Scope;

/** The fingerprints given last: what is shown, and what was shown before it. */
const kept = new Map<number, Fingerprint>();
const MOST_KEPT = 4;

scope.onmessage = async ({ data }) => {
  if (data.kind === 'keep') {
    kept.set(data.key, data.fingerprint);
    for (const key of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(key);
    return;
  }
  const { id } = data;
  const fingerprint = kept.get(data.key);
  if (fingerprint === undefined) {
    scope.postMessage({ id, isGone: true });
    return;
  }
  try {
    switch (data.kind) {
      case 'poster':
        scope.postMessage({ id, poster: await drawPoster(fingerprint, data.options, data.font) });
        break;
      case 'page':
        scope.postMessage({ id, content: fingerprintToPage(fingerprint, data.options) });
        break;
      case 'data':
        scope.postMessage({
          id,
          content: data.format === 'json' ? serializeFingerprint(fingerprint) : fingerprintToCsv(fingerprint),
        });
        break;
      case 'swatches': {
        const swatches = rankSwatches(filmPalette(fingerprint, data.count), data.rank);
        scope.postMessage({ id, content: writeSwatches(fingerprint.film.title, swatches, data.format) });
        break;
      }
    }
  } catch (error) {
    scope.postMessage({ id, problem: error instanceof Error ? error.message : String(error) });
  }
};

async function drawPoster(fingerprint: Fingerprint, options: PosterOptions, font: FontName): Promise<DrawnPoster> {
  const title = options.title ?? fingerprint.film.title;
  const draw = async (text: string, warning: string | null): Promise<DrawnPoster> => {
    const written = `${text}\n${options.subtitle ?? ''}`;
    const fonts = written.trim() === '' ? [] : await loadFonts(font, written);
    const scene = layoutPoster(fingerprint, { ...options, title: text }, fonts);
    return { svg: sceneToSvg(scene), widthMm: scene.widthMm, heightMm: scene.heightMm, warning };
  };
  try {
    return await draw(title, null);
  } catch (error) {
    // A title that nobody asked for must not stand in the way of the picture.
    if (!(error instanceof RenderError) || error.code !== 'font-missing' || options.title !== undefined) throw error;
    return draw('', `${error.message} It is drawn without a title.`);
  }
}

function writeSwatches(
  title: string,
  swatches: Parameters<typeof namePalette>[1],
  format: SwatchFormat,
): string | Uint8Array<ArrayBuffer> {
  const palette = namePalette(title, swatches);
  switch (format) {
    case 'ase':
      return Uint8Array.from(paletteToAse(palette));
    case 'aco':
      return Uint8Array.from(paletteToAco(palette));
    case 'gpl':
      return paletteToGpl(palette);
    case 'css':
      return paletteToCss(palette);
    case 'json':
      return paletteToJson(palette);
  }
}
