/**
 * The script of the exported page (`-o film.html`): draws the film's bars and its colour solid, and
 * shows and copies the colours of each frame.
 *
 * It never loads anything: its data are in the page, and `scripts/build-page.mjs` puts script and
 * style as text into a module that `core/export` imports.
 */

import { watchCopyButtons } from './copy.ts';
import { columns, thumbnails } from './data.ts';
import { showColumn, watchStrip } from './frame.ts';
import { startSolid } from './solid.ts';
import { drawAxis, drawThumbnails, paintFilm, strip } from './strip.ts';

watchStrip();
watchCopyButtons();
new ResizeObserver(draw).observe(strip);
draw();
showColumn(Math.floor(columns.length / 2));
if (columns.some(({ swatches }) => swatches.length > 0)) startSolid();

function draw(): void {
  paintFilm();
  if (thumbnails.length > 0) drawThumbnails();
  drawAxis();
}
