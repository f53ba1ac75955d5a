import { Command } from 'commander';
import { PACKAGE } from '../../app/package-info.ts';
import { defineCompareCommand } from '../commands/compare-command.ts';
import { defineDescribeCommand } from '../commands/describe-command.ts';
import { defineExportCommand } from '../commands/export-command.ts';
import { defineFingerprintCommand } from '../commands/fingerprint-command.ts';
import { defineMapCommand } from '../commands/map-command.ts';
import { definePaletteCommand } from '../commands/palette-command.ts';
import { definePanelCommand } from '../commands/panel-command.ts';
import { defineQueueCommand } from '../commands/queue-command.ts';
import { defineSearchCommand } from '../commands/search-command.ts';
import { defineShotsCommand } from '../commands/shots-command.ts';
import { defineSimilarCommand } from '../commands/similar-command.ts';
import { defineStudioCommand } from '../commands/studio-command.ts';
import { defineWorkerCommand } from '../commands/worker-command.ts';
import { useS3Endpoint } from '../flags/common-flags.ts';
import { createHelpPages } from '../flags/help.ts';
import type { Terminal } from '../print/terminal.ts';

const DESCRIPTION = 'The colours of a film in one picture: samples it, clusters each frame, draws its fingerprint.';

const EXAMPLES = `
Examples:
  chromatheque film.mkv                                  the square poster, film.png
  chromatheque film.mkv -o film.json -o film.svg         its fingerprint as data, and a vector poster
  chromatheque film.json -o film.png --colors 5          drawn again with five colours, without the film
  chromatheque film.mkv -o film.html                     a page to look at the film in: moments, frames, colours
  chromatheque film.mkv --layout strip --title "" --size 1200x100mm -o strip.png
  chromatheque *.mkv --out-dir posters --format png,json
  chromatheque s3://films/western/ --out-dir s3://posters/western --s3-endpoint https://s3.example.org
  chromatheque palette still.jpg                         the colours of a picture (chromatheque palette --help)
  chromatheque describe film.mkv                         its colours in words (chromatheque describe --help)
  chromatheque shots film.json                           where it cuts (chromatheque shots --help)
  chromatheque compare dvd.mkv bluray.mkv                two editions of a film (chromatheque compare --help)
  chromatheque search library teal "#b5342b:30%"         a folder of fingerprints by colour (chromatheque search --help)
  chromatheque similar library film.json                 the films most like a film (chromatheque similar --help)
  chromatheque map library -o map.png                    films laid out by colour (chromatheque map --help)
  chromatheque export library -o colors.parquet          its colours as tables (chromatheque export --help)
  chromatheque studio films/                             looked at in the browser (chromatheque studio --help)
  chromatheque films --out-dir out --queue redis://HOST  on many machines (chromatheque worker --help)
  chromatheque panel *.json -o panel.png                 many films in one picture (chromatheque panel --help)
`;

/**
 * Define the program with all its commands: what `run` parses, and what the reference of the command
 * line is made from.
 */
export function defineProgram(terminal: Terminal, setExitCode: (code: number) => void): Command {
  const help = createHelpPages();
  const program = new Command('chromatheque')
    .description(DESCRIPTION)
    .version(PACKAGE.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .configureHelp(help.configuration)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      // Commander also throws its messages as errors, which are printed in our format.
      writeErr: () => {},
    })
    .exitOverride()
    // Options after the name of a command belong to it, even if the main command has them too.
    .enablePositionalOptions()
    .helpCommand(false)
    .usage(
      '[options] <film...>\n       chromatheque palette [options] <picture...>\n       chromatheque panel [options] <film...>\n       chromatheque describe [options] <film...>\n       chromatheque shots [options] <film...>\n       chromatheque compare [options] <film...>\n       chromatheque search [options] <library> [color...]\n       chromatheque similar [options] <library> <film>\n       chromatheque export [options] <library>\n       chromatheque map [options] <library>\n       chromatheque studio [options] [film...]\n       chromatheque worker [options]\n       chromatheque queue [options] [film...]',
    );
  program.hook('preAction', (_, command) => useS3Endpoint(command));
  help.addHelpAll(defineFingerprintCommand(program, terminal, setExitCode));
  definePaletteCommand(program, terminal, setExitCode);
  help.addHelpAll(definePanelCommand(program, terminal, setExitCode));
  defineDescribeCommand(program, terminal, setExitCode);
  defineShotsCommand(program, terminal, setExitCode);
  help.addHelpAll(defineCompareCommand(program, terminal, setExitCode));
  defineSearchCommand(program, terminal, setExitCode);
  defineSimilarCommand(program, terminal, setExitCode);
  help.addHelpAll(defineMapCommand(program, terminal, setExitCode));
  defineExportCommand(program, terminal, setExitCode);
  defineStudioCommand(program, terminal, setExitCode);
  defineWorkerCommand(program, terminal, setExitCode);
  defineQueueCommand(program, terminal, setExitCode);
  return program;
}
