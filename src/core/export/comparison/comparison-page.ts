import { type ComparedFilm, type Comparison, describeComparison } from '../../compare/index.ts';
import { type Fingerprint, filmPalette } from '../../fingerprint/index.ts';
import { escapeXml, formatClock } from '../../text/index.ts';
import type { PageOptions } from '../page.ts';
import {
  COMPARISON_SCRIPT,
  COMPARISON_SCRIPT_HASH,
  COMPARISON_STYLE,
  COMPARISON_STYLE_HASH,
  PAGE_STYLE,
  PAGE_STYLE_HASH,
} from '../page-assets.ts';
import { toLine, writeHead, writeSwatch } from '../page-parts.ts';
import { type FramePair, writeComparisonData } from './comparison-data.ts';
import { drawLinksSvg, findScale } from './links-svg.ts';
import { writeBlockTable, writeShiftTable, writeShotTable, writeWorstMoments } from './tables.ts';

/** Colours of the icon. */
const ICON_COLORS = 5;

/**
 * Write a comparison as one HTML page: the findings in words, the strips of both films with links
 * between them, the difference over time, the pair of frames and colours at each moment, and tables
 * of blocks, gaps, largest differences, colour shift and shots.
 *
 * The page loads nothing. Its Content-Security-Policy forbids all network access, and all scripts
 * and styles except its own, which it identifies by hash. All text from the films is escaped.
 *
 * @param a fingerprint of film A of the comparison; `b` that of film B. Their thumbnails are shown
 *   where there is no pair.
 * @param pairs frames of both films at the same moments, in any order. May be empty.
 * @param options of a film's page; the title is by default that of the films.
 * @returns one document that ends in a line break; the same arguments give the same text.
 */
export function comparisonToPage(
  a: Fingerprint,
  b: Fingerprint,
  comparison: Comparison,
  pairs: readonly FramePair[],
  options: PageOptions,
): string {
  const { colors = 1, rank = 'presence', order = 'thread', swatch = 'centroid' } = options;
  const { tool, sameFilm, moments, shift, shots } = comparison;
  const title = escapeXml(toLine(options.title ?? '') || nameFilms(comparison));
  const head = writeHead({
    title,
    tool,
    palette: filmPalette(a, ICON_COLORS),
    styles: [PAGE_STYLE, COMPARISON_STYLE],
    styleHashes: [PAGE_STYLE_HASH, COMPARISON_STYLE_HASH],
    scriptHash: COMPARISON_SCRIPT_HASH,
  });
  const findings = describeComparison(comparison).map((sentence) => `<li>${escapeXml(sentence)}</li>`);
  return `${head}
<body>
<main>
<header>
<h1>${title}</h1>
<dl class="films">${describeFilm('A', comparison.a)}${describeFilm('B', comparison.b)}</dl>
</header>
<section class="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
<ul>${findings.join('')}</ul>
</section>
<noscript><p class="hint">The strips are drawn by a script inside this page; here scripts are switched off.</p></noscript>
<section class="strips" aria-label="Both films over time">
<div class="tracks" id="tracks">
${writeStrip('a', a)}
${drawLinksSvg(comparison)}
${writeStrip('b', b)}
</div>
<div class="axis" id="axis" aria-hidden="true"></div>
<p class="hint legend">${explainStrips(comparison)}</p>
</section>
<section class="moment both" aria-label="This moment">
<p class="verdict"><b class="time" id="difference"></b> <span id="verdict"></span></p>
${writeSide('a')}
${writeSide('b')}
<p class="hint" id="help"><kbd>←</kbd> <kbd>→</kbd> move along a film, <kbd>Page Up</kbd> <kbd>Page Down</kbd> further, <kbd>Home</kbd> <kbd>End</kbd> to its ends${sameFilm ? ', <kbd>G</kbd> to the next gap or moved stretch, <kbd>D</kbd> to the next large difference, with <kbd>Shift</kbd> to the previous one' : ''}. Click or <kbd>Enter</kbd> copies a colour.</p>
</section>
${moments.every(({ isMismatch }) => isMismatch) ? '' : writeSection('worst-title', 'Largest differences, CIEDE2000', writeWorstMoments(comparison))}
${sameFilm ? writeSection('blocks-title', 'Stretches', writeBlockTable(comparison)) : ''}
${shift?.isShifted ? writeSection('shift-title', 'Colour shift', writeShiftTable(shift)) : ''}
${shots === undefined || shots.length === 0 ? '' : writeSection('shots-title', 'Shots', writeShotTable(shots))}
</main>
<footer><p>${escapeXml(`Colours were compared on ${comparison.basis === 'pictures' ? 'pictures of the same moments' : 'the columns of fingerprints'}. Made by Chromatheque ${tool.version}.`)}</p></footer>
<div id="notice" role="status"></div>
<template id="swatch">${writeSwatch('#000000', '')}</template>
<script type="application/json" id="data">${writeComparisonData(a, b, comparison, pairs, { colors, rank, order, swatch })}</script>
<script>${COMPARISON_SCRIPT}</script>
</body>
</html>
`;
}

const titleOf = ({ title, name }: ComparedFilm): string => toLine(title) || toLine(name) || 'A film';

function nameFilms({ a, b }: Comparison): string {
  const [one, other] = [titleOf(a), titleOf(b)];
  return one === other ? `${one}: two editions` : `${one} and ${other}`;
}

function describeFilm(letter: string, film: ComparedFilm): string {
  const { name, durationSeconds, width, height, frameRate } = film;
  const rate = Math.round((1000 * frameRate.num) / frameRate.den) / 1000;
  const facts = [
    formatClock(durationSeconds, { rounding: 'nearest' }),
    `${width} × ${height}`,
    `${rate} frames per second`,
    toLine(name),
  ];
  return `<div><dt>${letter}</dt><dd><b>${escapeXml(titleOf(film))}</b> <span>${escapeXml(facts.join(' · '))}</span></dd></div>`;
}

function writeStrip(film: 'a' | 'b', { columns }: Fingerprint): string {
  const name = film.toUpperCase();
  return `<div class="strip track" id="strip-${film}" role="slider" tabindex="0" aria-label="Moment of film ${name}" aria-describedby="help" aria-valuemin="1" aria-valuemax="${columns.length}" aria-valuenow="1"><canvas id="bars-${film}"></canvas><span class="letter" aria-hidden="true">${name}</span><div class="head" id="head-${film}"></div></div>`;
}

function writeSide(film: 'a' | 'b'): string {
  return `<div class="side" id="side-${film}">
<h3>${film.toUpperCase()} <span class="place" id="time-${film}"></span></h3>
<figure id="figure-${film}"><img id="frame-${film}" alt=""><figcaption id="taken-${film}"></figcaption></figure>
<svg class="band" id="shares-${film}" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"></svg>
<ul class="swatches" id="swatches-${film}"></ul>
</div>`;
}

function explainStrips(comparison: Comparison): string {
  if (!comparison.sameFilm) return 'Different films: nothing links them. Each film has its own clock.';
  const curve = `Strong line: CIEDE2000 difference from 0 to ${findScale(comparison)}; faint line: what the colour shift leaves.`;
  return `Bands link what both films show, darker if it was moved or repeated; blocks at the strips mark what only one film shows. ${comparison.moments.length === 0 ? '' : curve} Each film has its own clock.`;
}

const writeSection = (titleId: string, title: string, content: string): string =>
  `<section aria-labelledby="${titleId}">
<h2 id="${titleId}">${title}</h2>
${content}
</section>`;
