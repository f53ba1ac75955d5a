import { type Command, Option as Flag } from 'commander';
import { PICTURE_OPTIONS } from '../../../core/options/index.ts';
import { EXIT } from '../exit-code.ts';
import { addOutputFlags, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addTableOptions, readTableOptions } from '../flags/table-options.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { writeOutput } from '../run/write-output.ts';

/** Options of a poster that maps do not have. */
const { layout: _, titleStyle: __, by: ___, rotate, gap, caps, arc, bleed, safeArea, ...DRAWING } = PICTURE_OPTIONS;

interface Options extends ReportOptions {
  readonly output?: string[];
  readonly titles?: string;
}

const DESCRIPTION = `Draw a library as a map: films by their colours.

A library is a folder of fingerprints (.json, .json.gz). Each film is drawn as its own bars, with its title and year below; films with similar palettes are neighbours. Light films tend to be at the top, dark ones at the bottom, warm ones at the left, cool ones at the right. The same library gives the same map.`;

const EXAMPLES = `
Examples:
  chromatheque map library -o map.png
  chromatheque map library -o map.svg --size a1-landscape --theme light --title "My films"
  chromatheque map library -o map.html                   a page to look around in
`;

/** Define the command `map`: from LIBRARY to a picture. */
export function defineMapCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): Command {
  const command = program
    .command('map')
    .summary('draw a library as a map of films by colour')
    .description(DESCRIPTION)
    .argument('<library>', 'folder of fingerprints, or s3://BUCKET/PREFIX; 2 to 1000 films')
    .addHelpText('after', EXAMPLES);
  addOutputFlags(command, {
    files: '.png .jpg .webp .avif .svg .pdf .html by its extension; repeatable (default: map.png)',
  });
  command.addOption(new Flag('--titles <file>', 'table of titles (default: titles.csv in the library)'));
  addTableOptions(command, DRAWING);
  addReportFlags(command);
  return addS3Flag(command).action(async (library: string, options: Options) => {
    refuseStrayOption(program, 'map');
    setExitCode(await runMapCommand(library, options, terminal));
  });
}

async function runMapCommand(library: string, options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const outputs = options.output ?? ['map.png'];
  for (const output of outputs) app.mapFormat(output);
  const drawing = await readTableOptions(DRAWING, { ...options });
  app.checkMapOptions(drawing);
  const report = await createReporter(options, terminal);
  try {
    for (const output of outputs) await app.checkWritable(output);
    const map = await app.mapLibrary(library, drawing, {
      titles: options.titles,
      signal: terminal.signal,
      onSkip: (path, error) => report.warn(path, `is left out: ${error.message}`),
      onWarn: (file, message) => report.warn(file, message),
    });
    for (const output of outputs) {
      const { content, warnings } = await app.renderMap(map, output, drawing);
      for (const warning of warnings) report.warn(output, warning);
      await writeOutput(library, output, content, terminal, report);
    }
  } finally {
    report.clear();
  }
  return EXIT.ok;
}
