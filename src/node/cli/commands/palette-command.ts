import type { Command } from 'commander';
import { PALETTE_OPTIONS } from '../../../core/options/index.ts';
import type { FilmPaletteOptions } from '../../app/index.ts';
import { addColorFlag, addOutputFlags, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addTableOptions, readTableOptions } from '../flags/table-options.ts';
import { formatSwatches } from '../print/swatch-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { nameInputs, planOutputs } from '../run/output-plan.ts';
import { runInputs } from '../run/run-each-input.ts';

interface Options extends ReportOptions {
  readonly output?: string[];
  readonly outDir?: string;
  readonly format?: string[];
  readonly color: boolean;
}

const DESCRIPTION = `Find the colours of pictures and films.

Prints the colours, the most present first: on a terminal with shares and names, elsewhere only the codes, one per line. With --output it writes files instead: a card of the picture and its colours, or swatches for other programs.`;

const EXAMPLES = `
Examples:
  chromatheque palette still.jpg                         its five colours
  chromatheque palette still.jpg -o card.png             a card of the picture and its colours
  chromatheque palette still.jpg --colors 8 -o still.ase -o still.gpl
  chromatheque palette film.mkv                          the colours of the whole film
  chromatheque palette *.jpg --out-dir swatches --format ase,css
`;

/** Define the command `palette`: from IMAGE, FILM or FINGERPRINT to colours. */
export function definePaletteCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('palette')
    .summary('find the colours of pictures and films')
    .description(DESCRIPTION)
    .argument('<picture...>', 'JPEG, PNG, WebP, AVIF, GIF or TIFF pictures, films, or fingerprints (.json)')
    .addHelpText('after', EXAMPLES);
  addOutputFlags(command, {
    files: '.png .svg (cards) .ase .aco .gpl .css .json by its extension; repeatable',
    folder: 'folder for the files of several pictures (default: this folder)',
    formats: 'formats of these files: png,ase (default: png)',
  });
  addTableOptions(command, PALETTE_OPTIONS);
  addColorFlag(command);
  addReportFlags(command);
  addS3Flag(command).action(async (inputs: string[], options: Options) => {
    refuseStrayOption(program, 'palette');
    setExitCode(await runPaletteCommand(inputs, options, terminal));
  });
}

async function runPaletteCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/index.ts');
  const { output, outDir, format } = options;
  const isWriting = output !== undefined || outDir !== undefined || format !== undefined;
  const assignments = isWriting
    ? planOutputs(inputs, options, app.PALETTE_FORMATS, await nameInputs(inputs, app))
    : inputs.map((input) => ({ input, outputs: [] }));
  const paletteOptions: FilmPaletteOptions = await readTableOptions(PALETTE_OPTIONS, { ...options });
  app.checkPaletteOptions(paletteOptions);
  for (const { outputs } of assignments) for (const file of outputs) app.paletteFormat(file);

  const { stdout, signal } = terminal;
  const depth = options.color && stdout.isTTY ? stdout.getColorDepth() : 1;
  const report = await createReporter(options, terminal);
  let printed = 0;
  const outputsOf = new Map(assignments.map(({ input, outputs }) => [input, outputs]));
  return runInputs(inputs, terminal, report, async (input, work) => {
    await app.checkFilmName(input);
    const outputs = await app.filterWritable(outputsOf.get(input)!, (file) => file, work.complain);
    const found = await app.findPalette(input, paletteOptions, work);
    work.conclude(found.warnings);
    if (!isWriting) {
      // As `ls` does for several folders.
      if (inputs.length > 1) stdout.write(`${printed++ > 0 ? '\n' : ''}${app.showAddresses(input)}:\n`);
      stdout.write(
        stdout.isTTY
          ? formatSwatches(found.swatches, depth, {
              nameOf: (color) => app.nameColor(color).name,
              nearestColor: app.nearestTerminalColor,
            })
          : found.swatches.map(({ color }) => `${color}\n`).join(''),
      );
    }
    for (const file of outputs) {
      const { content, warnings } = await app.renderPalette(found, app.paletteFormat(file));
      for (const warning of warnings) report.warn(input, warning);
      signal.throwIfAborted();
      await app.writeWhole(file, content);
      report.wrote(input, file);
      stdout.write(`${file}\n`);
    }
  });
}
