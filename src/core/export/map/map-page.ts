import type { MapGrid } from '../../compare/index.ts';
import type { PaletteSwatch } from '../../fingerprint/index.ts';
import type { Cells } from '../../poster/index.ts';
import { escapeXml, formatCount, toBase64 } from '../../text/index.ts';
import { ByteWriter } from '../byte-writer.ts';
import { MAP_SCRIPT, MAP_SCRIPT_HASH, MAP_STYLE, MAP_STYLE_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from '../page-assets.ts';
import { writeJson } from '../page-data.ts';
import { toLine, writeHead, writeSwatch } from '../page-parts.ts';

/** A film of the page of a map. */
export interface MapPageFilm {
  readonly title: string;
  /** Below the title: the year. May be empty. */
  readonly note: string;
  /** What is shown of the chosen film: year, director, length. */
  readonly facts: readonly string[];
  /** Its colours, the most present first; at least one. */
  readonly palette: readonly PaletteSwatch[];
  readonly bars: Cells;
  /** Address of a page of the film, relative to this page; null if there is none. */
  readonly href: string | null;
  /** The films that are most similar, the nearest first, as indices of the films of the page. */
  readonly nearest: readonly number[];
}

/** The data of the page, which its script reads. */
export interface MapPageData {
  /** Cells of a whole row. */
  readonly across: number;
  /** Colours of a bar, at most. */
  readonly rows: number;
  readonly films: readonly {
    readonly title: string;
    readonly facts: string;
    readonly palette: readonly (readonly [color: string, share: number])[];
    readonly nearest: readonly number[];
    /** Whether the film has a page of its own. */
    readonly hasPage: boolean;
    /** For each bar the number of its colours and their r, g, b, from the top: bytes in base64. */
    readonly bars: string;
  }[];
}

/** Colours of the icon. */
const ICON_COLORS = 5;

/**
 * Write a map of films as one HTML page: each film as its bars, with title and year; the chosen film
 * with its facts, its colours and links to the most similar films; a field that finds titles.
 *
 * The page loads nothing. Its Content-Security-Policy forbids all network access, and all scripts and
 * styles except its own, which it identifies by hash. All text from the films is escaped.
 *
 * @param films in the order of the grid's cells, at least one.
 * @param title heading of the page.
 * @returns one document that ends in a line break; the same arguments give the same text.
 */
export function mapToPage(
  films: readonly MapPageFilm[],
  { across }: MapGrid,
  title: string,
  tool: { readonly name: string; readonly version: string },
): string {
  const heading = escapeXml(toLine(title) || 'Films by colour');
  const head = writeHead({
    title: heading,
    tool,
    palette: films[0]!.palette.slice(0, ICON_COLORS),
    styles: [PAGE_STYLE, MAP_STYLE],
    styleHashes: [PAGE_STYLE_HASH, MAP_STYLE_HASH],
    scriptHash: MAP_SCRIPT_HASH,
  });
  return `${head}
<body>
<main>
<header>
<h1>${heading}</h1>
<ul class="facts"><li>${formatCount(films.length, 'film')}</li><li>Neighbours have similar colours</li></ul>
<p class="find"><label for="find">Find a title</label> <input id="find" type="search" autocomplete="off" spellcheck="false"> <span id="found" role="status"></span></p>
</header>
<noscript><p class="hint">The bars are drawn by a script inside this page; here scripts are switched off.</p></noscript>
<nav class="map" id="map" aria-label="Films by colour" aria-describedby="help">
${films.map(writeTile).join('\n')}
</nav>
<aside class="chosen" id="chosen" aria-label="Chosen film" hidden>
<div><h2 id="title"></h2><p class="place" id="facts"></p><p id="page"><a id="link">Open the film’s page</a></p></div>
<ul class="swatches" id="swatches"></ul>
<div><h3 id="nearest-title">Most similar</h3><ul class="nearest" id="nearest" aria-labelledby="nearest-title"></ul></div>
<button class="control" id="close" type="button" aria-label="Close">×</button>
</aside>
</main>
<footer><p class="hint" id="help"><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move over the map, <kbd>Home</kbd> <kbd>End</kbd> to its ends, <kbd>Enter</kbd> opens a film, <kbd>Esc</kbd> closes it, <kbd>/</kbd> finds a title. Click or <kbd>Enter</kbd> copies a colour.</p>
<p>${escapeXml(`Light films tend to be at the top, dark ones at the bottom, warm ones at the left, cool ones at the right. Made by Chromatheque ${tool.version}.`)}</p></footer>
<div id="notice" role="status"></div>
<template id="swatch">${writeSwatch('#000000', '')}</template>
<script type="application/json" id="data">${writeJson(toData(films, across))}</script>
<script>${MAP_SCRIPT}</script>
</body>
</html>
`;
}

function writeTile({ title, note, facts, href }: MapPageFilm, i: number): string {
  const name = escapeXml(toLine(title));
  const tip = escapeXml([toLine(title), ...facts].join(' · '));
  const below = note === '' ? '' : `<i>${escapeXml(note)}</i>`;
  return `<a class="tile" id="film-${i}" href="${href === null ? `#film-${i}` : escapeXml(href)}" title="${tip}" tabindex="${i === 0 ? 0 : -1}"><canvas></canvas><b>${name}</b>${below}</a>`;
}

function toData(films: readonly MapPageFilm[], across: number): MapPageData {
  return {
    across,
    rows: Math.max(...films.map(({ bars }) => countRows(bars))),
    films: films.map(({ title, facts, palette, nearest, href, bars }) => ({
      title: toLine(title),
      facts: facts.join(' · '),
      palette: palette.map(({ color, share }) => [color, share] as const),
      nearest,
      hasPage: href !== null,
      bars: toBase64(writeBars(bars)),
    })),
  };
}

const countRows = ({ columns, starts }: Cells): number =>
  Math.max(1, ...Array.from({ length: columns }, (_, i) => starts[i + 1]! - starts[i]!));

function writeBars({ columns, starts, colors }: Cells): Uint8Array {
  const file = new ByteWriter();
  for (let i = 0; i < columns; i++) {
    file.uint8(starts[i + 1]! - starts[i]!);
    for (const color of colors.subarray(starts[i], starts[i + 1])) {
      file.uint8(color >> 16, (color >> 8) & 255, color & 255);
    }
  }
  return file.toBytes();
}
