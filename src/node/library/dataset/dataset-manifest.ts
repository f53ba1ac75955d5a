/** Which film of a dataset comes from which file. */
export interface DatasetEntry {
  /** Path of the fingerprint inside its library. */
  readonly file: string;
  /** Size and stamp of that file when it was exported. */
  readonly size: number;
  readonly stamp: string;
  /** Name of the film's file, by which tables of titles may call it. */
  readonly name: string;
  /** Hash of the facts from the table of titles, and of the version of the tables. */
  readonly facts: string;
}

/** Entries by film id. */
export type DatasetEntries = Map<string, DatasetEntry>;

const FORMAT = 'chromatheque/dataset';
const VERSION = 1;

/** Parse a manifest. One that is missing or damaged is empty: all films are then exported again. */
export function parseDatasetManifest(bytes: Uint8Array | null): DatasetEntries {
  if (bytes === null) return new Map();
  try {
    const { format, version, films } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (format === FORMAT && version === VERSION) return new Map(Object.entries(films as Record<string, DatasetEntry>));
  } catch {
    // Only the manifest is lost, not the tables.
  }
  return new Map();
}

/** Write a manifest as text. */
export function writeDatasetManifest(entries: DatasetEntries): string {
  const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, films: Object.fromEntries(sorted) }, null, 1)}\n`;
}
