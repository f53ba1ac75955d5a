import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { OptionError } from '../../../core/options/index.ts';
import { FilmError, findSequence, isS3Address } from '../../app/index.ts';
import { QueueError } from '../queue-error.ts';

/** A folder that one machine calls otherwise than another. */
export interface PathMapping {
  /** As whoever submits films calls it. */
  readonly from: string;
  /** As this machine calls it. */
  readonly to: string;
}

/** What a worker may reach. */
export interface ReachOptions {
  /** Folders, and prefixes of buckets (`s3://`), that it reads films in and writes outputs in, and in those below. */
  readonly roots: readonly string[];
  /** Hosts that it reads films of, by http and https; with their port where it is not the usual one. */
  readonly hosts: readonly string[];
  readonly mappings: readonly PathMapping[];
}

/** Finds on this machine what jobs speak of, and refuses what lies outside of what it was allowed. */
export interface Reach {
  /**
   * Find a film, or a file to draw with.
   *
   * @returns a path or address that can be opened.
   * @throws {QueueError} `refused`. @throws {FilmError} `not-found`.
   */
  locateInput(address: string): Promise<string>;
  /**
   * Find where an output goes.
   *
   * @returns a path or address that can be written.
   * @throws {QueueError} `refused`.
   */
  locateOutput(address: string): Promise<string>;
}

const URL_SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

/**
 * Open the roots: links in them are followed once, now.
 *
 * @throws {OptionError} for a root that is not there.
 */
export async function openReach({ roots, hosts, mappings }: ReachOptions): Promise<Reach> {
  const prefixes = roots.filter(isS3Address);
  const folders = await Promise.all(roots.filter((root) => !isS3Address(root)).map(openFolder));

  async function isInside(path: string): Promise<boolean> {
    const found = await realpath(path);
    return folders.some((root) => isBelow(found, root, sep));
  }

  /**
   * Whether a film is inside: a file, or a sequence of numbered pictures with every link among them.
   *
   * @throws for what does not exist.
   */
  async function isFilmInside(path: string): Promise<boolean> {
    const hasFile = await realpath(path).then(
      () => true,
      () => false,
    );
    // The pattern of a sequence names no file, but a folder that exists.
    if (!(await isInside(hasFile ? path : dirname(path)))) return false;
    const sequence = await findSequence(path);
    if (!hasFile && sequence === null) throw new FilmError('not-found', `${path}: no such file`);
    const links = sequence?.pictures.filter(({ isLink }) => isLink) ?? [];
    // A link that leads nowhere cannot be read.
    const areInside = await Promise.all(links.map((link) => isInside(link.path).catch(() => true)));
    return areInside.every((isAllowed) => isAllowed);
  }

  function checkObject(address: string): string {
    // What such names mean hangs on who reads them.
    const isPlain = !address.split('/').some((part) => part === '.' || part === '..');
    if (isPlain && prefixes.some((root) => isBelow(address, root, '/'))) return address;
    throw outside(address);
  }

  function checkUrl(address: string): string {
    const { protocol, host, href } = new URL(address);
    if (protocol !== 'http:' && protocol !== 'https:') {
      throw new QueueError('refused', `${protocol}//: films are not read through this`);
    }
    // As it was understood here, so that nobody who opens it understands another host.
    if (hosts.includes(host)) return href;
    const hint = `allow it with --allow-host ${host}`;
    throw new QueueError('refused', `${host}: films of this host are not read here; ${hint}`);
  }

  return {
    async locateInput(address) {
      const local = mapPath(address, mappings);
      if (isS3Address(local)) return checkObject(local);
      if (URL_SCHEME.test(local)) return checkUrl(local);
      const path = checkPath(local);
      const isAllowed = await isFilmInside(path).catch((cause: unknown) => {
        throw cause instanceof FilmError ? cause : new FilmError('not-found', `${path}: no such file`, { cause });
      });
      if (!isAllowed) throw outside(path);
      return path;
    },
    async locateOutput(address) {
      const local = mapPath(address, mappings);
      if (isS3Address(local)) return checkObject(local);
      if (URL_SCHEME.test(local)) throw new QueueError('refused', `${local}: outputs are not written there`);
      const path = checkPath(local);
      const folder = dirname(path);
      // A folder that is missing is made, in one that is there.
      const isAllowed = await isInside(folder)
        .catch(() => isInside(dirname(folder)))
        .catch((cause: unknown) => {
          throw new QueueError('refused', `${folder}: no such folder on this machine`, { cause });
        });
      if (!isAllowed) throw outside(path);
      return path;
    },
  };
}

const isBelow = (path: string, root: string, separator: string): boolean =>
  path === root || path.startsWith(root.endsWith(separator) ? root : `${root}${separator}`);

const outside = (path: string): QueueError =>
  new QueueError('refused', `${path}: lies outside of what is read and written here (--root)`);

function checkPath(path: string): string {
  if (isAbsolute(path)) return resolve(path);
  throw new QueueError('refused', `${path}: is no whole path on this machine`);
}

async function openFolder(root: string): Promise<string> {
  try {
    return await realpath(root);
  } catch (cause) {
    throw new OptionError('wrong-value', 'root', `expected a folder, got ${root}`, { cause });
  }
}

/** Put this machine's name of a folder in the place of the submitter's: the longest that fits. */
export function mapPath(path: string, mappings: readonly PathMapping[]): string {
  const fits = ({ from }: PathMapping) =>
    path.startsWith(from) && (/[\\/]$/.test(from) || /^(?:$|[\\/])/.test(path.slice(from.length)));
  const mapping = mappings.filter(fits).toSorted((a, b) => b.from.length - a.from.length)[0];
  if (mapping === undefined) return path;
  const { from, to } = mapping;
  // Who calls a folder by backslashes calls what is in it so.
  const rest = from.includes('\\') ? path.slice(from.length).replaceAll('\\', '/') : path.slice(from.length);
  return isS3Address(to) ? `${to.replace(/\/$/, '')}/${rest.replace(/^\//, '')}` : join(to, rest);
}
