import type { PageData } from '../../core/export/index.ts';
import { byId } from './element.ts';

/** A colour of a frame, `#rrggbb`, and its share of the frame, 0 to 1. */
export interface PageSwatch {
  readonly color: string;
  readonly share: number;
}

/** A sampled frame of the film. */
export interface PageColumn {
  /** Seconds. */
  readonly time: number;
  readonly swatches: readonly PageSwatch[];
  /** The colours of its bar, from the top. */
  readonly shown: readonly string[];
}

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

function readBytes(base64: string): DataView {
  return new DataView(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer);
}

function readHex(view: DataView, at: number): string {
  const digits = [0, 1, 2].map((i) =>
    view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

function readColumns(): PageColumn[] {
  const view = readBytes(data.columns);
  const read: PageColumn[] = [];
  for (let at = 0; at < view.byteLength; ) {
    const time = view.getFloat32(at);
    const count = view.getUint16(at + 4);
    const showing = view.getUint8(at + 6);
    at += 7;
    const swatches: PageSwatch[] = [];
    for (let i = 0; i < count; i++, at += 5) {
      swatches.push({ color: readHex(view, at), share: view.getUint16(at + 3) / 65535 });
    }
    const shown: string[] = [];
    for (let i = 0; i < showing; i++, at += 2) shown.push(swatches[view.getUint16(at)]!.color);
    read.push({ time, swatches, shown });
  }
  return read;
}

/** The sampled frames, in order. */
export const columns: readonly PageColumn[] = readColumns();

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
  let low = 0;
  let high = thumbnails.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (thumbnails[middle]![0] <= column) low = middle;
    else high = middle - 1;
  }
  const [before, after] = [thumbnails[low]!, thumbnails[low + 1]];
  return after !== undefined && after[0] - column < column - before[0] ? after : before;
}

/** The address of a thumbnail, from its bytes in base64. */
export const jpegUrl = (jpeg: string): string => `data:image/jpeg;base64,${jpeg}`;
