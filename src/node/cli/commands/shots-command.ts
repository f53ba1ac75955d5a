import { type Command, Option as Flag } from 'commander';
import { FILM_OPTIONS, RUN_OPTIONS, SHOT_OPTIONS } from '../../../core/options/index.ts';
import type { DescribedShots, Fingerprint, ShotFileOptions } from '../../app/internal.ts';
import { addColorFlag, addOutputFlags, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addRunOptions, addTableOptions, readTableOptions } from '../flags/table-options.ts';
import { formatShots } from '../print/shot-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { createFilmReader } from '../run/film-reader.ts';
import { nameInputs, planOutputs } from '../run/output-plan.ts';
import { runInputs } from '../run/run-each-input.ts';
import { writeOutput } from '../run/write-output.ts';

/** Options for reading films. */
const SAMPLING = {
  samples: FILM_OPTIONS.samples,
  from: FILM_OPTIONS.from,
  to: FILM_OPTIONS.to,
  crop: FILM_OPTIONS.crop,
};

interface Options extends ReportOptions {
  readonly output?: string[];
  readonly outDir?: string;
  readonly format?: string[];
  readonly json?: boolean;
  readonly jobs?: number;
  readonly color: boolean;
}

const DESCRIPTION = `List the shots of films: where they cut, how long shots are, and their colours.

Prints a table, and figures on all shots. With --output it writes files instead: tables, edit lists, chapters, annotations. A fingerprint needs shots: make it with --shots.`;

const EXAMPLES = `
Examples:
  chromatheque shots film.mkv                            a table of its shots
  chromatheque shots film.json -o film.csv               the same for R, pandas and spreadsheets
  chromatheque shots film.json -o film.edl -o film.otio  for editing programs; also .xml (Final Cut Pro 7, Premiere)
  chromatheque shots film.json -o film.vtt -o film.thumbnails.vtt
                                                         chapters and preview thumbnails for players
  chromatheque shots film.json -o film.eaf -o film.jsonld
                                                         annotations for ELAN, VIAN and Advene
`;

/** Define the command `shots`: from FILM or FINGERPRINT to shots. */
export function defineShotsCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('shots')
    .summary('list the shots of films')
    .description(DESCRIPTION)
    .argument('<film...>', 'films, or fingerprints with shots (.json, .json.gz)')
    .addHelpText('after', EXAMPLES);
  addOutputFlags(command, {
    files: '.csv .edl .otio .xml .vtt .thumbnails.vtt .eaf .jsonld .json .json.gz by its extension; repeatable',
    folder: 'folder for the files of several films (default: this folder)',
    formats: 'formats of these files: csv,edl (default: csv)',
  });
  command.addOption(
    new Flag('--json', 'one JSON object per shot and line: input, number, times, frames, colors, measures').conflicts([
      'output',
      'outDir',
      'format',
    ]),
  );
  addTableOptions(command, SHOT_OPTIONS, SAMPLING);
  addRunOptions(command, RUN_OPTIONS);
  addColorFlag(command);
  addReportFlags(command);
  addS3Flag(command).action(async (inputs: string[], options: Options) => {
    refuseStrayOption(program, 'shots');
    setExitCode(await runShotsCommand(inputs, options, terminal));
  });
}

async function runShotsCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const { output, outDir, format, json } = options;
  const isWriting = output !== undefined || outDir !== undefined || format !== undefined;
  const named = { output, outDir, format: output === undefined ? (format ?? ['csv']) : format };
  const assignments = isWriting
    ? planOutputs(inputs, named, app.SHOT_FORMATS, await nameInputs(inputs, app))
    : inputs.map((input) => ({ input, outputs: [] }));
  const flags = { ...options };
  const shotOptions: ShotFileOptions = await readTableOptions(SHOT_OPTIONS, flags);
  const filmOptions = await readTableOptions(SAMPLING, flags);
  app.checkShotOptions(shotOptions);
  app.checkFingerprintOptions(filmOptions);
  for (const { outputs } of assignments) for (const file of outputs) app.shotFormat(file);

  const { stdout } = terminal;
  const depth = options.color && stdout.isTTY ? stdout.getColorDepth() : 1;
  const report = await createReporter(options, terminal);
  const reader = await createFilmReader({ ...filmOptions, shots: true }, options.jobs, terminal, report);
  const outputsOf = new Map(assignments.map(({ input, outputs }) => [input, outputs]));
  let printed = 0;

  function print(input: string, { shots, summary }: DescribedShots): void {
    const name = app.showAddresses(input);
    if (json) {
      stdout.write(shots.map((shot) => `${JSON.stringify({ input: name, ...describeShot(shot) })}\n`).join(''));
      return;
    }
    // As `chromatheque palette` does for several inputs.
    if (inputs.length > 1) stdout.write(`${printed++ > 0 ? '\n' : ''}${name}:\n`);
    const sentences = summary.map((sentence) => `${sentence}\n`).join('');
    stdout.write(`${formatShots(shots, depth, app.nearestTerminalColor)}\n${sentences}`);
  }

  async function write(input: string, outputs: readonly string[], fingerprint: Fingerprint): Promise<void> {
    const warned = new Set<string>();
    for (const output of outputs) {
      const { files, warnings } = await app.renderShots(fingerprint, output, shotOptions);
      for (const warning of warnings) {
        if (!warned.has(warning)) report.warn(input, warning);
        warned.add(warning);
      }
      for (const { path, content } of files) await writeOutput(input, path, content, terminal, report);
    }
  }

  return runInputs(inputs, reader, terminal, report, async (input, complain) => {
    await app.checkFilmName(input);
    const outputs = await app.filterWritable(outputsOf.get(input)!, (file) => file, complain);
    const fingerprint = await reader.read(input);
    const found = app.findShots(fingerprint);
    if (isWriting) await write(input, outputs, fingerprint);
    else print(input, found);
  });
}

/** A shot for programs: its fields in the fingerprint, with its number and names of colours. */
function describeShot(shot: DescribedShots['shots'][number]): Record<string, unknown> {
  const { number, scene, from, to, fromFrame, toFrame, isBlank, transition, frameTime, colors, measures } = shot;
  const times = { from, to, fromFrame, toFrame };
  return { number, scene: scene + 1, ...times, isBlank, transition, frameTime, colors, measures };
}
