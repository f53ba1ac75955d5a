/** A file that the studio can write. */
export interface FileFormat {
  /** On its button. */
  readonly name: string;
  readonly extension: string;
  /** What it is for. */
  readonly purpose: string;
}

export const SVG: FileFormat = { name: 'SVG', extension: 'svg', purpose: 'Vectors, for print and editing' };
export const PNG: FileFormat = { name: 'PNG', extension: 'png', purpose: 'A picture, for screens and posts' };
export const PDF: FileFormat = { name: 'PDF', extension: 'pdf', purpose: 'A page, for print shops' };
export const HTML: FileFormat = { name: 'HTML', extension: 'html', purpose: 'A page that explores the film' };

export const DATA_FORMATS = [
  { name: 'JSON', extension: 'json', purpose: 'The fingerprint, to open it again' },
  { name: 'CSV', extension: 'csv', purpose: 'A table, one row per frame' },
] as const satisfies readonly FileFormat[];

export const SWATCH_FORMATS = [
  { name: 'ASE', extension: 'ase', purpose: 'Adobe programs' },
  { name: 'ACO', extension: 'aco', purpose: 'Photoshop' },
  { name: 'GPL', extension: 'gpl', purpose: 'GIMP, Inkscape, Krita' },
  { name: 'CSS', extension: 'css', purpose: 'Web pages' },
  { name: 'JSON', extension: 'palette.json', purpose: 'Other programs' },
] as const satisfies readonly FileFormat[];

/** Write a number of bytes: `412 kB`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
