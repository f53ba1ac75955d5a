import { type Command, Option } from 'commander';
import type { DescribedFilm, DescribeOptions } from '../../app/index.ts';
import { S3_ENDPOINT } from '../flags/s3-endpoint.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { parseInteger } from '../flags/values.ts';
import { formatSwatches } from '../print/swatch-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { runInputs } from '../run/run-each-input.ts';

interface Options extends ReportOptions {
  readonly samples?: number;
  readonly json?: boolean;
  readonly color: boolean;
}

const DESCRIPTION = `Describe the colours of films in words.

Prints a sentence that says what the film is of and where it is darkest or lightest, what else is clearly so (colourfulness, warmth, where it changes most, where it is loudest), and its colours with their names. What is not clear is left out.`;

const EXAMPLES = `
Examples:
  chromatheque describe film.mkv
  chromatheque describe film.json --json                 for programs: one JSON object a film, a line each
`;

/** Define the command that describes: FILM or FINGERPRINT to words. */
export function defineDescribeCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  program
    .command('describe')
    .summary('describe the colours of films in words')
    .description(DESCRIPTION)
    .argument('<film...>', 'films, or fingerprints (.json)')
    .addHelpText('after', EXAMPLES)
    .optionsGroup('What is looked at:')
    .option(
      '--samples <n>',
      'instants of a film that are looked at (default: 240)',
      parseInteger('--samples', 'an integer from 1 up'),
    )
    .addOption(S3_ENDPOINT())
    .optionsGroup('What is shown:')
    .option('--json', 'one JSON object a film, a line each: input, title, summary, sentences, colors')
    .option('--no-color', 'no coloured blocks on the terminal; nor are there any where NO_COLOR is set')
    .addOption(new Option('--quiet', 'no progress').conflicts('progress'))
    .addOption(new Option('--progress <form>', 'json: one JSON object a line on stderr').choices(['json']))
    .action(async (inputs: string[], options: Options) => {
      refuseStrayOption(program, 'describe');
      setExitCode(await runDescribeCommand(inputs, options, terminal));
    });
}

async function runDescribeCommand(inputs: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/index.ts');
  const describeOptions: DescribeOptions = { samples: options.samples };
  app.checkDescribeOptions(describeOptions);

  const { stdout } = terminal;
  const depth = options.color && stdout.isTTY ? stdout.getColorDepth() : 1;
  const report = await createReporter(options, terminal);
  let printed = 0;
  return runInputs(inputs, terminal, report, async (input, work) => {
    const { description, warnings } = await app.describeFilmFile(input, describeOptions, work);
    work.conclude(warnings);
    if (options.json) {
      stdout.write(`${JSON.stringify({ input: app.showAddresses(input), ...description })}\n`);
      return;
    }
    // As `chromatheque palette` does for several.
    if (inputs.length > 1) stdout.write(`${printed++ > 0 ? '\n' : ''}${app.showAddresses(input)}:\n`);
    stdout.write(formatDescription(description, depth, app.nearestTerminalColor));
  });
}

/** Title and sentence, the other sentences a line each, the colours: with an empty line between. */
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
