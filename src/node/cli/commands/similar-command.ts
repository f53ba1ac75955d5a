import type { Command } from 'commander';
import { LIBRARY_OPTIONS, type OptionValues, RUN_OPTIONS, SIMILAR_OPTIONS } from '../../../core/options/index.ts';
import type { IndexedEntry } from '../../app/internal.ts';
import { EXIT } from '../exit-code.ts';
import { addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { addLibraryFlags, describeEntry, openReported } from '../flags/library-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addRunOptions, readTableOptions } from '../flags/table-options.ts';
import { formatSimilar } from '../print/found-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { createFilmReader } from '../run/film-reader.ts';

interface Options extends ReportOptions {
  readonly index?: string;
  readonly json?: boolean;
  readonly jobs?: number;
}

const DESCRIPTION = `Find the films of a library that are most like a film.

Palette says which colours the films have, and course when light and dark come. Both are percentages of the pairs of films of the library that are less alike. Editions of the film come first, by their course, whatever their grade; then the films with the most similar colours.`;

const EXAMPLES = `
Examples:
  chromatheque similar library film.json                 the nearest ten
  chromatheque similar library film.mkv --limit 50 --json
  chromatheque similar library film.json --by course     editions, whatever their grade
`;

/** Define the command `similar`: from LIBRARY and FILM to similar films. */
export function defineSimilarCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('similar')
    .summary('find similar films in a library')
    .description(DESCRIPTION)
    .argument('<library>', 'folder of fingerprints (.json, .json.gz), or s3://BUCKET/PREFIX')
    .argument('<film>', 'film or fingerprint')
    .addHelpText('after', EXAMPLES);
  addRunOptions(command, SIMILAR_OPTIONS);
  addRunOptions(command, LIBRARY_OPTIONS);
  addLibraryFlags(command);
  addRunOptions(command, RUN_OPTIONS);
  addReportFlags(command);
  addS3Flag(command).action(async (library: string, film: string, options: Options) => {
    refuseStrayOption(program, 'similar');
    setExitCode(await runSimilarCommand(library, film, options, terminal));
  });
}

async function runSimilarCommand(place: string, film: string, options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const tables = { ...SIMILAR_OPTIONS, ...LIBRARY_OPTIONS };
  const stated: OptionValues<typeof tables> = await readTableOptions(tables, { ...options });
  const { by = 'both', limit = LIBRARY_OPTIONS.limit.default, ...films } = stated;
  const isWanted = app.createFilter(films);
  const report = await createReporter(options, terminal);
  const reader = await createFilmReader({ loudness: false, pictures: false }, options.jobs, terminal, report);
  try {
    const fingerprint = await reader.read(film);
    const collection = await openReported(place, options.index, report);
    // The film itself may be in the library.
    const filter = (entry: IndexedEntry) => entry.id !== fingerprint.film.id && isWanted(entry, collection);
    const signature = app.signFilm(fingerprint.columns);
    const found = app.findSimilar(collection.places, signature, { by, limit, filter });
    collection.close();
    if (found.length === 0) report.warn(place, 'there is no other film');
    terminal.stdout.write(
      options.json
        ? found
            .map(
              ({ entry, ...likeness }) => `${JSON.stringify({ ...describeEntry(entry, collection), ...likeness })}\n`,
            )
            .join('')
        : formatSimilar(found.map((similar) => ({ ...similar, title: collection.titleOf(similar.entry) }))),
    );
    return EXIT.ok;
  } finally {
    report.clear();
    reader.close();
  }
}
