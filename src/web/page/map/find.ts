import { byId } from '../element.ts';
import { mapData, tiles } from './tiles.ts';

/** Letters without accents and case, so that "uber" finds "Über". */
const simplify = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const titles = mapData.films.map(({ title, facts }) => simplify(`${title} ${facts}`));

/** Dim the films whose title and facts do not contain what the field has. */
export function findTitles(): void {
  const field = byId('find', HTMLInputElement);
  const status = byId('found', HTMLElement);
  const show = () => {
    const words = simplify(field.value).split(/\s+/).filter(Boolean);
    const isFound = titles.map((title) => words.every((word) => title.includes(word)));
    for (const [i, tile] of tiles.entries()) tile.classList.toggle('is-dim', !isFound[i]);
    status.textContent = words.length === 0 ? '' : `${isFound.filter(Boolean).length} found`;
  };
  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') tiles.find((tile) => !tile.classList.contains('is-dim'))?.focus();
    if (event.key !== 'Escape') return;
    field.value = '';
    show();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === field) return;
    event.preventDefault();
    field.focus();
  });
}
