import { type Command, Option as Flag } from 'commander';
import { EXIT, UsageError } from '../exit-code.ts';
import { addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { reportWritten } from '../run/write-output.ts';

interface Options extends ReportOptions {
  readonly output?: string;
  readonly format?: string;
  readonly titles?: string;
}

const DESCRIPTION = `Export the colours of a library as tables for databases, R and Python.

A library is a folder of fingerprints (.json, .json.gz). A folder gets the tables films, shots, columns and swatches, each with a folder per film; exporting again writes only films that have changed. A file (.parquet, .csv) gets one table: all swatches, with the film and the time of each. docs/dataset.md describes the fields and has queries.`;

const EXAMPLES = `
Examples:
  chromatheque export library -o colors                  tables in a folder, as Parquet
  chromatheque export library -o colors --format csv
  chromatheque export library -o colors.parquet          one file: all swatches with film and time
  chromatheque export s3://films/library -o s3://films/colors
`;

/** Define the command `export`: from LIBRARY to tables. */
export function defineExportCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('export')
    .summary('export the colours of a library as tables')
    .description(DESCRIPTION)
    .argument('<library>', 'folder of fingerprints, or s3://BUCKET/PREFIX')
    .addHelpText('after', EXAMPLES);
  command.addOption(new Flag('-o, --output <path>', 'folder of tables, or a .parquet or .csv file'));
  command.addOption(new Flag('--format <name>', 'parquet or csv (default: parquet, or what the file ends in)'));
  command.addOption(new Flag('--titles <file>', 'table of titles (default: titles.csv in the library)'));
  addReportFlags(command);
  addS3Flag(command).action(async (library: string, options: Options) => {
    refuseStrayOption(program, 'export');
    setExitCode(await runExportCommand(library, options, terminal));
  });
}

async function runExportCommand(library: string, options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const { output, format, titles } = options;
  if (output === undefined) throw new UsageError('--output: name a folder, or a .parquet or .csv file');
  const plan = app.planExport(output, format);
  const report = await createReporter(options, terminal);
  try {
    const { written, unchanged } = await app.exportLibrary(library, plan, {
      titles,
      signal: terminal.signal,
      onSkip: (path, error) => report.warn(path, `is left out: ${error.message}`),
      onWarn: (message) => report.warn(library, message),
    });
    if (!options.quiet && options.progress === undefined) {
      terminal.stderr.write(
        `${app.formatCount(written, 'film')} exported${unchanged > 0 ? `, ${unchanged} unchanged` : ''}\n`,
      );
    }
    reportWritten(library, output, terminal, report);
  } finally {
    report.clear();
  }
  return EXIT.ok;
}
