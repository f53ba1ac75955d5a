import { basename } from 'node:path';
import { areStampsComparable } from '../../film/index.ts';
import { identifyOutput, joinOutput, storeOf } from '../outputs/store.ts';

/** Everything that an output depends on. */
export interface OutputKey {
  /** Identity of the film, or of the fingerprint file that the output is drawn from. */
  readonly film: string;
  /**
   * Changes each time the film is written, because the identity covers only a sample of its
   * content. See `stampFilm`.
   */
  readonly stamp: string;
  /** Version of this program. */
  readonly version: string;
  /** Hash of how the film is read, sampled and clustered. */
  readonly options: string;
  /** Hash of how it is drawn; empty for data formats, which are not drawn. */
  readonly drawing: string;
}

/** Why an output must be created. */
export type Reason =
  | 'new'
  | 'film changed'
  | 'film modified'
  | 'version changed'
  | 'options changed'
  | 'missing output'
  | 'output changed';

interface Entry extends OutputKey {
  /** Identity of the output itself: another process may have written it since. */
  readonly output: string;
}

/** Which outputs of a folder are up to date. */
export interface OutputManifest {
  /** Return why an output must be created, or null if it is up to date. */
  check(path: string, key: OutputKey): Promise<Reason | null>;
  /**
   * Record the inputs of an output after it is written.
   *
   * @param identity of the output, if the writer gave it; looked up if absent.
   */
  record(path: string, key: OutputKey, identity?: string): Promise<void>;
}

/** Name of the file in a folder of outputs that records their inputs. */
export const MANIFEST_NAME = '.chromatheque.json';
const FORMAT = 'chromatheque/outputs';
const VERSION = 1;

/**
 * Open the manifest of a folder of outputs, on this machine or in a bucket. A missing or invalid
 * manifest is empty: all outputs are then created.
 *
 * It is read again before each change and written whole. Two runs into one folder lose at most
 * entries of outputs that the next run creates again.
 *
 * @throws {FilmError} for an existing manifest that cannot be read: it must not be overwritten.
 */
export async function openOutputManifest(folder: string): Promise<OutputManifest> {
  const path = joinOutput(folder, MANIFEST_NAME);
  const store = storeOf(path);
  const readEntries = async () => parseEntries(await store.read(path));
  let entries = await readEntries();
  return {
    async check(output, key) {
      const entry = entries.get(basename(output));
      if (typeof entry !== 'object' || entry === null) return 'new';
      const identity = await identifyOutput(output);
      if (identity === null) return 'missing output';
      if (entry.film !== key.film) return 'film changed';
      if (isModified(entry.stamp, key.stamp)) return 'film modified';
      if (entry.version !== key.version) return 'version changed';
      if (entry.options !== key.options || entry.drawing !== key.drawing) return 'options changed';
      return identity === entry.output ? null : 'output changed';
    },
    async record(output, key, identity) {
      entries = await readEntries();
      entries.set(basename(output), { ...key, output: identity ?? (await identifyOutput(output)) ?? '' });
      const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
      const index = { format: FORMAT, version: VERSION, outputs: Object.fromEntries(sorted) };
      await store.writeWhole(path, `${JSON.stringify(index, null, 1)}\n`);
    },
  };
}

/**
 * Whether a film was written since its stamp was recorded. If the server does not answer this time,
 * the stamp is empty and the film counts as unmodified. For a film that was moved from a folder
 * into a bucket, only the identity can be compared.
 */
function isModified(noted: string | undefined, stamp: string): boolean {
  if (noted === undefined) return true;
  return stamp !== '' && areStampsComparable(noted, stamp) && noted !== stamp;
}

function parseEntries(bytes: Uint8Array | null): Map<string, Entry> {
  if (bytes === null) return new Map();
  try {
    const { format, version, outputs } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (format === FORMAT && version === VERSION) return new Map(Object.entries(outputs as Record<string, Entry>));
  } catch {
    // Only the manifest is lost, not the outputs.
  }
  return new Map();
}
