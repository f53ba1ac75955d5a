import { quoteCsvCell } from '../../text/index.ts';
import type { DatasetField, DatasetRows, DatasetValue } from './dataset-table.ts';

/** Write the header of a table as a line of CSV. */
export const datasetHeaderToCsv = (fields: readonly Pick<DatasetField, 'name'>[]): string =>
  `${fields.map(({ name }) => name).join(',')}\n`;

/**
 * Write rows as lines of CSV (RFC 4180 with line feeds; decimal points in every locale). Null is an
 * empty cell.
 */
export function datasetRowsToCsv({ count, values }: DatasetRows): string {
  const lines: string[] = [];
  for (let row = 0; row < count; row++) lines.push(`${values.map((column) => toCell(column[row]!)).join(',')}\n`);
  return lines.join('');
}

const toCell = (value: DatasetValue): string =>
  value === null ? '' : typeof value === 'string' ? quoteCsvCell(value) : String(value);
