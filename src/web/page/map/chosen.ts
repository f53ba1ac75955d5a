import { byId } from '../element.ts';
import { fillSwatchList, formatSwatchShare } from '../swatches.ts';
import { mapData, tiles } from './tiles.ts';

const panel = byId('chosen', HTMLElement);
const most = Math.max(...mapData.films.map(({ palette }) => palette.length));
const showSwatches = fillSwatchList(byId('swatches', HTMLElement), most, ({ share }) => formatSwatchShare(share));

let chosen = -1;

/** Show a film in the panel, and mark the films that are most similar. */
export function chooseFilm(film: number): void {
  if (film === chosen) return;
  const { title, facts, palette, nearest, hasPage } = mapData.films[film]!;
  // Only the chosen film is reached by Tab: a map has many.
  for (const [i, tile] of tiles.entries()) {
    tile.tabIndex = i === film ? 0 : -1;
    tile.classList.toggle('is-chosen', i === film);
    tile.classList.toggle('is-near', nearest.includes(i));
  }
  chosen = film;
  byId('title', HTMLElement).textContent = title;
  byId('facts', HTMLElement).textContent = facts;
  byId('page', HTMLElement).hidden = !hasPage;
  byId('link', HTMLAnchorElement).href = (tiles[film] as HTMLAnchorElement).href;
  showSwatches(palette.map(([color, share]) => ({ color, share })));
  byId('nearest', HTMLElement).replaceChildren(...nearest.map(makeLink));
  panel.hidden = false;
}

/** Close the panel. */
export function closeFilm(): void {
  for (const tile of tiles) tile.classList.remove('is-chosen', 'is-near');
  chosen = -1;
  panel.hidden = true;
}

/** Let the panel close, and lead to similar films. */
export function watchChosen(): void {
  byId('close', HTMLElement).addEventListener('click', () => {
    // The keyboard goes on at the film, not at the top of the page.
    tiles[chosen]?.focus({ preventScroll: true });
    closeFilm();
  });
}

function makeLink(film: number): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('button');
  link.type = 'button';
  link.className = 'near';
  link.textContent = mapData.films[film]!.title;
  link.addEventListener('click', () => tiles[film]!.focus());
  item.append(link);
  return item;
}
