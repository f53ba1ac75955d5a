import { type Command, Option } from 'commander';
import type { Fingerprint, FingerprintOptions, Length, PanelPictureOptions } from '../../app/index.ts';
import { EXIT, exitCodeOf, formatFailureMessage, UsageError } from '../exit-code.ts';
import { addPictureFlags, type PictureFlags, toPictureOptions } from '../flags/picture-flags.ts';
import { S3_ENDPOINT } from '../flags/s3-endpoint.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { parseInteger, parseLength } from '../flags/values.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { createFilmReader } from '../run/film-reader.ts';
import { type Naming, nameInputs, planOutputs } from '../run/output-plan.ts';

interface Options extends Omit<PictureFlags, 'gap'>, ReportOptions {
  readonly output?: string[];
  readonly across?: number;
  readonly width?: Length;
  readonly gap?: Length;
  readonly sort?: NonNullable<PanelPictureOptions['sort']>;
  readonly samples?: number;
  readonly mode?: NonNullable<FingerprintOptions['mode']>;
  readonly jobs?: number;
}

const DESCRIPTION = `Put many films into one picture.

Each film is drawn as by the main command, in any layout, its title below it; --title and what belongs to it are the panel's own. --size gives the proportion of each film's picture, --gap is between pictures, --margin around all of them. A film that cannot be read is left out.`;

const EXAMPLES = `
Examples:
  chromatheque panel *.json -o ghibli.png --across 10 --width 3960px --gap 20px
  chromatheque panel films/*.mkv -o panel.svg --layout ring --sort hue
  chromatheque panel *.json --sort year --title "Studio Ghibli" --size 200x300mm
`;

/** Define the command that puts films side by side: FILM... to a panel. */
export function definePanelCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const gap = new Option('--gap <length>', 'between pictures (default: 20px)').argParser(parseLength('--gap'));
  const command = program
    .command('panel')
    .summary('put many films into one picture')
    .description(DESCRIPTION)
    .argument('<film...>', 'fingerprints (.json, .json.gz), or films; at most 1000')
    .addHelpText('after', EXAMPLES)
    .optionsGroup('What to write:')
    .addOption(
      new Option(
        '-o, --output <file>',
        '.png .jpg .webp .avif .svg .pdf by its extension; may be given several times (default: panel.png)',
      ).argParser((file: string, files: string[] = []) => [...files, file]),
    )
    .optionsGroup('How films are put together:')
    .option(
      '--across <n>',
      'pictures in a row (default: 10, fewer where there are fewer films)',
      parseInteger('--across', 'an integer from 1 to 100'),
    )
    .option('--width <length>', 'of the panel (default: 3960px)', parseLength('--width'))
    .option('--sort <by>', 'title, year (in the name of the file), hue, lightness, or given: as named (default: given)')
    .optionsGroup('How films are sampled:')
    .option(
      '--samples <n>',
      'instants sampled (default: 3600, at most one a frame)',
      parseInteger('--samples', 'an integer from 1 up'),
    )
    .option('--mode <name>', 'exact, or draft: key frames alone (default: exact)')
    .option(
      '--jobs <n>',
      'processes, 1 to 1024 (default: the cores)',
      parseInteger('--jobs', 'an integer from 1 to 1024', 1),
    )
    .addOption(S3_ENDPOINT());
  addPictureFlags(command, gap)
    .optionsGroup('What is shown meanwhile:')
    .addOption(new Option('--quiet', 'no progress').conflicts('progress'))
    .addOption(new Option('--progress <form>', 'json: one JSON object a line on stderr').choices(['json']))
    .action(async (inputs: string[], options: Options) => {
      refuseStrayOption(program, 'panel');
      setExitCode(await runPanelCommand(inputs, options, terminal));
    });
}

async function runPanelCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/index.ts');
  const named = checkOutputs(inputs, options.output ?? ['panel.png'], app.PANEL_FORMATS, await nameInputs(inputs, app));
  for (const output of named) app.panelFormat(output);
  const { across, width, gap, sort, samples, mode, jobs, ...flags } = options;
  const panelOptions: PanelPictureOptions = { ...(await toPictureOptions(flags)), across, width, gap, sort };
  const filmOptions: FingerprintOptions = { samples, mode };
  app.checkFingerprintOptions(filmOptions);
  app.checkPanelOptions(panelOptions, inputs.length);
  const report = await createReporter(options, terminal);
  const reader = createFilmReader(filmOptions, jobs, terminal, report);
  let exitCode: number = EXIT.ok;

  function fail(input: string, error: unknown): void {
    if (terminal.signal.aborted) throw error;
    const code = exitCodeOf(error);
    report.fail(formatFailureMessage(input, error), code, input);
    exitCode ||= code;
  }

  const outputs = await app.filterWritable(
    named,
    (output) => output,
    (error) => fail(error.path, error),
  );

  async function read(input: string): Promise<Fingerprint | null> {
    terminal.signal.throwIfAborted();
    try {
      return await reader.read(input);
    } catch (error) {
      fail(input, error);
      return null;
    }
  }

  try {
    const panel = await app.makePanel(inputs, panelOptions, read, fail);
    if (panel === null) return exitCode;
    for (const warning of panel.warnings) report.warn(outputs[0]!, warning);
    for (const output of outputs) {
      const content = await app.renderPanel(panel, app.panelFormat(output), panelOptions);
      terminal.signal.throwIfAborted();
      await app.writeWhole(output, content);
      report.wrote(outputs[0]!, output);
      terminal.stdout.write(`${output}\n`);
    }
  } finally {
    report.clear();
    reader.close();
  }
  return exitCode;
}

/** Refuse what would overwrite a film, or itself. */
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
