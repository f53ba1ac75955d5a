import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FONT_PACKAGES, type FontRanges, fontFile } from '../type/index.ts';

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
  /** Where each file lies, by its name. */
  readonly paths: ReadonlyMap<string, string>;
}

/** List all fonts of packages that are installed. */
export function listFontFiles(): FontFiles {
  const ranges: Record<string, FontRanges> = {};
  const paths = new Map<string, string>();
  for (const font of FONT_PACKAGES) {
    const found = readFontRanges(font.name);
    if (found === null) continue;
    const folder = join(dirname(resolve(`${font.name}/unicode.json`)), 'files');
    const there = new Set(readdirSync(folder));
    ranges[font.name] = found;
    for (const file of Object.keys(found).map((part) => fontFile(font, part))) {
      if (there.has(file)) paths.set(file, join(folder, file));
    }
  }
  return { ranges, paths };
}
