/**
 * Entry of the drawing worker. It holds fonts, layouts and file writers, so that the page does not
 * load them or wait for them.
 */
import {
  fingerprintToCsv,
  fingerprintToPage,
  namePalette,
  paletteToAco,
  paletteToAse,
  paletteToCss,
  paletteToGpl,
  paletteToJson,
} from '../../../core/export/index.ts';
import { type Fingerprint, filmPalette, rankSwatches, serializeFingerprint } from '../../../core/fingerprint/index.ts';
import { toWire } from '../../../core/options/index.ts';
import {
  drawPanel,
  layoutPoster,
  type PosterOptions,
  planPanel,
  RenderError,
  type Scene,
  sceneToSvg,
} from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';
import type { DrawAnswer, DrawCommand, Drawing, DrawnPoster, SwatchFormat } from './messages.ts';
import { loadFonts } from './web-fonts.ts';

interface Scope {
  onmessage: ((event: MessageEvent<DrawCommand>) => void) | null;
  postMessage(answer: DrawAnswer): void;
}
const scope = globalThis as unknown as Scope;

/** Fingerprints by key, least recently used first. */
const cached = new Map<number, Fingerprint>();
/** Fingerprints cached in addition to those of the largest panel so far. */
const MIN_CACHED = 4;
let panelFilms = 0;

scope.onmessage = async ({ data }) => {
  if (data.kind === 'keep') {
    cached.set(data.key, data.fingerprint);
    for (const key of [...cached.keys()].slice(0, -(MIN_CACHED + panelFilms))) cached.delete(key);
    return;
  }
  const { keys, drawing } = data;
  if (drawing.kind === 'panel') panelFilms = Math.max(panelFilms, keys.length);
  const fingerprints: Fingerprint[] = [];
  for (const key of keys) {
    const fingerprint = cached.get(key);
    if (fingerprint === undefined) {
      scope.postMessage({ isGone: true });
      return;
    }
    cached.delete(key);
    cached.set(key, fingerprint);
    fingerprints.push(fingerprint);
  }
  try {
    scope.postMessage(await make(drawing, fingerprints));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    scope.postMessage({ failure: toWire(error) ?? { name: 'Error', code: '', message } });
  }
};

type Made = { readonly poster: DrawnPoster } | { readonly content: string | Uint8Array<ArrayBuffer> };

async function make(drawing: Drawing, fingerprints: readonly Fingerprint[]): Promise<Made> {
  const fingerprint = fingerprints[0]!;
  switch (drawing.kind) {
    case 'poster':
      return { poster: await drawPoster(fingerprint, drawing.options, drawing.font) };
    case 'panel':
      return { poster: await drawSideBySide(fingerprints, drawing) };
    case 'page':
      return { content: fingerprintToPage(fingerprint, drawing.options) };
    case 'data':
      return { content: drawing.format === 'json' ? serializeFingerprint(fingerprint) : fingerprintToCsv(fingerprint) };
    case 'swatches': {
      const swatches = rankSwatches(filmPalette(fingerprint, drawing.count), drawing.rank);
      return { content: writeSwatches(fingerprint.film.title, swatches, drawing.format) };
    }
  }
}

async function drawSideBySide(
  fingerprints: readonly Fingerprint[],
  { options, font, arrangement, titles }: Drawing & { kind: 'panel' },
): Promise<DrawnPoster> {
  const films = fingerprints.map((fingerprint, i): Fingerprint => {
    return { ...fingerprint, film: { ...fingerprint.film, title: titles[i] ?? fingerprint.film.title } };
  });
  const notes: string[] = [];
  const drawn = await drawPanel(
    films,
    planPanel(options, arrangement, films.length),
    async (film) => film,
    (text) => loadFonts(font, text),
    ({ film }, error) => notes.push(`${film.title} is left out: ${error.message}.`),
  );
  if (drawn === null) throw new RenderError('lacks-data', notes.join(' '));
  notes.push(...drawn.untitled.map(({ title, error }) => `The title of ${title} is left out: ${error.message}`));
  return { ...writeScene(drawn.scene), warning: notes.length === 0 ? null : notes.join(' ') };
}

const writeScene = (scene: Scene): Omit<DrawnPoster, 'warning'> => {
  return { svg: sceneToSvg(scene), widthMm: scene.widthMm, heightMm: scene.heightMm };
};

async function drawPoster(fingerprint: Fingerprint, options: PosterOptions, font: FontName): Promise<DrawnPoster> {
  const title = options.title ?? fingerprint.film.title;
  const draw = async (text: string, warning: string | null): Promise<DrawnPoster> => {
    // Layouts may draw text of their own even without a title.
    const fonts = await loadFonts(font, `${text}\n${options.subtitle ?? ''}`);
    return { ...writeScene(layoutPoster(fingerprint, { ...options, title: text }, fonts)), warning };
  };
  try {
    return await draw(title, null);
  } catch (error) {
    // A missing font for the default title must not prevent the drawing.
    if (!(error instanceof RenderError) || error.code !== 'font-missing' || options.title !== undefined) throw error;
    return draw('', `${error.message} The poster is drawn without a title.`);
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
