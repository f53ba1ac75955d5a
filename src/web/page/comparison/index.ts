/**
 * The script of the exported page of a comparison (`compare A B -o report.html`): draws both films'
 * bars, and shows the pair of frames, the colours and the difference at each moment.
 *
 * It never loads anything: its data are in the page, and `scripts/build-page.mjs` puts script and
 * style as text into a module that `core/export` imports.
 */

import { watchCopyButtons } from '../copy.ts';
import { byId } from '../element.ts';
import { filmColumns } from './data.ts';
import { placeHeads, showMoment, watchJumpButtons, watchTrack } from './moment.ts';
import { addWorstFrames, hideMissingFrames } from './sides.ts';
import { drawTrackAxis, drawTracks } from './tracks.ts';

watchTrack('a');
watchTrack('b');
watchCopyButtons();
watchJumpButtons();
hideMissingFrames();
addWorstFrames();
new ResizeObserver(draw).observe(byId('tracks', HTMLElement));
showMoment('a', Math.floor(filmColumns.a.length / 2));
draw();

function draw(): void {
  drawTracks();
  drawTrackAxis();
  placeHeads();
}
