import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { describeError, EXIT, exitCodeOf } from './exit-code.ts';
import { defineFingerprintCommand, type Terminal } from './fingerprint-command.ts';

const DESCRIPTION = 'The colours of a film in one picture: samples it, clusters each frame, draws its fingerprint.';

const EXAMPLES = `
Examples:
  chromatheque film.mkv                                  the square poster, film.png
  chromatheque film.mkv -o film.json -o film.svg         its fingerprint as data, and a vector poster
  chromatheque film.json -o film.png --colors 5          drawn again with five colours, without the film
  chromatheque film.mkv --layout strip --title "" --size 1200x100mm -o strip.png
  chromatheque *.mkv --out-dir posters --format png,json
`;

/**
 * Run the command line once.
 *
 * @param args without the interpreter and the script.
 * @returns the exit code. Nothing is thrown: errors have been printed, in one line each.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = new Command('chromatheque')
    .description(DESCRIPTION)
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .configureHelp({ helpWidth: 110 })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      // Commander's own messages come again as errors, to be printed in our voice.
      writeErr: () => {},
    })
    .exitOverride();
  defineFingerprintCommand(program, terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (terminal.signal.aborted) return EXIT.interrupted;
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const code = exitCodeOf(error);
    const hint = code === EXIT.usage ? ' (chromatheque --help lists the options)' : '';
    terminal.stderr.write(`chromatheque: ${describeError(error)}${hint}\n`);
    return code;
  }
  return exitCode;
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
