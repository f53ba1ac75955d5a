import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FONT_PACKAGES, type FontRanges, fontFile, unpackFont } from '../../core/type/index.ts';

const { resolve } = createRequire(import.meta.url);

/** Tell what the parts of an installed package are for; null where it is not installed. */
export function readFontRanges(name: string): FontRanges | null {
  let path: string;
  try {
    path = resolve(`${name}/unicode.json`);
  } catch {
    return null;
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Find a file of an installed package. */
export const resolveFontFile = (name: string, file: string): string => resolve(`${name}/files/${file}`);

/** Fonts that are installed, as a page finds them on its host. */
export interface FontFiles {
  /** By package, what its parts are for. */
  readonly ranges: Readonly<Record<string, FontRanges>>;
  /** Unpacked TrueType or OpenType files, by their names. */
  readonly files: ReadonlyMap<string, () => Promise<Uint8Array>>;
}

/** Name a file of a package as it is called once it is unpacked. */
const unpackedName = (file: string): string => file.replace(/\.woff2$/, '.ttf');

/**
 * List all fonts of packages that are installed. They are handed out unpacked: what unpacks WOFF2
 * makes code of text, which the policy of the studio's page forbids.
 */
export function listFontFiles(): FontFiles {
  const ranges: Record<string, FontRanges> = {};
  const files = new Map<string, () => Promise<Uint8Array>>();
  for (const font of FONT_PACKAGES) {
    const found = readFontRanges(font.name);
    if (found === null) continue;
    const folder = join(dirname(resolve(`${font.name}/unicode.json`)), 'files');
    const there = new Set(readdirSync(folder));
    ranges[font.name] = found;
    for (const file of Object.keys(found).map((part) => fontFile(font, part))) {
      if (there.has(file)) files.set(unpackedName(file), async () => unpackFont(await readFile(join(folder, file))));
    }
  }
  return { ranges, files };
}
