import { resolve } from 'node:path';
import { UsageError } from '../exit-code.ts';

/** What the command line says about where to write. */
export interface OutputOptions {
  readonly output?: readonly string[] | undefined;
  readonly outDir?: string | undefined;
  readonly format?: readonly string[] | undefined;
}

type Rooms = typeof import('../../app/index.ts');

/** What the rooms below know of names and paths; handed in, for asking for help loads none of them. */
export interface Naming extends Pick<Rooms, 'joinOutput'> {
  /** Name of an input with its extension, as `nameSource` gives it. */
  readonly nameInput: (input: string) => string;
  /** Whole paths of the pictures of sequences among the inputs. */
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
    // What is wrong with it is reported when it is read.
    const sequence = await findSequence(input).catch(() => null);
    for (const { path } of sequence?.pictures ?? []) pictures.add(resolve(path));
  }
  return { joinOutput, nameInput: (input) => names.get(input)!, pictures };
}

/** One input and the files that are to come of it. */
export interface Assignment {
  readonly input: string;
  readonly outputs: readonly string[];
  /** What the outputs are called, without extension, where a folder of the input is part of it. */
  readonly name?: string | undefined;
}

/**
 * Decide which files come of which input.
 *
 * @param formats the extensions that can be written, without dots.
 * @throws {UsageError} when it cannot be told, or one file would overwrite another.
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
  // Films that differ in their extension alone keep it: movie.mp4.png beside movie.avi.png.
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
 * Put folders before names that occur in several: `S1/01.mkv` and `S2/01.mkv` are "S1 - 01" and "S2 - 01". All films of these folders are named so, that
 * they stay together, and so that a film that is added later changes no name in them.
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

/** Split the folder of a film into its parts; of an address the host is one, the user is not. */
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

/** Count equal names in their order, such as those of addresses that differ in their query: "film", "film (2)". */
function countEqual(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** Tell one place from another, however it is spelled; an address has one spelling. */
const whereIs = (path: string): string => (isAddress(path) ? path : resolve(path));

const isAddress = (path: string): boolean => /^\w+:\/\//.test(path);
