import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { listFontFiles } from '../../app/internal.ts';

/** Media types by extension. Other files in the folder of the studio are not served. */
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

/** The page that is served if the studio is not built. */
const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Chromatheque</title>
<p>The studio is not built. Run <code>npm run build</code> in Chromatheque's folder, then start it again.</p>
</html>
`;

/** Ranges of characters per font, the list that `npm run build` writes for web hosts. */
const FONT_LIST = '/fonts/fonts.json';

/** A file of the studio to serve. */
export interface StudioFile {
  readonly type: string;
  /** Whether the name changes with the content, so that browsers may cache the file forever. */
  readonly isLasting: boolean;
  /** Bytes; null if known only after opening. */
  readonly size: number | null;
  open(): Readable | string | Promise<Buffer>;
}

/** The files of a studio, by URL path. */
export type StudioFiles = ReadonlyMap<string, StudioFile>;

/**
 * List the files of a built studio. Only listed files are served, so no URL can leave the folder.
 * If the studio is not built, the list has a page that explains it.
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

/** List the fonts for titles, which come from installed packages instead of a copy here. */
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
