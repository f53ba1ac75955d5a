import { paintBars } from '../bars.ts';
import { readBytes, readHex } from '../columns.ts';
import { byId } from '../element.ts';
import { mapData, tiles } from './tiles.ts';

/** The bars of each film: colours from the top. */
const bars = mapData.films.map(({ bars }) => readBars(bars));

function readBars(text: string): { shown: string[] }[] {
  const view = readBytes(text);
  const read: { shown: string[] }[] = [];
  for (let at = 0; at < view.byteLength; ) {
    const count = view.getUint8(at);
    read.push({ shown: Array.from({ length: count }, (_, i) => readHex(view, at + 1 + 3 * i)) });
    at += 1 + 3 * count;
  }
  return read;
}

/** Place the tiles on the grid. A tile is two columns wide, so that a shorter row can be centred. */
export function placeTiles(): void {
  const { across } = mapData;
  byId('map', HTMLElement).style.gridTemplateColumns = `repeat(${2 * across}, minmax(0, 1fr))`;
  byId('map', HTMLElement).style.setProperty('--across', String(across));
  const rest = tiles.length % across;
  if (rest > 0) tiles[tiles.length - rest]!.style.gridColumnStart = String(across - rest + 1);
}

/** Draw the bars of all films. */
export function drawTiles(): void {
  for (const [i, tile] of tiles.entries()) paintBars(tile.querySelector('canvas')!, bars[i]!, mapData.rows);
}
