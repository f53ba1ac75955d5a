import { spawn } from 'node:child_process';

/**
 * Open an address in the browser of whoever is at this machine. No shell is asked, and nothing waits for the browser.
 *
 * @param onProblem told, in a few words, when it could not be opened.
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

/** What each system opens addresses with. Windows' own `start` is part of its shell; this is what it calls. */
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
