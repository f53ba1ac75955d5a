import type { FilmTitle, Fingerprint, FingerprintOptions, OutputKey, PictureOptions } from '../../app/internal.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import type { Assignment } from './output-plan.ts';
import { describeReasons, type FilmOutcome } from './results.ts';
import { reportWritten, writeOutput } from './write-output.ts';

/** Options of the command line for films and their outputs. */
export interface FilmRunOptions {
  /** Options for reading films. */
  readonly film: FingerprintOptions;
  /** Options for drawing. */
  readonly pictures: PictureOptions;
  readonly jobs?: number | undefined;
  /** If given, only outputs that are not up to date are made, and all films are reported. */
  readonly outDir?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly titleOf?: ((film: string) => FilmTitle) | undefined;
}

/** A film with outputs to make. */
export interface StaleFilm {
  readonly input: string;
  /** The film, or its fingerprint, which needs no decoding. */
  readonly source: string;
  /** Outputs to make, with their keys for the manifest if there is one. */
  readonly outputs: readonly { readonly output: string; readonly key?: OutputKey }[];
  readonly drawing: PictureOptions;
  readonly reason: string;
}

/** Finds outputs to make, makes them from fingerprints, and records them in the manifest. */
export interface DueFilms {
  /**
   * Find the outputs to make for a film. Returns an outcome if there are none.
   *
   * @param fail called for each output that cannot be written, if another one can.
   */
  prepare(assignment: Assignment, fail: (error: unknown) => void): Promise<StaleFilm | FilmOutcome>;
  /** Draw and write all due outputs. */
  make(film: StaleFilm, fingerprint: Fingerprint): Promise<FilmOutcome>;
  /**
   * Record outputs that another process wrote.
   *
   * @param identities of the outputs, in their order.
   */
  note(film: StaleFilm, identities: readonly string[]): Promise<FilmOutcome>;
}

/** Opens the manifest of `outDir`, if given. */
export async function openDueFilms(
  { film, pictures, outDir, dryRun, titleOf }: FilmRunOptions,
  terminal: Terminal,
  report: Reporter,
): Promise<DueFilms> {
  const app = await import('../../app/internal.ts');
  const index = outDir === undefined ? null : await app.openOutputManifest(outDir);

  const conclude = ({ input, source, outputs, reason }: StaleFilm): FilmOutcome => {
    const files = outputs.map(({ output }) => output);
    return { film: input, state: app.isFingerprintFile(source) ? 'drawn' : 'made', files, reason };
  };

  return {
    async prepare({ input, outputs, name }, fail) {
      // Outputs are named after the film, so a bad name is reported as an error of the film.
      await app.checkFilmName(input);
      if (index === null) {
        const writable = await app.filterWritable(outputs, (output) => output, fail);
        return { input, source: input, outputs: writable.map((output) => ({ output })), drawing: pictures, reason: '' };
      }
      const drawing: PictureOptions = { ...pictures, ...titleOf?.(input) };
      const found = await app.findDueOutputs(index, input, outputs, film, drawing);
      const say = (reason: string) => (name === undefined ? reason : `${reason} (as ${name})`);
      if (found.due.length === 0) return { film: input, state: 'skipped', files: [], reason: say('up to date') };
      const due = await app.filterWritable(found.due, ({ output }) => output, fail);
      const files = due.map(({ output }) => output);
      const { source } = found;
      const reason = say(describeReasons(due, outputs.length));
      if (!dryRun) return { input, source, outputs: due, drawing, reason };
      for (const output of files) terminal.stdout.write(`${output}\n`);
      return { film: input, state: app.isFingerprintFile(source) ? 'would draw' : 'would make', files, reason };
    },
    async make(due, fingerprint) {
      const { input, outputs, drawing } = due;
      for (const { output, key } of outputs) {
        const { content, warnings } = await app.renderOutput(fingerprint, app.outputFormat(output), drawing);
        for (const warning of warnings) report.warn(input, warning);
        await writeOutput(input, output, content, terminal, report);
        if (key !== undefined) await index?.record(output, key);
      }
      return conclude(due);
    },
    async note(due, identities) {
      for (const [i, { output, key }] of due.outputs.entries()) {
        reportWritten(due.input, output, terminal, report);
        if (key !== undefined) await index?.record(output, key, identities[i]);
      }
      return conclude(due);
    },
  };
}

/** Whether a film has no outputs to make. */
export const isOutcome = (prepared: object): prepared is FilmOutcome => 'state' in prepared;
