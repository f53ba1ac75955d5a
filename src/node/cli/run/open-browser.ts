import { spawn } from 'node:child_process';

/**
 * Open an address in the default browser of this machine, without a shell and without waiting for
 * the browser.
 *
 * @param onProblem called with a short reason if the browser cannot be opened.
 */
export function openBrowser(address: string, onProblem: (problem: string) => void): void {
  const [program, ...args] = browserCommand(address);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.once('error', () => onProblem(`${program} could not be started`));
  child.once('exit', (code) => {
    if (code !== 0) onProblem(`${program} failed`);
  });
  child.unref();
}

/** On Windows, `start` belongs to the shell; this is the program that `start` calls. */
function browserCommand(address: string): readonly [program: string, ...args: string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', address];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address];
    default:
      return ['xdg-open', address];
  }
}
