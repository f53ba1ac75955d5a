import type { Command } from 'commander';
import { PALETTE_OPTIONS } from '../../../core/options/index.ts';
import type { DescribedFilm, DescribeOptions } from '../../app/internal.ts';
import { addColorFlag, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addTableOptions, readTableOptions } from '../flags/table-options.ts';
import { formatSwatches } from '../print/swatch-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { createFilmReader } from '../run/film-reader.ts';
import { runInputs } from '../run/run-each-input.ts';

const TABLE = { samples: PALETTE_OPTIONS.samples };

interface Options extends ReportOptions {
  readonly json?: boolean;
  readonly color: boolean;
}

const DESCRIPTION = `Describe the colours of films in words.

Prints a sentence on the film's colours and where it is darkest or lightest, other clear findings (colourfulness, warmth, where it changes most, where it is loudest), and its colours with their names. Findings that are not clear are left out.`;

const EXAMPLES = `
Examples:
  chromatheque describe film.mkv
  chromatheque describe film.json --json                 for programs: one JSON object per film and line
`;

/** Define the command `describe`: from FILM or FINGERPRINT to words. */
export function defineDescribeCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('describe')
    .summary('describe the colours of films in words')
    .description(DESCRIPTION)
    .argument('<film...>', 'films, or fingerprints (.json)')
    .addHelpText('after', EXAMPLES)
    .option('--json', 'one JSON object per film and line: input, title, summary, sentences, colors');
  addTableOptions(command, TABLE);
  addColorFlag(command);
  addReportFlags(command);
  addS3Flag(command).action(async (inputs: string[], options: Options) => {
    refuseStrayOption(program, 'describe');
    setExitCode(await runDescribeCommand(inputs, options, terminal));
  });
}

async function runDescribeCommand(inputs: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const describeOptions: DescribeOptions = await readTableOptions(TABLE, { ...options });
  app.checkDescribeOptions(describeOptions);

  const { stdout } = terminal;
  const depth = options.color && stdout.isTTY ? stdout.getColorDepth() : 1;
  const report = await createReporter(options, terminal);
  let printed = 0;
  const reader = await createFilmReader({}, undefined, terminal, report);
  return runInputs(inputs, reader, terminal, report, async (input) => {
    const work = reader.begin(input);
    const { description, warnings } = await app.describeFilmFile(input, describeOptions, work);
    work.conclude(warnings);
    if (options.json) {
      stdout.write(`${JSON.stringify({ input: app.showAddresses(input), ...description })}\n`);
      return;
    }
    // As `chromatheque palette` does for several inputs.
    if (inputs.length > 1) stdout.write(`${printed++ > 0 ? '\n' : ''}${app.showAddresses(input)}:\n`);
    stdout.write(formatDescription(description, depth, app.nearestTerminalColor));
  });
}

/** Title and summary, the other sentences one per line, the colours, with empty lines between. */
function formatDescription(
  { title, summary, sentences, colors }: DescribedFilm['description'],
  depth: number,
  nearestColor: (color: string) => number,
): string {
  const names = new Map(colors.map(({ color, name }) => [color, name]));
  const parts = [
    `${title}\n${summary}\n`,
    sentences.map((sentence) => `${sentence}\n`).join(''),
    formatSwatches(colors, depth, { nameOf: (color) => names.get(color)!, nearestColor }),
  ];
  return parts.filter((part) => part !== '').join('\n');
}
