import { basename } from 'node:path';
import { type Command, Option as Flag } from 'commander';
import { LIBRARY_OPTIONS, type OptionValues, SEARCH_OPTIONS } from '../../../core/options/index.ts';
import type { Collection, FoundFilm, IndexedEntry } from '../../app/internal.ts';
import { EXIT } from '../exit-code.ts';
import { addColorFlag, addOutputFlags, addReportFlags, addS3Flag } from '../flags/common-flags.ts';
import { loadCssReader } from '../flags/css-color.ts';
import { addLibraryFlags, describeEntry, openReported } from '../flags/library-flags.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { addRunOptions, readTableOptions } from '../flags/table-options.ts';
import { formatFound } from '../print/found-lines.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { writeOutput } from '../run/write-output.ts';

interface Options extends ReportOptions {
  readonly image?: string;
  readonly like?: string;
  readonly index?: string;
  readonly output?: string[];
  readonly json?: boolean;
  readonly color: boolean;
}

const DESCRIPTION = `Search a library, a folder of fingerprints, by colour.

Prints the films, and in each the shots that match best, or the moments of films without shots. A colour is a plain name or what CSS takes, with an optional share of the picture (:30%, or :accent for a small one) and tolerance (~20, CIEDE2000). "not" before a colour excludes it. The colours can also come from a picture, or from a moment of a film.`;

const EXAMPLES = `
Examples:
  chromatheque films/ --out-dir library --format json.gz --shots     makes a library
  chromatheque search library "#b5342b" "#e8d9b0:30%"                films with this red, and 30 % of this cream
  chromatheque search library teal not red --by shot --min-length 2
  chromatheque search library "crimson:accent" black:60%             a small red in the dark
  chromatheque search library --image still.jpg                      like a picture
  chromatheque search library --like film.json@00:41:10 --json       like a moment
  chromatheque search library teal gold -o results.html -o results.png
`;

/** Define the command `search`: from LIBRARY and colours to moments. */
export function defineSearchCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('search')
    .summary('search a library by colour')
    .description(DESCRIPTION)
    .argument('<library>', 'folder of fingerprints (.json, .json.gz), or s3://BUCKET/PREFIX')
    .argument('[color...]', 'colours that a moment must have')
    .addHelpText('after', EXAMPLES);
  command.addOption(new Flag('--image <file>', 'search for the colours of a picture'));
  command.addOption(new Flag('--like <moment>', 'search for the colours of a moment: film.json@00:41:10'));
  addRunOptions(command, SEARCH_OPTIONS);
  addRunOptions(command, LIBRARY_OPTIONS);
  addLibraryFlags(command);
  addOutputFlags(command, { files: '.html .csv .png .jpg .webp .avif .svg .pdf by its extension; repeatable' });
  addColorFlag(command);
  addReportFlags(command);
  addS3Flag(command).action(async (library: string, colors: string[], options: Options) => {
    refuseStrayOption(program, 'search');
    setExitCode(await runSearchCommand(library, colors, options, terminal));
  });
}

async function runSearchCommand(
  place: string,
  colors: readonly string[],
  options: Options,
  terminal: Terminal,
): Promise<number> {
  const app = await import('../../app/internal.ts');
  const tables = { ...SEARCH_OPTIONS, ...LIBRARY_OPTIONS };
  const stated: OptionValues<typeof tables> = await readTableOptions(tables, { ...options });
  const { by = 'film', minLength = 0, limit = LIBRARY_OPTIONS.limit.default, ...films } = stated;
  const isWanted = app.createFilter(films);
  const outputs = options.output ?? [];
  for (const output of outputs) app.foundFormat(output);
  const query = await app.readQuery({ colors, image: options.image, like: options.like }, await loadCssReader());
  const report = await createReporter(options, terminal);
  for (const output of outputs) await app.checkWritable(output);
  const collection = await openReported(place, options.index, report);
  try {
    const filter = (entry: IndexedEntry) => isWanted(entry, collection);
    const found = app.searchLibrary(collection.places, query, { by, limit, minSeconds: minLength, filter });
    if (found.length === 0) report.warn(place, explainNothing(by, collection, colors));
    if (outputs.length === 0) {
      terminal.stdout.write(
        options.json ? formatJson(found, collection) : printFound(found, collection, options, terminal, app),
      );
      return EXIT.ok;
    }
    // There is nothing to draw.
    if (found.length === 0) return EXIT.ok;
    const shown = await app.showFound(place, found, collection);
    const heading = nameSearch(colors, options);
    for (const output of outputs) {
      const { content, warnings } = await app.renderFound(shown, app.foundFormat(output), heading);
      for (const warning of warnings) report.warn(place, warning);
      await writeOutput(place, output, content, terminal, report);
    }
    return EXIT.ok;
  } finally {
    report.clear();
    collection.close();
  }
}

/** What was searched, as the title of pages and pictures. */
const nameSearch = (colors: readonly string[], { image, like }: Options): string =>
  colors.length > 0 ? colors.join(', ') : `Like ${basename(image ?? like ?? '')}`;

function explainNothing(by: string, { places }: Collection, colors: readonly string[]): string {
  if (by !== 'shot' || places.some(({ entry }) => entry.hasShots)) {
    const example = colors.find((color) => !/^not\b|~/i.test(color)) ?? 'teal';
    return `nothing matches; a larger tolerance finds more: "${example}~30"`;
  }
  return 'its films have no shots: recreate them with --shots, or search --by moment';
}

/** One line per result: the film, its best moment, and its other moments. */
function formatJson(found: readonly FoundFilm<IndexedEntry>[], collection: Collection): string {
  return found
    .map(({ entry, moments: [best, ...others] }) => {
      const more = others.length > 0 && { moments: others };
      return `${JSON.stringify({ ...describeEntry(entry, collection), ...best, ...more })}\n`;
    })
    .join('');
}

function printFound(
  found: readonly FoundFilm<IndexedEntry>[],
  { titleOf, yearOf }: Collection,
  { color }: Options,
  { stdout }: Terminal,
  { nearestTerminalColor }: typeof import('../../app/internal.ts'),
): string {
  if (found.length === 0) return '';
  const films = found.map(({ entry, moments }) => ({ title: titleOf(entry), year: yearOf(entry), moments }));
  return formatFound(films, color && stdout.isTTY ? stdout.getColorDepth() : 1, nearestTerminalColor);
}
