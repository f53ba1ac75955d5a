import type { MapPageData } from '../../../core/export/index.ts';
import { byId } from '../element.ts';

/** The data as they are in the page. `core/export/map/map-page` documents the format. */
export const mapData: MapPageData = JSON.parse(byId('data', HTMLScriptElement).textContent ?? '');

/** The tiles of all films, row by row. */
export const tiles: readonly HTMLElement[] = Array.from(document.querySelectorAll<HTMLElement>('.tile'));
