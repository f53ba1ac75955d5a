import type { PageData } from '../../core/export/index.ts';
import { type PageColumn, readBytes, readColumns, readHex } from './columns.ts';
import { byId, findNearest } from './element.ts';

/** A colour of the film in OKLab, relative to the middle of the solid. */
export interface PagePoint {
  /** a, b and lightness. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly color: string;
  readonly share: number;
}

/** The data as they are in the page. `core/export/page-data` documents the format. */
export const data: PageData = JSON.parse(byId('data', HTMLScriptElement).textContent ?? '');

/** The sampled frames, in order. */
export const columns: readonly PageColumn[] = readColumns(data.columns);

/** Thumbnails, each with the column that it shows, in order. */
export const thumbnails: PageData['thumbnails'] = data.thumbnails;

/** Read the colours of the solid. */
export function readSolid(): PagePoint[] {
  const view = readBytes(data.solid);
  const points: PagePoint[] = [];
  for (let at = 0; at < view.byteLength; at += 13) {
    points.push({
      x: view.getUint16(at + 2) / 10000 - 0.5,
      y: view.getUint16(at + 4) / 10000 - 0.5,
      z: view.getUint16(at) / 10000 - 0.5,
      color: readHex(view, at + 6),
      share: view.getFloat32(at + 9),
    });
  }
  return points;
}

/** The thumbnail of a column, or the nearest one. There must be one. */
export function thumbnailAt(column: number): readonly [column: number, jpeg: string] {
  return findNearest(thumbnails, column, ([place]) => place)!;
}
