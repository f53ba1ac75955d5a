import type { FilmTitle, Fingerprint, FingerprintOptions, PictureOptions } from '../app/index.ts';
import { describeError, describeFailure, EXIT, exitCodeOf } from './exit-code.ts';
import { createFilmReader } from './film-reader.ts';
import { describeReasons, type FilmOutcome } from './outcomes.ts';
import type { Assignment } from './output-plan.ts';
import type { Reporter } from './reporter.ts';
import type { Terminal } from './terminal.ts';

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

/**
 * Work off films one after another, each with all processes, past those that fail.
 *
 * @returns the exit code: of several failures the first one's.
 */
export async function runFilms(
  assignments: readonly Assignment[],
  options: FilmRunOptions,
  terminal: Terminal,
  report: Reporter,
): Promise<number> {
  const app = await import('../app/index.ts');
  const { film, pictures, outDir, dryRun, titleOf } = options;
  const index = outDir === undefined ? null : await app.openOutputIndex(outDir);
  const reader = createFilmReader(film, options.jobs, terminal, report);

  async function write(
    input: string,
    fingerprint: Fingerprint,
    output: string,
    drawing: PictureOptions,
  ): Promise<void> {
    const { content, warnings } = await app.renderOutput(fingerprint, app.outputFormat(output), drawing);
    for (const warning of warnings) report.warn(input, describeError(warning));
    terminal.signal.throwIfAborted();
    await app.writeWhole(output, content);
    report.wrote(input, output);
    terminal.stdout.write(`${output}\n`);
  }

  /** Make all outputs, whatever is there. */
  async function make({ input, outputs }: Assignment): Promise<void> {
    for (const output of outputs) await app.checkWritable(output);
    const fingerprint = await reader.read(input);
    for (const output of outputs) await write(input, fingerprint, output, pictures);
  }

  /** Make the outputs that are not up to date. */
  async function update({ input, outputs }: Assignment, known: NonNullable<typeof index>): Promise<FilmOutcome> {
    const drawing: PictureOptions = { ...pictures, ...titleOf?.(input) };
    const { due, source } = await app.findDueOutputs(known, input, outputs, film, drawing);
    const files = due.map(({ output }) => output);
    if (due.length === 0) return { film: input, state: 'skipped', files, reason: 'up to date' };
    for (const output of files) await app.checkWritable(output);
    const verb = app.isFingerprintFile(source) ? (['drawn', 'would draw'] as const) : (['made', 'would make'] as const);
    const reason = describeReasons(due, outputs.length);
    if (dryRun) {
      for (const output of files) terminal.stdout.write(`${output}\n`);
      return { film: input, state: verb[1], files, reason };
    }
    const fingerprint = await reader.read(source);
    for (const { output, key } of due) {
      await write(input, fingerprint, output, drawing);
      await known.note(output, key);
    }
    return { film: input, state: verb[0], files, reason };
  }

  let exitCode: number = EXIT.ok;
  const outcomes: FilmOutcome[] = [];
  const conclude = (outcome: FilmOutcome) => {
    outcomes.push(outcome);
    report.outcome(outcome);
  };
  try {
    for (const assignment of assignments) {
      try {
        if (index === null) await make(assignment);
        else conclude(await update(assignment, index));
      } catch (error) {
        if (terminal.signal.aborted) throw error;
        const code = exitCodeOf(error);
        const message = describeFailure(assignment.input, error);
        report.fail(message, code, assignment.input);
        const reason = message.replace(`${assignment.input}: `, '');
        if (index !== null) conclude({ film: assignment.input, state: 'failed', files: [], reason });
        exitCode ||= code;
      }
    }
    if (index !== null) report.summarize(outcomes);
  } finally {
    report.clear();
    reader.close();
  }
  return exitCode;
}
