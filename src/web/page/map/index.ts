/**
 * The script of the exported page of a map (`map LIBRARY -o map.html`): draws the bars of all films,
 * moves over the map by keys, shows the chosen film and finds titles.
 *
 * It never loads anything: its data are in the page, and `scripts/build-page.mjs` puts script and
 * style as text into a module that `core/export` imports.
 */

import { watchCopyButtons } from '../copy.ts';
import { byId } from '../element.ts';
import { chooseFilm, closeFilm, watchChosen } from './chosen.ts';
import { drawTiles, placeTiles } from './draw-tiles.ts';
import { findTitles } from './find.ts';
import { mapData, tiles } from './tiles.ts';

placeTiles();
watchTiles();
watchChosen();
watchCopyButtons();
findTitles();
new ResizeObserver(drawTiles).observe(byId('map', HTMLElement));
drawTiles();

function watchTiles(): void {
  for (const [i, tile] of tiles.entries()) {
    tile.addEventListener('focus', () => chooseFilm(i));
    tile.addEventListener('mouseenter', () => chooseFilm(i));
    tile.addEventListener('click', (event) => {
      // A film without a page is only shown: its address would scroll the map.
      if (!mapData.films[i]!.hasPage) event.preventDefault();
      tile.focus();
    });
  }
  byId('map', HTMLElement).addEventListener('keydown', (event) => {
    const at = tiles.indexOf(event.target as HTMLElement);
    const next = at < 0 || event.ctrlKey || event.metaKey || event.altKey ? null : findNext(at, event.key);
    if (next === null) return;
    event.preventDefault();
    tiles[next]!.focus();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') closeFilm();
  });
}

/** Find the film that a key leads to; null for other keys. Rows below a shorter row are not entered. */
function findNext(at: number, key: string): number | null {
  const last = tiles.length - 1;
  const row = Math.floor(at / mapData.across);
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, at + 1);
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowDown':
      return findInRow(row + 1, at) ?? at;
    case 'ArrowUp':
      return findInRow(row - 1, at) ?? at;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Find the film of a row that is nearest to another film; null if there is no such row. */
function findInRow(row: number, at: number): number | null {
  const middleOf = (tile: HTMLElement) => tile.offsetLeft + tile.offsetWidth / 2;
  const from = row * mapData.across;
  const films = tiles.slice(Math.max(0, from), from + mapData.across);
  if (row < 0 || films.length === 0) return null;
  const distances = films.map((tile) => Math.abs(middleOf(tile) - middleOf(tiles[at]!)));
  return from + distances.indexOf(Math.min(...distances));
}
