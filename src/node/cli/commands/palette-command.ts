import { type Command, Option as Flag } from 'commander';
import { PALETTE_OPTIONS } from '../../../core/options/index.ts';
import type { CollectionPalette, FilmPaletteOptions, FoundPalette } from '../../app/internal.ts';
import { UsageError } from '../exit-code.ts';
import { addColorFlag, addOutputFlags, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addTableOptions, readTableOptions } from '../flags/table-options.ts';
import { formatGroups } from '../print/group-lines.ts';
import { formatSwatches } from '../print/swatch-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { createFilmReader } from '../run/film-reader.ts';
import { nameInputs, planOutputs } from '../run/output-plan.ts';
import { runInputs } from '../run/run-each-input.ts';
import { writeOutput } from '../run/write-output.ts';

interface Options extends ReportOptions {
  readonly output?: string[];
  readonly outDir?: string;
  readonly format?: string[];
  readonly color: boolean;
  readonly groupBy?: string;
  readonly titles?: string;
  readonly json?: boolean;
}

const DESCRIPTION = `Find the colours of pictures, films and libraries.

Prints the colours, the most present first: on a terminal with shares and names, elsewhere only the codes, one per line. With --output it writes files instead: a card of the picture and its colours, or swatches for other programs. The palette of a library, a folder of fingerprints, counts each film the same; --group-by gives one for each year, director or genre of titles.csv.`;

const EXAMPLES = `
Examples:
  chromatheque palette still.jpg                         its five colours
  chromatheque palette still.jpg -o card.png             a card of the picture and its colours
  chromatheque palette still.jpg --colors 8 -o still.ase -o still.gpl
  chromatheque palette film.mkv                          the colours of the whole film
  chromatheque palette *.jpg --out-dir swatches --format ase,css
  chromatheque palette library/ --colors 12              the colours of a folder of fingerprints
  chromatheque palette library/ --group-by decade -o decades.png
`;

/** Define the command `palette`: from IMAGE, FILM or FINGERPRINT to colours. */
export function definePaletteCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('palette')
    .summary('find the colours of pictures, films and libraries')
    .description(DESCRIPTION)
    .argument(
      '<picture...>',
      'JPEG, PNG, WebP, AVIF, GIF or TIFF pictures, films, fingerprints (.json), or folders of them',
    )
    .addHelpText('after', EXAMPLES);
  addOutputFlags(command, {
    files: '.png .svg (cards) .ase .aco .gpl .css .json by its extension; repeatable',
    folder: 'folder for the files of several pictures (default: this folder)',
    formats: 'formats of these files: png,ase (default: png)',
  });
  addTableOptions(command, PALETTE_OPTIONS);
  command.addOption(
    new Flag(
      '--group-by <column>',
      'colours of groups of films of a library: year, decade, director, genre or another column',
    ),
  );
  command.addOption(new Flag('--titles <file>', 'table of titles of a library (default: titles.csv in it)'));
  command.addOption(new Flag('--json', 'print JSON, one object per line').conflicts(['output', 'outDir', 'format']));
  addColorFlag(command);
  addReportFlags(command);
  addS3Flag(command).action(async (inputs: string[], options: Options) => {
    refuseStrayOption(program, 'palette');
    setExitCode(await runPaletteCommand(inputs, options, terminal));
  });
}

async function runPaletteCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const { output, outDir, format } = options;
  const isWriting = output !== undefined || outDir !== undefined || format !== undefined;
  const assignments = isWriting
    ? planOutputs(inputs, options, app.PALETTE_FORMATS, await nameInputs(inputs, app))
    : inputs.map((input) => ({ input, outputs: [] }));
  const paletteOptions: FilmPaletteOptions = await readTableOptions(PALETTE_OPTIONS, { ...options });
  app.checkPaletteOptions(paletteOptions);
  for (const { outputs } of assignments) for (const file of outputs) app.paletteFormat(file);

  const { stdout, signal } = terminal;
  const report = await createReporter(options, terminal);
  let printed = 0;
  const outputsOf = new Map(assignments.map(({ input, outputs }) => [input, outputs]));
  const reader = await createFilmReader({}, undefined, terminal, report);
  return runInputs(inputs, reader, terminal, report, async (input, complain) => {
    await app.checkFilmName(input);
    const isCollection = await app.isLibrary(input);
    if (options.groupBy !== undefined) {
      if (!isCollection) throw new UsageError(`--group-by: ${input} is not a library, a folder of fingerprints`);
      for (const file of outputsOf.get(input)!) app.checkGroupFormat(app.paletteFormat(file), file);
    }
    const outputs = await app.filterWritable(outputsOf.get(input)!, (file) => file, complain);
    const work = reader.begin(input);
    const found: FoundPalette | CollectionPalette = isCollection
      ? await app.findCollectionPalette(input, paletteOptions, {
          titles: options.titles,
          groupBy: options.groupBy,
          signal,
          onSkip: (path, error) => report.warn(path, `is left out: ${error.message}`),
        })
      : await app.findPalette(input, paletteOptions, work);
    work.conclude(found.warnings);
    if (!isWriting) {
      // As `ls` does for several folders.
      const hasHeading = inputs.length > 1 && !options.json;
      if (hasHeading) stdout.write(`${printed++ > 0 ? '\n' : ''}${app.showAddresses(input)}:\n`);
      stdout.write(await formatFound(found, options, terminal));
    }
    const groups = groupsOf(found);
    for (const file of outputs) {
      const format = app.paletteFormat(file);
      const { content, warnings } = await (groups === null
        ? app.renderPalette(found, format)
        : app.renderGroups(found.title, groups, format, file));
      for (const warning of warnings) report.warn(input, warning);
      await writeOutput(input, file, content, terminal, report);
    }
  });
}

const groupsOf = (found: FoundPalette | CollectionPalette): CollectionPalette['groups'] =>
  'groups' in found ? found.groups : null;

/** Format a palette for a terminal, for programs or as JSON. */
async function formatFound(
  found: FoundPalette | CollectionPalette,
  { color, json }: Options,
  { stdout }: Terminal,
): Promise<string> {
  const app = await import('../../app/internal.ts');
  const nameOf = (code: string) => app.nameColor(code).name;
  const { title, swatches } = found;
  const groups = groupsOf(found);
  if (json) {
    const describe = (some: FoundPalette['swatches']) =>
      some.map(({ color, share }) => ({ color, name: nameOf(color), share }));
    const objects = groups?.map(({ name, films, swatches }) => ({
      group: name,
      films,
      swatches: describe(swatches),
    })) ?? [{ title, ...('films' in found && { films: found.films }), swatches: describe(swatches) }];
    return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  }
  const depth = color && stdout.isTTY ? stdout.getColorDepth() : 1;
  if (groups !== null) return formatGroups(groups, depth, app.nearestTerminalColor);
  return stdout.isTTY
    ? formatSwatches(swatches, depth, { nameOf, nearestColor: app.nearestTerminalColor })
    : swatches.map(({ color }) => `${color}\n`).join('');
}
