import { spawn } from 'node:child_process';

/**
 * Open an address in the browser of whoever is at this machine. No shell is asked.
 *
 * @returns why it could not be opened, or null where it could, as far as can be told within a second.
 */
export function openBrowser(address: string, platform: NodeJS.Platform = process.platform): Promise<string | null> {
  const [program, ...args] = browserCommand(address, platform);
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    // What is still at it by then is at work: some openers live as long as the browser.
    const patience = setTimeout(() => settle(null), 1000);
    const settle = (problem: string | null) => {
      clearTimeout(patience);
      child.unref();
      resolve(problem);
    };
    child.once('error', () => settle(`${program} could not be started`));
    child.once('exit', (code) => settle(code === 0 ? null : `${program} failed`));
  });
}

/** What each system opens addresses with. Windows' own `start` is part of its shell; this is what it calls. */
function browserCommand(address: string, platform: NodeJS.Platform): readonly [program: string, ...args: string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', address];
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address];
    default:
      return ['xdg-open', address];
  }
}
