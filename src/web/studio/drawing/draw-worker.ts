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
import {
  type Fingerprint,
  filmPalette,
  rankColumns,
  rankSwatches,
  serializeFingerprint,
} from '../../../core/fingerprint/index.ts';
import { toWire } from '../../../core/options/index.ts';
import {
  drawPanel,
  layoutPoster,
  type PosterOptions,
  planPanel,
  RenderError,
  type Scene,
  sceneToSvgParts,
} from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';
import { explainLack } from './explain-lack.ts';
import { joinParts } from './join-parts.ts';
import type { DrawAnswer, DrawCommand, Drawing, DrawnPoster, ScreenPoster, SwatchFormat } from './messages.ts';
import { findEffects } from './option-effects.ts';
import { packFilms } from './pack-films.ts';
import { paintScreen } from './screen/paint-screen.ts';
import { fitText } from './text/fit-text.ts';
import { loadFonts } from './text/web-fonts.ts';

interface Scope {
  onmessage: ((event: MessageEvent<DrawCommand>) => void) | null;
  postMessage(answer: DrawAnswer, transfer?: readonly Transferable[]): void;
}
const scope = globalThis as unknown as Scope;

/** Fingerprints by key, least recently used first. */
const cached = new Map<number, Fingerprint>();
/** Fingerprints cached in addition to those of the largest panel so far. */
const MIN_CACHED = 8;
let panelFilms = 0;

scope.onmessage = async ({ data }) => {
  if (data.kind === 'keep') {
    cached.set(data.key, data.fingerprint);
    for (const key of [...cached.keys()].slice(0, -(MIN_CACHED + panelFilms))) cached.delete(key);
    return;
  }
  const { keys, drawing } = data;
  if (drawing.kind === 'panel') panelFilms = Math.max(panelFilms, keys.length);
  if (drawing.kind === 'rank') panelFilms = Math.max(panelFilms, drawing.films);
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
    const made = await make(drawing, fingerprints);
    scope.postMessage(made, 'screen' in made ? [made.screen.bitmap] : []);
  } catch (thrown) {
    const error = explainLack(thrown);
    const message = error instanceof Error ? error.message : String(error);
    scope.postMessage({ failure: toWire(error) ?? { name: 'Error', code: '', message } });
  }
};

type Made =
  | { readonly poster: DrawnPoster }
  | { readonly screen: ScreenPoster }
  | { readonly picture: Blob }
  | { readonly effects: readonly string[] }
  | { readonly isRanked: true }
  | { readonly content: string | Uint8Array<ArrayBuffer> };

async function make(drawing: Drawing, fingerprints: readonly Fingerprint[]): Promise<Made> {
  const fingerprint = fingerprints[0]!;
  switch (drawing.kind) {
    case 'poster':
      return { poster: await drawPoster(fingerprint, drawing.options, drawing.font) };
    case 'screen': {
      const { canvas, ...facts } = await paintPoster(fingerprint, drawing);
      return { screen: { ...facts, bitmap: canvas.transferToImageBitmap() } };
    }
    case 'picture':
      return { picture: await (await paintPoster(fingerprint, drawing)).canvas.convertToBlob() };
    case 'panel':
      return { poster: await drawSideBySide(fingerprints, drawing) };
    case 'films': {
      const { films } = await titleFilms(fingerprints, drawing);
      return { content: await packFilms(films, drawing.options, await loadFonts(drawing.font, '')) };
    }
    case 'effects':
      return { effects: await probeOptions(fingerprint, drawing.options, drawing.font) };
    case 'rank':
      rankColumns(fingerprint.columns, 'presence');
      return { isRanked: true };
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

/** Films with the titles that are drawn below them, and notes on letters that no font has. */
async function titleFilms(
  fingerprints: readonly Fingerprint[],
  { font, titles }: Pick<Drawing & { kind: 'panel' }, 'font' | 'titles'>,
): Promise<{ films: Fingerprint[]; notes: string[] }> {
  const films: Fingerprint[] = [];
  const notes: string[] = [];
  for (const [i, { film, ...rest }] of fingerprints.entries()) {
    const title = titles[i] ?? film.title;
    const { text, note } = await fitText(font, title, `The title ${title}`);
    if (note !== null) notes.push(note);
    films.push({ ...rest, film: { ...film, title: text } });
  }
  return { films, notes };
}

async function drawSideBySide(
  fingerprints: readonly Fingerprint[],
  { options, font, arrangement, titles }: Drawing & { kind: 'panel' },
): Promise<DrawnPoster> {
  const { films, notes } = await titleFilms(fingerprints, { font, titles });
  const { text: title, note } = await fitText(font, options.title ?? '', 'The title');
  if (note !== null) notes.push(note);
  const drawn = await drawPanel(
    films,
    planPanel({ ...options, title }, arrangement, films.length),
    async (film) => film,
    (text) => loadFonts(font, text),
    ({ film }, error) => notes.push(`${film.title} is left out: ${explainLack(error).message}.`),
  );
  if (drawn === null) throw new RenderError('lacks-data', notes.join(' '));
  return { ...writeScene(drawn.scene), title, warning: notes.length === 0 ? null : notes.join(' ') };
}

const writeScene = (scene: Scene): Pick<DrawnPoster, 'svg' | 'widthMm' | 'heightMm'> => {
  const svg = joinParts(sceneToSvgParts(scene));
  return { svg, widthMm: scene.widthMm, heightMm: scene.heightMm };
};

/** The title and the subtitle without the letters that no font has, and the fonts for them. */
async function fitTexts(fingerprint: Fingerprint, options: PosterOptions, font: FontName) {
  const title = await fitText(font, options.title ?? fingerprint.film.title, 'The title');
  const subtitle = await fitText(font, options.subtitle ?? '', 'The subtitle');
  const notes = [title.note, subtitle.note].filter((note) => note !== null);
  return {
    // Layouts may draw text of their own even without a title.
    fonts: await loadFonts(font, `${title.text}\n${subtitle.text}`),
    texts: { title: title.text, ...(options.subtitle !== undefined && { subtitle: subtitle.text }) },
    warning: notes.length === 0 ? null : notes.join(' '),
  };
}

async function drawPoster(fingerprint: Fingerprint, options: PosterOptions, font: FontName): Promise<DrawnPoster> {
  const { fonts, texts, warning } = await fitTexts(fingerprint, options, font);
  const scene = layoutPoster(fingerprint, { ...options, ...texts }, fonts);
  return { ...writeScene(scene), title: texts.title, warning };
}

async function paintPoster(
  fingerprint: Fingerprint,
  { options, font, room: { widthPx, heightPx } }: Drawing & { kind: 'screen' | 'picture' },
): Promise<Omit<ScreenPoster, 'bitmap'> & { readonly canvas: OffscreenCanvas }> {
  const { fonts, texts, warning } = await fitTexts(fingerprint, options, font);
  const scene = layoutPoster(fingerprint, { ...options, ...texts }, fonts);
  const { widthMm, heightMm } = scene;
  const perMm = Math.min(widthPx / widthMm, heightPx / heightMm);
  const toPixels = (mm: number) => Math.max(1, Math.round(perMm * mm));
  const canvas = await paintScreen(scene, toPixels(widthMm), toPixels(heightMm));
  return { canvas, widthMm, heightMm, title: texts.title, warning };
}

async function probeOptions(fingerprint: Fingerprint, options: PosterOptions, font: FontName) {
  const { texts } = await fitTexts(fingerprint, options, font);
  // The probed subtitle is an x.
  const fonts = await loadFonts(font, `${texts.title}\n${texts.subtitle ?? ''}x`);
  return findEffects(fingerprint, { ...options, ...texts }, fonts);
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
