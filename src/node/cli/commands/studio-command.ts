import type { Command } from 'commander';
import { EXIT } from '../exit-code.ts';
import { parseInteger } from '../flags/parse-option-text.ts';
import type { Terminal } from '../print/terminal.ts';
import { openBrowser } from '../run/open-browser.ts';

interface Options {
  readonly port?: number;
  readonly host?: string;
  readonly open: boolean;
  readonly index?: string;
}

const DESCRIPTION = `Look at films in the browser.

Starts a server that this machine alone can reach and opens the studio in the browser. It reads the films, fingerprints and stills that are named, and those in folders that are, and nothing else. Ctrl-C ends it.`;

const EXAMPLES = `
Examples:
  chromatheque studio                                    films are dropped into the page
  chromatheque studio film.mkv                           this film
  chromatheque studio films/ fingerprints/               what lies in these folders
  chromatheque studio library/                           all films of a library, to be searched by colour
  chromatheque studio films/ --port 0 --no-open          at any free port; the address is printed
`;

/** Define the command that shows the studio. */
export function defineStudioCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  program
    .command('studio')
    .summary('look at films in the browser')
    .description(DESCRIPTION)
    .argument('[film...]', 'films, fingerprints (.json), stills and folders of them')
    .addHelpText('after', EXAMPLES)
    .option('--port <n>', 'port, 0 for any that is free (default: 4616)', parseInteger('port', 0, 65_535))
    .option('--host <address>', 'listen there, for other machines as well (default: 127.0.0.1)')
    .option('--index <dir>', 'folder for the index of a library, instead of .chromatheque in it')
    .option('--no-open', 'do not open the browser: print the address alone')
    .action(async (inputs: string[], options: Options) => {
      setExitCode(await runStudioCommand(inputs, options, terminal));
    });
}

/** Run until stopped. Termination is the normal exit (code 0), by a signal or by the page. */
async function runStudioCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const { signal, stdout, stderr } = terminal;
  const { startServer } = await import('../../server/index.ts');
  signal.throwIfAborted();
  const server = await startServer({ inputs, host: options.host, port: options.port, indexDir: options.index });
  const stop = () => void server.close();
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });

  stdout.write(`${server.address}\n`);
  if (!server.isLoopback) {
    stderr.write(
      `chromatheque: warning: other machines can reach this server; anyone with its address can read the named files, and the connection is not encrypted\n`,
    );
  }
  if (options.open && !signal.aborted) {
    void server.prepare();
    openBrowser(server.makeOpeningAddress(), (problem) => {
      stderr.write(`chromatheque: no browser was opened (${problem}); open the address above\n`);
    });
  }
  await server.closed;
  return EXIT.ok;
}
