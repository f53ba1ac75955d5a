import { basename } from 'node:path';
import { areStampsComparable } from '../../film/index.ts';
import { identifyOutput, joinOutput, storeOf } from '../outputs/store.ts';

/** All that an output hangs on. */
export interface OutputKey {
  /** Identity of the film, or of the fingerprint's file that it is drawn from. */
  readonly film: string;
  /** What changes whenever the film is written: its identity is a sample of its content. See `stampFilm`. */
  readonly stamp: string;
  /** Of this program. */
  readonly version: string;
  /** Hash of how the film is read, sampled and clustered. */
  readonly options: string;
  /** Hash of how it is drawn; empty for data, which is not. */
  readonly drawing: string;
}

/** Why an output is to be made. */
export type Reason =
  | 'new'
  | 'film changed'
  | 'film modified'
  | 'version changed'
  | 'options changed'
  | 'missing output'
  | 'output changed';

interface Entry extends OutputKey {
  /** Identity of the output itself: somebody else may have written it since. */
  readonly output: string;
}

/** Which outputs of a folder are up to date. */
export interface OutputManifest {
  /** Say why an output must be made, null when it need not be. */
  check(path: string, key: OutputKey): Promise<Reason | null>;
  /**
   * Remember what an output was made of, once it is written.
   *
   * @param identity of the output, where whoever wrote it says so; it is looked up when absent.
   */
  record(path: string, key: OutputKey, identity?: string): Promise<void>;
}

/** Name of the file in a folder of outputs that says what they were made of. */
export const MANIFEST_NAME = '.chromatheque.json';
const FORMAT = 'chromatheque/outputs';
const VERSION = 1;

/**
 * Open the index of a folder of outputs, on this machine or in a bucket. One that is not there, or is no index, is empty: everything is made then.
 *
 * It is read anew before each change and written whole, so that two runs into one folder lose at most what is made again next time.
 *
 * @throws {FilmError} for one that is there and cannot be read: what it says must not be overwritten.
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
 * Whether a film was written since. A server that does not answer this time says nothing of its film, and a film that was moved
 * from a folder into a bucket is known by its identity alone.
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
    // What it said is lost, not what it spoke of.
  }
  return new Map();
}
