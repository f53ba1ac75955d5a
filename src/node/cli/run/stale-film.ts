import type { FilmTitle, Fingerprint, FingerprintOptions, OutputKey, PictureOptions } from '../../app/index.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import type { Assignment } from './output-plan.ts';
import { describeReasons, type FilmOutcome } from './results.ts';

/** What the command line says about films and what becomes of them. */
export interface FilmRunOptions {
  /** How films are read. */
  readonly film: FingerprintOptions;
  /** How they are drawn. */
  readonly pictures: PictureOptions;
  readonly jobs?: number | undefined;
  /** Where it is named, only what is not up to date there is made, and an account given of all. */
  readonly outDir?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly titleOf?: ((film: string) => FilmTitle) | undefined;
}

/** A film of which something is to be made. */
export interface StaleFilm {
  readonly input: string;
  /** The film, or its fingerprint, from which nothing needs decoding. */
  readonly source: string;
  /** What is to be made, and what it is noted with where an account is kept. */
  readonly outputs: readonly { readonly output: string; readonly key?: OutputKey }[];
  readonly drawing: PictureOptions;
  readonly reason: string;
}

/** Finds out what is to be made of films, makes it of their fingerprints, and notes what was made. */
export interface DueFilms {
  /**
   * Say what is to be made of a film; what became of it, when nothing is.
   *
   * @param fail called for each output that cannot be written, where another one can.
   */
  prepare(assignment: Assignment, fail: (error: unknown) => void): Promise<StaleFilm | FilmOutcome>;
  /** Draw and write all that is due. */
  make(film: StaleFilm, fingerprint: Fingerprint): Promise<FilmOutcome>;
  /** Note what somebody else wrote. @param identities of the outputs, in their order. */
  note(film: StaleFilm, identities: readonly string[]): Promise<FilmOutcome>;
}

/** Open the folder of outputs, where there is one. */
export async function openDueFilms(
  { film, pictures, outDir, dryRun, titleOf }: FilmRunOptions,
  { stdout, signal }: Terminal,
  report: Reporter,
): Promise<DueFilms> {
  const app = await import('../../app/index.ts');
  const index = outDir === undefined ? null : await app.openOutputManifest(outDir);

  const tell = (input: string, output: string) => {
    report.wrote(input, output);
    stdout.write(`${output}\n`);
  };
  const conclude = ({ input, source, outputs, reason }: StaleFilm): FilmOutcome => {
    const files = outputs.map(({ output }) => output);
    return { film: input, state: app.isFingerprintFile(source) ? 'drawn' : 'made', files, reason };
  };

  return {
    async prepare({ input, outputs, name }, fail) {
      // Outputs are named after the film: what is wrong with its name is said of the film.
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
      for (const output of files) stdout.write(`${output}\n`);
      return { film: input, state: app.isFingerprintFile(source) ? 'would draw' : 'would make', files, reason };
    },
    async make(due, fingerprint) {
      const { input, outputs, drawing } = due;
      for (const { output, key } of outputs) {
        const { content, warnings } = await app.renderOutput(fingerprint, app.outputFormat(output), drawing);
        for (const warning of warnings) report.warn(input, warning);
        signal.throwIfAborted();
        await app.writeWhole(output, content);
        tell(input, output);
        if (key !== undefined) await index?.record(output, key);
      }
      return conclude(due);
    },
    async note(due, identities) {
      for (const [i, { output, key }] of due.outputs.entries()) {
        tell(due.input, output);
        if (key !== undefined) await index?.record(output, key, identities[i]);
      }
      return conclude(due);
    },
  };
}

/** Whether nothing is to be made of a film. */
export const isOutcome = (prepared: StaleFilm | FilmOutcome): prepared is FilmOutcome => 'state' in prepared;
