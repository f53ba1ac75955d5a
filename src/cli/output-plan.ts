import { basename, join, resolve } from 'node:path';
import { UsageError } from './exit-code.ts';

/** What the command line says about where to write. */
export interface OutputOptions {
  readonly output?: readonly string[] | undefined;
  readonly outDir?: string | undefined;
  readonly format?: readonly string[] | undefined;
}

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
): Assignment[] {
  const repeated = inputs.find((input, i) => inputs.indexOf(input) < i);
  if (repeated !== undefined) throw new UsageError(`${repeated}: is named twice`);
  const assignments = options.output ? assignNamed(inputs, options) : assignByInput(inputs, options, formats);
  const sources = new Set(inputs.map((input) => resolve(input)));
  const taken = new Map<string, string>();
  for (const { input, outputs } of assignments) {
    for (const output of outputs) {
      const path = resolve(output);
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
): Assignment[] {
  const unknown = format.find((name) => !formats.includes(name));
  if (unknown !== undefined || format.length === 0) {
    throw new UsageError(`--format: expected one or more of ${formats.join(', ')}, got ${unknown ?? 'nothing'}`);
  }
  const names = inputs.map(fileName);
  const stems = names.map((name) => name.replace(/\.json\.gz$|\.[^.]*$/i, '') || name);
  return inputs.map((input, i) => {
    // Films that differ in their extension alone keep it: movie.mp4.png beside movie.avi.png.
    const isShared = stems.some((stem, j) => j !== i && stem === stems[i]);
    const name = isShared ? names[i]! : stems[i]!;
    return { input, outputs: format.map((extension) => join(outDir, `${name}.${extension}`)) };
  });
}

/** The name of a file, or of what lies at a URL, which has no `?` and no `#` in it. */
function fileName(input: string): string {
  return basename(/^https?:\/\//i.test(input) ? decodeURI(new URL(input).pathname) : input) || 'film';
}
