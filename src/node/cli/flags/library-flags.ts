import { type Command, Option as Flag } from 'commander';
import type { Collection, IndexedEntry } from '../../app/internal.ts';
import type { Reporter } from '../reporters/reporter.ts';

/** Add the flags that all searches of a library have. */
export function addLibraryFlags(command: Command): Command {
  command.addOption(new Flag('--index <dir>', 'folder for the index, instead of .chromatheque in the library'));
  return command.addOption(new Flag('--json', 'print one JSON object per line, best first').conflicts('output'));
}

/** From this many fingerprints on, indexing takes long enough to say so. */
const MANY = 100;

/** Open a library, and report what is skipped and whether the index is kept. */
export async function openReported(place: string, indexDir: string | undefined, report: Reporter): Promise<Collection> {
  const { openCollection } = await import('../../app/internal.ts');
  return openCollection(place, {
    indexDir,
    isSearchedOnce: true,
    onSkip: ({ path }, error) => report.warn(path, `is left out: ${error.message}`),
    onIndexing: (count) => {
      if (count >= MANY) report.warn(place, `${count} new fingerprints are indexed; the next search does without`);
    },
    onNotKept: (reason) => report.warn(place, `the index is not kept: ${reason}; --index names a folder for it`),
  });
}

/** What a line of JSON says of a film. */
export const describeEntry = (entry: IndexedEntry, { titleOf }: Collection): { film: string; title: string } => ({
  film: entry.name,
  title: titleOf(entry),
});
