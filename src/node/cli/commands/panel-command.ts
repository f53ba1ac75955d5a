import type { Command } from 'commander';
import { FILM_OPTIONS, PANEL_OPTIONS, PICTURE_OPTIONS, RUN_OPTIONS } from '../../../core/options/index.ts';
import { UsageError } from '../exit-code.ts';
import { addOutputFlags, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addRunOptions, addTableOptions, readTableOptions } from '../flags/table-options.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { createFailures } from '../run/failures.ts';
import { createFilmReader } from '../run/film-reader.ts';
import { type Naming, nameInputs, planOutputs } from '../run/output-plan.ts';
import { writeOutput } from '../run/write-output.ts';

/** Options for reading films. */
const SAMPLING = { samples: FILM_OPTIONS.samples, mode: FILM_OPTIONS.mode };
/** The gap of a panel is the one between pictures. */
const DRAWING = { ...PICTURE_OPTIONS, ...PANEL_OPTIONS };

interface Options extends ReportOptions {
  readonly output?: string[];
  readonly jobs?: number;
}

const DESCRIPTION = `Put many films into one picture.

Each film is drawn as by the main command, in any layout, with its title below. --title and the other title options are for the panel's own title. --size sets the proportion of each picture, --gap the space between pictures, --margin the space around all of them. Films that cannot be read are left out.`;

const EXAMPLES = `
Examples:
  chromatheque panel *.json -o ghibli.png --across 10 --width 3960px --gap 20px
  chromatheque panel films/*.mkv -o panel.svg --layout ring --sort hue
  chromatheque panel *.json --sort year --title "Studio Ghibli" --size 200x300mm
`;

/** Define the command `panel`: from FILM... to one picture. */
export function definePanelCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = program
    .command('panel')
    .summary('put many films into one picture')
    .description(DESCRIPTION)
    .argument('<film...>', 'fingerprints (.json, .json.gz), or films; at most 1000')
    .addHelpText('after', EXAMPLES);
  addOutputFlags(command, {
    files: '.png .jpg .webp .avif .svg .pdf by its extension; repeatable (default: panel.png)',
  });
  addTableOptions(command, DRAWING, SAMPLING);
  addRunOptions(command, RUN_OPTIONS);
  addReportFlags(command);
  return addS3Flag(command).action(async (inputs: string[], options: Options) => {
    refuseStrayOption(program, 'panel');
    setExitCode(await runPanelCommand(inputs, options, terminal));
  });
}

async function runPanelCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const named = checkOutputs(inputs, options.output ?? ['panel.png'], app.PANEL_FORMATS, await nameInputs(inputs, app));
  for (const output of named) app.panelFormat(output);
  const flags = { ...options };
  const panelOptions = await readTableOptions(DRAWING, flags);
  const filmOptions = await readTableOptions(SAMPLING, flags);
  app.checkFingerprintOptions(filmOptions);
  app.checkPanelOptions(panelOptions, inputs.length);
  const report = await createReporter(options, terminal);
  const reader = await createFilmReader(filmOptions, options.jobs, terminal, report);
  const failures = createFailures(terminal, report);
  const outputs = await app.filterWritable(
    named,
    (output) => output,
    (error) => failures.complain(error.path, error),
  );

  const readFilm = (input: string) => failures.attempt(input, () => reader.read(input));
  try {
    const panel = await app.makePanel(inputs, panelOptions, readFilm, failures.fail);
    if (panel === null) return failures.exitCode;
    for (const warning of panel.warnings) report.warn(outputs[0]!, warning);
    for (const output of outputs) {
      const content = await app.renderPanel(panel, app.panelFormat(output), panelOptions);
      await writeOutput(outputs[0]!, output, content, terminal, report);
    }
  } finally {
    report.clear();
    reader.close();
  }
  return failures.exitCode;
}

/** Refuse repeated inputs, and outputs that would overwrite an input or each other. */
function checkOutputs(
  inputs: readonly string[],
  outputs: readonly string[],
  formats: readonly string[],
  naming: Naming,
): string[] {
  const repeated = inputs.find((input, i) => inputs.indexOf(input) < i);
  if (repeated !== undefined) throw new UsageError(`${repeated}: is named twice`);
  for (const input of inputs) planOutputs([input], { output: outputs }, formats, naming);
  return [...outputs];
}
