import { resolve } from 'node:path';
import { UsageError } from '../exit-code.ts';

/** Options of the command line that name outputs. */
export interface OutputOptions {
  readonly output?: readonly string[] | undefined;
  readonly outDir?: string | undefined;
  readonly format?: readonly string[] | undefined;
}

type Rooms = typeof import('../../app/internal.ts');

/** Functions for names and paths, passed in because `--help` does not load their rooms. */
export interface Naming extends Pick<Rooms, 'joinOutput'> {
  /** Return the name of an input with its extension, from `nameSource`. */
  readonly nameInput: (input: string) => string;
  /** Absolute paths of the pictures of all sequences among the inputs. */
  readonly pictures: ReadonlySet<string>;
}

/** Name all inputs, and list the pictures of sequences, before outputs are planned. */
export async function nameInputs(
  inputs: readonly string[],
  { findSequence, joinOutput, nameSource }: Pick<Rooms, 'findSequence' | 'joinOutput' | 'nameSource'>,
): Promise<Naming> {
  const names = new Map<string, string>();
  const pictures = new Set<string>();
  for (const input of inputs) {
    names.set(input, await nameSource(input));
    // Errors of the sequence are reported when it is read.
    const sequence = await findSequence(input).catch(() => null);
    for (const { path } of sequence?.pictures ?? []) pictures.add(resolve(path));
  }
  return { joinOutput, nameInput: (input) => names.get(input)!, pictures };
}

/** One input and its output files. */
export interface Assignment {
  readonly input: string;
  readonly outputs: readonly string[];
  /** Name of the outputs without extension, if it contains a folder or a number. */
  readonly name?: string | undefined;
}

/**
 * Assign output files to inputs.
 *
 * @param formats writable extensions, without dots.
 * @throws {UsageError} for contradictory options, or if a file would overwrite another.
 */
export function planOutputs(
  inputs: readonly string[],
  options: OutputOptions,
  formats: readonly string[],
  naming: Naming,
): Assignment[] {
  const places = inputs.map(whereIs);
  const repeated = inputs.find((_, i) => places.indexOf(places[i]!) < i);
  if (repeated !== undefined) throw new UsageError(`${repeated}: is named twice`);
  const assignments = options.output ? assignNamed(inputs, options) : assignByInput(inputs, options, formats, naming);
  const sources = new Set(places);
  const taken = new Map<string, string>();
  for (const { input, outputs } of assignments) {
    for (const output of outputs) {
      const path = whereIs(output);
      if (sources.has(path) || naming.pictures.has(path))
        throw new UsageError(`${output}: would overwrite an input; name another file with --output`);
      const other = taken.get(path);
      if (other !== undefined) {
        throw new UsageError(
          other === input
            ? `${output}: is named twice`
            : `${output}: would be written for both ${other} and ${input}; run them apart`,
        );
      }
      taken.set(path, input);
    }
  }
  return assignments;
}

function assignNamed(inputs: readonly string[], { output = [], outDir, format }: OutputOptions): Assignment[] {
  if (inputs.length > 1) {
    throw new UsageError(
      '--output names the files of one film or picture; for several, use --out-dir DIR and --format png,json',
    );
  }
  if (outDir !== undefined || format !== undefined) {
    throw new UsageError(`--output and ${outDir === undefined ? '--format' : '--out-dir'} exclude each other`);
  }
  return [{ input: inputs[0]!, outputs: output }];
}

function assignByInput(
  inputs: readonly string[],
  { outDir = '', format = ['png'] }: OutputOptions,
  formats: readonly string[],
  { joinOutput, nameInput }: Naming,
): Assignment[] {
  const unknown = format.find((name) => !formats.includes(name));
  if (unknown !== undefined || format.length === 0) {
    throw new UsageError(`--format: expected one or more of ${formats.join(', ')}, got ${unknown ?? 'nothing'}`);
  }
  const names = inputs.map((input) => nameInput(input) || 'film');
  const stems = names.map((name) => name.replace(/\.json\.gz$|\.[^.]*$/i, '') || name);
  // Films that differ only in their extension keep it: movie.mp4.png beside movie.avi.png.
  const first = new Map<string, string>();
  for (const [i, stem] of stems.entries()) if (!first.has(stem)) first.set(stem, names[i]!);
  const shared = new Set(stems.filter((stem, i) => first.get(stem) !== names[i]));
  const short = stems.map((stem, i) => (shared.has(stem) ? names[i]! : stem));
  const unique = nameApart(inputs, short);
  return inputs.map((input, i) => ({
    input,
    outputs: format.map((extension) => joinOutput(outDir, `${unique[i]}.${extension}`)),
    ...(unique[i] !== short[i] && { name: unique[i] }),
  }));
}

/**
 * Prefix folders to names that occur in several folders: `S1/01.mkv` and `S2/01.mkv` become "S1 -
 * 01" and "S2 - 01". All films of these folders get the prefix, so that they stay together and a
 * film that is added later changes no name.
 */
function nameApart(inputs: readonly string[], names: readonly string[]): string[] {
  const folders = inputs.map(listFolders);
  const keys = folders.map((parts) => parts.join('/'));
  const depths = names.map(() => 0);
  for (;;) {
    const unique = names.map((name, i) => [...folders[i]!.slice(folders[i]!.length - depths[i]!), name].join(' - '));
    const counts = new Map<string, number>();
    for (const name of unique) counts.set(name, (counts.get(name) ?? 0) + 1);
    const canGoDeeper = (name: string, i: number) => counts.get(name)! > 1 && depths[i]! < folders[i]!.length;
    const deeper = new Set(keys.filter((_, i) => canGoDeeper(unique[i]!, i)));
    if (deeper.size === 0) return countEqual(unique);
    for (const [i, key] of keys.entries()) if (deeper.has(key)) depths[i]!++;
  }
}

/** Split the folder of a film into its parts. The host of a URL is a part, the user is not. */
function listFolders(input: string): string[] {
  const path = whereIs(input)
    .replace(/[?#].*$/s, (query) => (isAddress(input) ? '' : query))
    .replace(/^\w+:\/\/(?:[^/]*@)?/, '');
  return path
    .split(/[\\/]+/)
    .slice(0, -1)
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(':', '_'));
}

/** Number equal names, such as those of URLs that differ in their query: "film", "film (2)". */
function countEqual(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** Resolve a path, so that all its spellings compare equal. A URL has one spelling. */
const whereIs = (path: string): string => (isAddress(path) ? path : resolve(path));

const isAddress = (path: string): boolean => /^\w+:\/\//.test(path);
