import { type Command, Option as Flag } from 'commander';
import { COMPARE_OPTIONS, FILM_OPTIONS, PICTURE_OPTIONS, RUN_OPTIONS } from '../../../core/options/index.ts';
import type { Fingerprint, LibraryDistances } from '../../app/internal.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { addOutputFlags, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addRunOptions, addTableOptions, readTableOptions } from '../flags/table-options.ts';
import { formatComparison, formatMatrix } from '../print/comparison-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { createFailures } from '../run/failures.ts';
import { createFilmReader, type FilmReader } from '../run/film-reader.ts';
import { nameInputs, planOutputs } from '../run/output-plan.ts';
import { writeOutput } from '../run/write-output.ts';

/** Options for reading films. */
const SAMPLING = {
  samples: FILM_OPTIONS.samples,
  from: FILM_OPTIONS.from,
  to: FILM_OPTIONS.to,
  crop: FILM_OPTIONS.crop,
};
/** Options of a poster that the pictures of comparisons do not have. */
const { layout: _, titleStyle: __, by: ___, rotate, gap, caps, arc, ...DRAWING } = PICTURE_OPTIONS;

interface Options extends ReportOptions {
  readonly output?: string[];
  readonly library?: string;
  readonly json?: boolean;
  readonly jobs?: number;
}

const DESCRIPTION = `Compare two films, or two editions of one.

Aligns the two in time and says what one shows that the other lacks, at which speed they run, how the picture was cropped and the colours were shifted, which known defect explains it, and how near the films are in colour. Films are read whole, with their shots; with fingerprints (made with --shots, for times exact to the frame) crop and colours are estimated from the columns. Three films and more give their distances: a table, or a matrix with a tree.`;

const EXAMPLES = `
Examples:
  chromatheque compare dvd.mkv bluray.mkv                what differs, in words
  chromatheque compare dvd.mkv bluray.mkv -o report.html -o report.png
  chromatheque compare a.json b.json -o report.json -o report.csv
  chromatheque compare dvd.mkv bluray.mkv -o shift.cube  a LUT that takes the colours of the first to the second
  chromatheque compare *.json -o matrix.png --distance course
  chromatheque compare a.json b.json --library films/    distances as percentiles of the pairs of a library
`;

/** Define the command `compare`: from FILM FILM... to a report. */
export function defineCompareCommand(
  program: Command,
  terminal: Terminal,
  setExitCode: (code: number) => void,
): Command {
  const command = program
    .command('compare')
    .summary('compare two films, or two editions of one')
    .description(DESCRIPTION)
    .argument('<film...>', 'two films or more, or fingerprints (.json, .json.gz)')
    .addHelpText('after', EXAMPLES);
  addOutputFlags(command, {
    files: '.html .json .csv .png .jpg .webp .avif .svg .pdf .cube by its extension; repeatable',
  });
  command.addOption(new Flag('--json', 'print the report as JSON').conflicts('output'));
  command.addOption(new Flag('--library <dir>', 'folder of fingerprints; distances are also percentiles of its pairs'));
  addTableOptions(command, COMPARE_OPTIONS, DRAWING, SAMPLING);
  addRunOptions(command, RUN_OPTIONS);
  addReportFlags(command);
  return addS3Flag(command).action(async (inputs: string[], options: Options) => {
    refuseStrayOption(program, 'compare');
    setExitCode(await runCompareCommand(inputs, options, terminal));
  });
}

/** One run of the command. */
interface CompareRun {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly options: Options;
  readonly reader: FilmReader;
  readonly terminal: Terminal;
  readonly report: Reporter;
  /** Distances of the films of a library, if one was named. */
  readonly library: LibraryDistances | null;
}

async function runCompareCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  if (inputs.length < 2) throw new UsageError('name at least two films or fingerprints to compare');
  const outputs = options.output ?? [];
  const isPair = inputs.length === 2;
  const formats = isPair ? app.COMPARISON_FORMATS : app.MATRIX_FORMATS;
  const naming = await nameInputs(inputs, app);
  const repeated = inputs.find((input, i) => inputs.indexOf(input) < i);
  if (repeated !== undefined) throw new UsageError(`${repeated}: is named twice`);
  for (const input of inputs) planOutputs([input], { output: outputs }, formats, naming);
  for (const output of outputs) (isPair ? app.comparisonFormat : app.matrixFormat)(output);
  const flags = { ...options };
  const filmOptions = await readTableOptions(SAMPLING, flags);
  app.checkFingerprintOptions(filmOptions);
  const drawing = await readTableOptions(DRAWING, flags);
  if (isPair) app.checkPictureOptions(drawing, 'auto');
  else app.checkMatrixOptions(drawing, inputs.length);
  const report = await createReporter(options, terminal);
  // Shots give times that are exact to the frame; distances do not need them.
  const reader = await createFilmReader(
    { ...filmOptions, shots: isPair, loudness: false, pictures: isPair },
    options.jobs,
    terminal,
    report,
  );
  try {
    for (const output of outputs) await app.checkWritable(output);
    const library =
      options.library === undefined
        ? null
        : await app.measureLibrary(options.library, (path, error) =>
            report.warn(path, `is left out: ${error.message}`),
          );
    const run = { inputs, outputs, flags, options, reader, terminal, report, library };
    return isPair ? await compareTwo(run) : await compareMany(run);
  } finally {
    report.clear();
    reader.close();
  }
}

async function compareTwo({
  inputs,
  outputs,
  flags,
  options,
  reader,
  terminal,
  report,
  library,
}: CompareRun): Promise<number> {
  const app = await import('../../app/internal.ts');
  const [inputA, inputB] = [inputs[0]!, inputs[1]!];
  const a = { input: inputA, fingerprint: await reader.read(inputA) };
  const b = { input: inputB, fingerprint: await reader.read(inputB) };
  const compared = await app.compareTwoFilms(a, b, reader.readPictures, library);
  terminal.signal.throwIfAborted();
  const { comparison } = compared;
  if (outputs.length === 0) {
    terminal.stdout.write(
      options.json
        ? `${JSON.stringify(comparison)}\n`
        : formatComparison(comparison, app.describeComparison(comparison)),
    );
  }
  const drawing = await readTableOptions(DRAWING, flags);
  for (const output of outputs) {
    const content = await app.renderComparison(compared, app.comparisonFormat(output), drawing);
    await writeOutput(inputA, output, content, terminal, report);
  }
  return EXIT.ok;
}

async function compareMany({ inputs, outputs, flags, reader, terminal, report }: CompareRun): Promise<number> {
  const app = await import('../../app/internal.ts');
  const failures = createFailures(terminal, report);
  const films: Fingerprint[] = [];
  for (const input of inputs) {
    await failures.attempt(input, async () => {
      const fingerprint = await reader.read(input);
      app.checkComparable(fingerprint, input);
      films.push(fingerprint);
    });
  }
  if (films.length < 2) return failures.exitCode;
  const { distance = COMPARE_OPTIONS.distance.default } = await readTableOptions(COMPARE_OPTIONS, flags);
  const compared = app.measureDistances(films, distance as 'palette' | 'course');
  if (outputs.length === 0) terminal.stdout.write(formatMatrix(compared));
  const drawing = await readTableOptions(DRAWING, flags);
  for (const output of outputs) {
    const { content, warnings } = await app.renderMatrix(compared, app.matrixFormat(output), drawing);
    for (const warning of warnings) report.warn(output, warning);
    await writeOutput(inputs[0]!, output, content, terminal, report);
  }
  return failures.exitCode;
}
