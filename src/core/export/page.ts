import { type Fingerprint, filmPalette, type PaletteSwatch, type Shot } from '../fingerprint/index.ts';
import { escapeXml, formatClock, formatCount, formatPercent } from '../text/index.ts';
import {
  PAGE_SCRIPT,
  PAGE_SCRIPT_HASH,
  PAGE_STYLE,
  PAGE_STYLE_HASH,
  SHOTS_SCRIPT,
  SHOTS_SCRIPT_HASH,
  SHOTS_STYLE,
  SHOTS_STYLE_HASH,
} from './page-assets.ts';
import { type PageBarOptions, writePageData } from './page-data.ts';
import { cut, toLine, writeHead, writeSwatch } from './page-parts.ts';

/** How a page looks: of a poster's options those that a page has too, with the same defaults. */
export type PageOptions = { readonly [Name in keyof PageBarOptions]?: PageBarOptions[Name] | undefined } & {
  /** What it is called; line breaks become spaces. The film's own title when absent or blank. */
  readonly title?: string | undefined;
};

/** Colours of the film's own palette that are listed: two rows of eight on a wide screen. */
const PALETTE = 16;

/**
 * Write a fingerprint as one HTML page for exploring the film: its bars, the frame and colours at
 * each time, the film's palette, and a turning solid of its colours. If it has shots, their cuts are
 * marked above the bars.
 *
 * The page loads nothing. Its Content-Security-Policy forbids all network access, and all scripts
 * and styles except its own, which it identifies by hash. All text from the film is escaped.
 *
 * @returns one document that ends in a line break; the same fingerprint and options give the same
 *   text. 3,600 columns of five colours take 0.2 MB, thumbnails another 1.3 MB.
 */
export function fingerprintToPage(fingerprint: Fingerprint, options: PageOptions): string {
  const { film, shots } = fingerprint;
  const { colors = 1, rank = 'presence', order = 'thread', swatch = 'centroid' } = options;
  const title = escapeXml(toLine(options.title ?? '') || toLine(film.title) || 'A film');
  const palette = filmPalette(fingerprint, PALETTE);
  const styles = shots === undefined ? [PAGE_STYLE] : [PAGE_STYLE, SHOTS_STYLE];
  const styleHashes = shots === undefined ? [PAGE_STYLE_HASH] : [PAGE_STYLE_HASH, SHOTS_STYLE_HASH];
  const [script, scriptHash] =
    shots === undefined ? [PAGE_SCRIPT, PAGE_SCRIPT_HASH] : [SHOTS_SCRIPT, SHOTS_SCRIPT_HASH];
  const hasFrames = (fingerprint.pictures?.thumbnails.length ?? 0) > 0;
  return `${writeHead({ title, tool: fingerprint.tool, palette, styles, styleHashes, scriptHash })}
<body>
<main>
<header>
<h1>${title}</h1>
<ul class="facts">${listFacts(fingerprint)}</ul>
</header>
<noscript><p class="hint">The bars are drawn by a script inside this page; here scripts are switched off.</p></noscript>
<div class="strip" id="strip" role="slider" tabindex="0" aria-label="Moment of the film" aria-describedby="help" aria-valuemin="1" aria-valuemax="${fingerprint.columns.length}" aria-valuenow="1">
${shots === undefined ? '' : `${drawCuts(fingerprint.sampling, shots)}\n`}<canvas id="bars"></canvas>
<div id="frames"></div>
<div class="head" id="head"></div>
</div>
<div class="axis" id="axis" aria-hidden="true"></div>
<section class="moment${hasFrames ? ' has-frame' : ''}" aria-label="This moment">
${hasFrames ? '<figure><img id="frame" alt=""><figcaption id="taken"></figcaption></figure>' : ''}
<div>
<p class="time" id="time"></p>
<p class="place" id="place"></p>${shots === undefined ? '' : '\n<p class="place" id="shot"></p>'}
<svg class="band" id="shares" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"></svg>
<ul class="swatches" id="swatches"></ul>
<p class="hint" id="help"><kbd>←</kbd> <kbd>→</kbd> move along the film, <kbd>Page Up</kbd> <kbd>Page Down</kbd> further, <kbd>Home</kbd> <kbd>End</kbd> to its ends${shots === undefined ? '' : ', <kbd>,</kbd> <kbd>.</kbd> to the previous and next shot'}. Click or <kbd>Enter</kbd> copies a colour.</p>
</div>
</section>
${writePalette(palette)}
</main>
<footer>${describeSampling(fingerprint)}</footer>
<div id="notice" role="status"></div>
<template id="swatch">${writeSwatch('#000000', '')}</template>
<script type="application/json" id="data">${writePageData(fingerprint, { colors, rank, order, swatch })}</script>
<script>${script}</script>
</body>
</html>
`;
}

function listFacts({ film, columns, shots }: Fingerprint): string {
  const { frameRate, width, height } = film;
  const rate = Math.round((100 * frameRate.num) / frameRate.den) / 100;
  const facts = [
    formatClock(film.durationSeconds, { rounding: 'nearest' }),
    `${width} × ${height}`,
    formatCount(rate, 'frame a second', 'frames a second'),
    film.codec,
    formatMoments(columns.length),
    ...(shots === undefined ? [] : [withCommas(formatCount(shots.length, 'shot'))]),
  ];
  return facts.map((fact) => `<li>${escapeXml(fact)}</li>`).join('');
}

/** Marks of cuts, in seconds from left to right; those that open a scene are longer. */
function drawCuts({ from, to }: Fingerprint['sampling'], shots: readonly Shot[]): string {
  const draw = (opensScene: boolean, top: number) =>
    shots
      .filter(({ scene }, i) => i > 0 && (scene !== shots[i - 1]!.scene) === opensScene)
      .map((shot) => `M${cut(shot.from)} ${top}V0.8`)
      .join('');
  return `<svg class="cuts" viewBox="${cut(from)} 0 ${cut(to - from)} 1" preserveAspectRatio="none" aria-hidden="true"><path d="${draw(false, 0.5)}"/><path class="scenes" d="${draw(true, 0.15)}"/><rect id="extent" y="0.85" height="0.15"/></svg>`;
}

function describeSampling({ film, sampling, columns, tool }: Fingerprint): string {
  const every = formatSeconds((sampling.to - sampling.from) / columns.length);
  const rhythm =
    sampling.mode === 'draft' ? ', at key frames of the film' : columns.length === 1 ? '' : `, one every ${every}`;
  const text = `${film.name}: ${formatMoments(columns.length)}${rhythm}. Made by Chromatheque ${tool.version}.`;
  return `<p>${escapeXml(text)}</p>`;
}

function writePalette(palette: readonly PaletteSwatch[]): string {
  if (palette.length === 0) return '';
  let x = 0;
  const rects = palette.map(({ color, share }) => {
    const rect = `<rect x="${cut(x)}" y="0" width="${cut(share)}" height="1" fill="${color}"/>`;
    x += share;
    return rect;
  });
  const items = palette.map(({ color, share }) => writeSwatch(color, formatPercent(share, { decimals: 1 })));
  return `<section class="film" aria-labelledby="palette-title">
<h2 id="palette-title">The film’s palette</h2>
<svg class="band" viewBox="0 0 ${cut(x)} 1" preserveAspectRatio="none" shape-rendering="crispEdges" aria-hidden="true">${rects.join('')}</svg>
<ul class="swatches">${items.join('')}</ul>
</section>
<section class="solid" aria-labelledby="solid-title">
<header><h2 id="solid-title">Its colours in space</h2>
<p class="hint">Lightness upwards, hues around, greys along the axis; the larger a mark, the more of the film it is. Drag it, or turn it with the arrow keys.</p>
<button class="control" id="turning" type="button">Let it turn</button></header>
<canvas id="solid" role="slider" tabindex="0" aria-label="The film’s colours as a solid that turns" aria-valuemin="0" aria-valuemax="359" aria-valuenow="0"></canvas>
</section>`;
}

/** "1 moment", "3,600 moments". */
const formatMoments = (count: number): string => withCommas(formatCount(count, 'moment'));

const withCommas = (text: string): string => text.replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, ',');

/** "2.09 s", "4 min 12 s", "2 h 6 min". */
function formatSeconds(seconds: number): string {
  if (seconds < 59.995) return `${Math.round(seconds * 100) / 100} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`;
  const rest = Math.round(whole / 60) % 60;
  return `${Math.floor(Math.round(whole / 60) / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
