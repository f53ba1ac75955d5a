import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { OptionError } from '../../../core/options/index.ts';
import { FilmError, findSequence, isS3Address } from '../../app/internal.ts';
import { QueueError } from '../queue-error.ts';

/** A folder that is mounted at different paths on different machines. */
export interface PathMapping {
  /** Its path on the submitter's machine. */
  readonly from: string;
  /** Its path on this machine. */
  readonly to: string;
}

/** What a worker may read and write. */
export interface PathPolicyOptions {
  /** Folders and bucket prefixes (`s3://`) below which films are read and outputs are written. */
  readonly roots: readonly string[];
  /**
   * Hosts from which films are read by http and https, each with its port unless it is the default.
   */
  readonly hosts: readonly string[];
  readonly mappings: readonly PathMapping[];
}

/** Maps paths of jobs to paths of this machine, and refuses paths that the worker may not use. */
export interface PathPolicy {
  /**
   * Locate a film, or a font file.
   *
   * @returns a path or URL that can be opened.
   * @throws {QueueError} `refused`. @throws {FilmError} `not-found`.
   */
  locateInput(address: string): Promise<string>;
  /**
   * Locate an output.
   *
   * @returns a path or URL that can be written.
   * @throws {QueueError} `refused`.
   */
  locateOutput(address: string): Promise<string>;
}

const URL_SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

/**
 * Create a policy. Links in the roots' own paths are resolved once, now.
 *
 * @throws {OptionError} for a root that does not exist.
 */
export async function createPathPolicy({ roots, hosts, mappings }: PathPolicyOptions): Promise<PathPolicy> {
  const prefixes = roots.filter(isS3Address);
  const folders = await Promise.all(roots.filter((root) => !isS3Address(root)).map(openFolder));

  async function isInside(path: string): Promise<boolean> {
    const found = await realpath(path);
    return folders.some((root) => isBelow(found, root, sep));
  }

  /**
   * Whether a film is below a root: a file, or a sequence of numbered pictures, including every
   * link in it.
   *
   * @throws if it does not exist.
   */
  async function isFilmInside(path: string): Promise<boolean> {
    const hasFile = await realpath(path).then(
      () => true,
      () => false,
    );
    // The pattern of a sequence is not a file, but its folder exists.
    if (!(await isInside(hasFile ? path : dirname(path)))) return false;
    const sequence = await findSequence(path);
    if (!hasFile && sequence === null) throw new FilmError('not-found', `${path}: no such file`);
    const links = sequence?.pictures.filter(({ isLink }) => isLink) ?? [];
    // A broken link cannot be read, so it does no harm.
    const areInside = await Promise.all(links.map((link) => isInside(link.path).catch(() => true)));
    return areInside.every((isAllowed) => isAllowed);
  }

  function checkObject(address: string): string {
    // Programs differ in how they read such names.
    const isPlain = !address.split('/').some((part) => part === '.' || part === '..');
    if (isPlain && prefixes.some((root) => isBelow(address, root, '/'))) return address;
    throw outside(address);
  }

  function checkUrl(address: string): string {
    const { protocol, host, href } = new URL(address);
    if (protocol !== 'http:' && protocol !== 'https:') {
      throw new QueueError('refused', `${protocol}//: films are not read by this protocol`);
    }
    // Normalized, so that the reader cannot understand another host than was checked.
    if (hosts.includes(host)) return href;
    const hint = `allow it with --allow-host ${host}`;
    throw new QueueError('refused', `${host}: this worker does not read films from this host; ${hint}`);
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
      if (URL_SCHEME.test(local)) throw new QueueError('refused', `${local}: outputs cannot be written to a URL`);
      const path = checkPath(local);
      const folder = dirname(path);
      // The output's folder may be missing: it is created if its parent exists.
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
  new QueueError('refused', `${path}: is outside the folders that this worker may use (--root)`);

function checkPath(path: string): string {
  if (isAbsolute(path)) return resolve(path);
  throw new QueueError('refused', `${path}: is not an absolute path on this machine`);
}

async function openFolder(root: string): Promise<string> {
  try {
    return await realpath(root);
  } catch (cause) {
    throw new OptionError('wrong-value', 'root', `expected a folder, got ${root}`, { cause });
  }
}

/** Replace the submitter's folder by this machine's. The longest mapping that matches applies. */
export function mapPath(path: string, mappings: readonly PathMapping[]): string {
  const fits = ({ from }: PathMapping) =>
    path.startsWith(from) && (/[\\/]$/.test(from) || /^(?:$|[\\/])/.test(path.slice(from.length)));
  const mapping = mappings.filter(fits).toSorted((a, b) => b.from.length - a.from.length)[0];
  if (mapping === undefined) return path;
  const { from, to } = mapping;
  // A mapping with backslashes is a Windows path, and so is the rest of the path.
  const rest = from.includes('\\') ? path.slice(from.length).replaceAll('\\', '/') : path.slice(from.length);
  return isS3Address(to) ? `${to.replace(/\/$/, '')}/${rest.replace(/^\//, '')}` : join(to, rest);
}
