import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { FrameSource } from '../../../core/frame/index.ts';
import { wrongType, wrongValue } from '../../../core/options/index.ts';
import type { FilmIdentity } from '../fingerprint/plan.ts';

/** A film that the caller's own code decodes. Its sound is not measured. */
export interface OpenFilm {
  /** Decodes it in this process. The caller keeps ownership and closes it. */
  readonly source: FrameSource;
  /** 32 hexadecimal digits, the same for the same content and for no other. */
  readonly id: string;
  /** Name of the film, such as that of its file. The title is made from it. */
  readonly name: string;
}

/**
 * A film or a still: a path (also of a folder of numbered pictures, or a pattern of their names), an
 * http, https or `s3://` address, a `Blob` or `File`, the bytes of a file, or a film that is open.
 * Blobs and bytes are copied to a temporary file while they are read.
 */
export type FilmInput = string | URL | Blob | Uint8Array | OpenFilm;

/** An input that can be read. */
export interface OpenedInput {
  readonly path: string;
  /** Null if the film is read by its path. */
  readonly open: OpenFilm | null;
  /** Delete what was written to read it. */
  close(): Promise<void>;
}

const NOTHING = async (): Promise<void> => {};

/** Give an input a path. @throws {OptionError} for a value that is no input. */
export async function openFilmInput(input: FilmInput): Promise<OpenedInput> {
  if (typeof input === 'string') return { path: input, open: null, close: NOTHING };
  if (input instanceof URL) return { path: pathOfUrl(input), open: null, close: NOTHING };
  if (input instanceof Blob || input instanceof Uint8Array) return copyToFile(input);
  if (typeof input === 'object' && input !== null && 'source' in input) return openOwn(input);
  throw wrongType('film', 'a path, a URL, a Blob, a Uint8Array or an open film', input);
}

/** Path or address of a URL. */
export const pathOfUrl = (url: URL): string => (url.protocol === 'file:' ? fileURLToPath(url) : url.href);

/** The identity of an open film. */
export const identityOf = ({ id, name }: OpenFilm): FilmIdentity => ({ id, name, titleSource: name });

function openOwn(input: OpenFilm): OpenedInput {
  const { id, name } = input;
  if (!/^[0-9a-f]{32}$/.test(id)) throw wrongValue('id', '32 hexadecimal digits in lower case', String(id));
  if (typeof name !== 'string' || name === '') throw wrongValue('name', 'the name of the film', String(name));
  return { path: name, open: input, close: NOTHING };
}

async function copyToFile(input: Blob | Uint8Array): Promise<OpenedInput> {
  const folder = await mkdtemp(join(tmpdir(), 'chromatheque-'));
  const close = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, safeName('name' in input ? String(input.name) : 'film'));
  try {
    if (input instanceof Uint8Array) await writeFile(path, input);
    else
      await pipeline(
        Readable.fromWeb(input.stream() as Parameters<typeof Readable.fromWeb>[0]),
        createWriteStream(path),
      );
  } catch (error) {
    await close();
    throw error;
  }
  return { path, open: null, close };
}

/** Bytes of a file name at most, on every usual file system. */
const MAX_NAME = 200;

/** Make a name of a file out of one that may come from anywhere. */
function safeName(name: string): string {
  // Characters that separate paths, or that Windows does not allow.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are meant.
  const plain = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').replace(/^\.+/, '_');
  if (Buffer.byteLength(plain) <= MAX_NAME) return plain === '' ? 'film' : plain;
  return `film${extname(plain).slice(0, 8)}`;
}
