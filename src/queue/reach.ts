import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { FilmError } from '../app/index.ts';
import { QueueError } from './queue-error.ts';

/** A folder that one machine calls otherwise than another. */
export interface PathMapping {
  /** As whoever submits films calls it. */
  readonly from: string;
  /** As this machine calls it. */
  readonly to: string;
}

/** What a worker may reach. */
export interface ReachOptions {
  /** Folders that it reads films in and writes outputs in, and in those below. */
  readonly roots: readonly string[];
  /** Hosts that it reads films of, by http and https; with their port where it is not the usual one. */
  readonly hosts: readonly string[];
  readonly mappings: readonly PathMapping[];
}

/**
 * Finds on this machine what jobs speak of, and refuses what lies outside of what it was allowed. Where films may come from elsewhere or outputs go elsewhere,
 * it is here that their addresses become something that can be opened.
 */
export interface Reach {
  /**
   * Find a film, or a file to draw with.
   *
   * @returns a path or URL that can be opened.
   * @throws {QueueError} `refused`. @throws {FilmError} `not-found`.
   */
  locateInput(address: string): Promise<string>;
  /**
   * Find where an output goes.
   *
   * @throws {QueueError} `refused`.
   */
  locateOutput(path: string): Promise<string>;
}

const URL_SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

/**
 * Open the roots: links in them are followed once, now.
 *
 * @throws {RangeError} for a root that is not there.
 */
export async function openReach({ roots, hosts, mappings }: ReachOptions): Promise<Reach> {
  const real = await Promise.all(roots.map(openRoot));

  async function isInside(path: string): Promise<boolean> {
    const found = await realpath(path);
    return real.some((root) => found === root || found.startsWith(root.endsWith(sep) ? root : `${root}${sep}`));
  }

  function toLocal(path: string): string {
    const local = mapPath(path, mappings);
    if (!isAbsolute(local)) throw new QueueError('refused', `${path}: is no absolute path on this machine`);
    return resolve(local);
  }

  function checkUrl(address: string): string {
    const { protocol, host } = new URL(address);
    if (protocol !== 'http:' && protocol !== 'https:') {
      throw new QueueError('refused', `${protocol}//: films are not read through this`);
    }
    if (hosts.includes(host)) return address;
    throw new QueueError(
      'refused',
      `${host}: films of this host are not read here; allow it with --allow-host ${host}`,
    );
  }

  return {
    async locateInput(address) {
      if (URL_SCHEME.test(address)) return checkUrl(address);
      const path = toLocal(address);
      const isAllowed = await isInside(path).catch((cause: unknown) => {
        throw new FilmError('not-found', `${path}: no such file`, { cause });
      });
      if (!isAllowed)
        throw new QueueError('refused', `${path}: lies outside of the folders that are read here (--root)`);
      return path;
    },
    async locateOutput(address) {
      if (URL_SCHEME.test(address)) throw new QueueError('refused', `${address}: outputs are not written there`);
      const path = toLocal(address);
      const folder = dirname(path);
      const isAllowed = await isInside(folder).catch((cause: unknown) => {
        throw new QueueError('refused', `${folder}: no such folder on this machine`, { cause });
      });
      if (!isAllowed)
        throw new QueueError('refused', `${path}: lies outside of the folders that are written here (--root)`);
      return path;
    },
  };
}

async function openRoot(root: string): Promise<string> {
  try {
    return await realpath(root);
  } catch (cause) {
    throw new RangeError(`\`root\`: expected a folder, got ${root}`, { cause });
  }
}

/** Put this machine's name of a folder in the place of the submitter's: the longest that fits. */
export function mapPath(path: string, mappings: readonly PathMapping[]): string {
  const fitting = mappings
    .filter(
      ({ from }) => path.startsWith(from) && (/[\\/]$/.test(from) || /^(?:$|[\\/])/.test(path.slice(from.length))),
    )
    .toSorted((a, b) => b.from.length - a.from.length)[0];
  if (fitting === undefined) return path;
  const rest = path.slice(fitting.from.length);
  // Who calls a folder by backslashes calls what is in it so.
  return join(fitting.to, fitting.from.includes('\\') ? rest.replaceAll('\\', '/') : rest);
}
