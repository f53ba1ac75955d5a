import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { listFontFiles } from '../../app/index.ts';

/** What a studio is made of; anything else in its folder is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Shown where the studio was not built. */
const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Chromatheque</title>
<p>The studio is not built. Run <code>npm run build</code> in Chromatheque's folder, then start it again.</p>
</html>
`;

/** What the fonts are for, as `npm run build` writes it for web hosts. */
const FONT_LIST = '/fonts/fonts.json';

/** An answer to whoever asks for a file of the studio. */
export interface StudioFile {
  readonly type: string;
  /** Whether its name changes with its content, so that it may be kept for good. */
  readonly isLasting: boolean;
  /** Bytes; null where that is known only when it is open. */
  readonly size: number | null;
  open(): Readable | string | Promise<Buffer>;
}

/** The files of a studio, by the paths of their addresses. */
export type StudioFiles = ReadonlyMap<string, StudioFile>;

/**
 * List the files of a built studio. What is not listed now is never served, so that no address leads out of its folder.
 *
 * @returns a page that says so where there is none.
 */
export async function listStudioFiles(folder: string): Promise<StudioFiles> {
  const files = new Map<string, StudioFile>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    const type = TYPES[extname(entry.name).toLowerCase()];
    if (!entry.isFile() || type === undefined || entry.name.startsWith('.')) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${file.slice(join(folder, sep).length).split(sep).join('/')}`;
    const { size } = await stat(file);
    files.set(path, { type, isLasting: path.startsWith('/assets/'), size, open: () => createReadStream(file) });
  }
  for (const [path, file] of listFonts()) files.set(path, file);
  const notBuilt: StudioFile = {
    type: TYPES['.html']!,
    isLasting: false,
    size: Buffer.byteLength(NOT_BUILT),
    open: () => NOT_BUILT,
  };
  return files.set('/', files.get('/index.html') ?? notBuilt);
}

/** The fonts of titles are those of this machine's packages, so that they need not lie here twice. */
function listFonts(): Map<string, StudioFile> {
  const { ranges, files: unpackers } = listFontFiles();
  const text = JSON.stringify(ranges);
  const files = new Map<string, StudioFile>();
  const isLasting = false;
  files.set(FONT_LIST, { type: TYPES['.json']!, isLasting, size: Buffer.byteLength(text), open: () => text });
  for (const [name, unpack] of unpackers) {
    const open = async () => Buffer.from(await unpack());
    files.set(`/fonts/${name}`, { type: TYPES['.ttf']!, isLasting, size: null, open });
  }
  return files;
}
