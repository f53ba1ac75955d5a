import { resolve } from 'node:path';
import { UsageError } from './exit-code.ts';

/** What the command line says about where to write. */
export interface OutputOptions {
  readonly output?: readonly string[] | undefined;
  readonly outDir?: string | undefined;
  readonly format?: readonly string[] | undefined;
}

/** What the rooms below know of names and paths; handed in, for asking for help loads none of them. */
export type Naming = Pick<typeof import('../app/index.ts'), 'joinOutput' | 'nameFilm'>;

/** One input and the files that are to come of it. */
export interface Assignment {
  readonly input: string;
  readonly outputs: readonly string[];
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
  const repeated = inputs.find((input, i) => inputs.indexOf(input) < i);
  if (repeated !== undefined) throw new UsageError(`${repeated}: is named twice`);
  const assignments = options.output ? assignNamed(inputs, options) : assignByInput(inputs, options, formats, naming);
  const sources = new Set(inputs.map(whereIs));
  const taken = new Map<string, string>();
  for (const { input, outputs } of assignments) {
    for (const output of outputs) {
      const path = whereIs(output);
      if (sources.has(path))
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
  { joinOutput, nameFilm }: Naming,
): Assignment[] {
  const unknown = format.find((name) => !formats.includes(name));
  if (unknown !== undefined || format.length === 0) {
    throw new UsageError(`--format: expected one or more of ${formats.join(', ')}, got ${unknown ?? 'nothing'}`);
  }
  const names = inputs.map((input) => nameFilm(input) || 'film');
  const stems = names.map((name) => name.replace(/\.json\.gz$|\.[^.]*$/i, '') || name);
  return inputs.map((input, i) => {
    // Films that differ in their extension alone keep it: movie.mp4.png beside movie.avi.png.
    const isShared = stems.some((stem, j) => j !== i && stem === stems[i]);
    const name = isShared ? names[i]! : stems[i]!;
    return { input, outputs: format.map((extension) => joinOutput(outDir, `${name}.${extension}`)) };
  });
}

/** Tell one place from another, however it is spelled; an address has one spelling. */
const whereIs = (path: string): string => (/^\w+:\/\//.test(path) ? path : resolve(path));
