import type { DatasetTable } from './dataset-table.ts';
import { COLUMNS_TABLE, FILMS_TABLE, SHOTS_TABLE } from './film-tables.ts';
import { SWATCHES_TABLE } from './swatch-tables.ts';

/** The tables of a dataset in a folder. */
export const DATASET_TABLES: readonly DatasetTable[] = [FILMS_TABLE, SHOTS_TABLE, COLUMNS_TABLE, SWATCHES_TABLE];
