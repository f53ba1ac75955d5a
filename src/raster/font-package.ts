import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A font as Fontsource packs it for npm: WOFF2 files, each for some ranges of characters. */
export interface FontPackage {
  readonly name: string;
  /** The CSS weight it is drawn in. */
  readonly weight: number;
}

const { resolve } = createRequire(import.meta.url);
/** Per package, its files and the code points that each is for; null where it is not installed. */
const read = new Map<string, readonly Subset[] | null>();

interface Subset {
  /** "latin", "[12]". */
  readonly name: string;
  /** Code points, first and last. */
  readonly ranges: readonly (readonly [number, number])[];
}

/**
 * Name the files of a package that hold some characters. Reads its list of ranges, and no font.
 *
 * @returns paths; none where no file is for any of them; null where the package is not installed.
 */
export function filesFor({ name, weight }: FontPackage, text: string): string[] | null {
  const subsets = readSubsets(name);
  if (subsets === null) return null;
  const points = Array.from(new Set(text.normalize('NFC')), (character) => character.codePointAt(0)!);
  const needed = subsets.filter(({ ranges }) =>
    points.some((point) => ranges.some(([first, last]) => point >= first && point <= last)),
  );
  // @fontsource-variable/oswald: one file for all weights; @fontsource/cutive-mono: one a weight.
  const [scope, id] = name.split('/');
  const style = scope === '@fontsource-variable' ? 'wght' : weight;
  return needed.map((subset) =>
    resolve(`${name}/files/${id}-${subset.name.replaceAll(/[[\]]/g, '')}-${style}-normal.woff2`),
  );
}

function readSubsets(name: string): readonly Subset[] | null {
  let subsets = read.get(name);
  if (subsets === undefined) {
    subsets = listSubsets(name);
    read.set(name, subsets);
  }
  return subsets;
}

function listSubsets(name: string): readonly Subset[] | null {
  let path: string;
  try {
    path = resolve(`${name}/unicode.json`);
  } catch {
    return null;
  }
  const listed: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(listed).map(([subset, ranges]) => ({
    name: subset,
    ranges: ranges.split(',').map(parseRange),
  }));
}

/** "U+4e00" or "U+4e00-9fff". */
function parseRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.slice(2).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
