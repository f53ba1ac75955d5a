/** The entry of the worker that lays out films by their colours: some seconds for hundreds of films. */
import { createMapGrid, mapFilms, preparePalette } from '../../../core/compare/index.ts';

/** Films to lay out: the colours of each, and how many lie in a row. */
export interface MapRequest {
  readonly palettes: readonly (readonly { readonly color: string; readonly share: number }[])[];
  readonly across: number;
}

/** The film of each cell, row by row. */
export type MapAnswer = readonly number[];

/** The global scope of a worker, which the types of the DOM lack. */
interface Scope {
  onmessage: ((event: MessageEvent<MapRequest>) => void) | null;
  postMessage(message: MapAnswer): void;
}
const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data: { palettes, across } }) => {
  const grid = createMapGrid(palettes.length, across);
  scope.postMessage(mapFilms(palettes.map(preparePalette), grid).filmOf);
};
