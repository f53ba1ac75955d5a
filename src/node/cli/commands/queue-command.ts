import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { QueueAdmin, QueueStatus } from '../../queue/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { QUEUE_FLAG, resolveQueue } from '../flags/queue-flag.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { parseInteger } from '../flags/values.ts';
import type { Terminal } from '../print/terminal.ts';

interface Options {
  readonly queue?: string;
  readonly watch?: true;
  readonly json?: true;
  readonly retry?: true;
  readonly cancel?: true;
  readonly pause?: true;
  readonly resume?: true;
  readonly dashboard?: true;
  readonly port?: number;
}

const DESCRIPTION = `Look at a queue of films: what waits, what is worked off and by whom, what failed and why.

Films are named as they were submitted: by their whole paths, or URLs.`;

const EXAMPLES = `
Examples:
  chromatheque queue --queue redis://queue.lan --watch
  chromatheque queue --queue redis://queue.lan --retry                 try all films again that failed
  chromatheque queue --queue redis://queue.lan --cancel /nas/film.mkv  take a film out
  chromatheque queue --queue redis://queue.lan --dashboard             on a page
`;

/** Milliseconds between two looks. */
const WATCH_EVERY = 1_000;
const DEFAULT_PORT = 4617;

/** What can be done to a queue, one at a time. */
const ACTIONS = ['watch', 'json', 'retry', 'cancel', 'pause', 'resume', 'dashboard'] as const;

/** Define the command that looks at a queue. */
export function defineQueueCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  program
    .command('queue')
    .summary('look at a queue of films, retry, cancel, pause')
    .description(DESCRIPTION)
    .argument('[film...]', 'films to retry or to cancel (default: all)')
    .addHelpText('after', EXAMPLES)
    .addOption(QUEUE_FLAG())
    .option('--watch', 'look again and again, until Ctrl-C')
    .option('--json', 'one JSON object')
    .option('--retry', 'try films again that failed')
    .option('--cancel', 'take films out that are not done')
    .option('--pause', 'let workers take nothing new')
    .option('--resume', 'let them go on')
    .option('--dashboard', 'show it on a page that this machine alone can reach')
    .addOption(
      new Option('--port <n>', `of that page, 0 for any that is free (default: ${DEFAULT_PORT})`).argParser(
        parseInteger('--port', 'an integer from 0 to 65535', 0),
      ),
    )
    .action(async (films: string[], options: Options) => {
      refuseStrayOption(program, 'queue');
      setExitCode(await runQueueCommand(films, options, terminal));
    });
}

async function runQueueCommand(films: readonly string[], options: Options, terminal: Terminal): Promise<number> {
  const chosen = ACTIONS.filter((name) => options[name]);
  if (chosen.length > 1) throw new UsageError(`--${chosen[0]} and --${chosen[1]} exclude each other`);
  const [action] = chosen;
  if (films.length > 0 && action !== 'retry' && action !== 'cancel') {
    throw new UsageError(`${films[0]}: films are named for --retry and --cancel`);
  }
  const url = resolveQueue(options.queue);
  if (action === 'dashboard') return showDashboard(url, options.port ?? DEFAULT_PORT, terminal);
  const { openQueueAdmin } = await import('../../queue/index.ts');
  const desk = await openQueueAdmin(url);
  try {
    await act(desk, action, films, terminal);
  } finally {
    await desk.close();
  }
  return EXIT.ok;
}

async function act(
  desk: QueueAdmin,
  action: (typeof ACTIONS)[number] | undefined,
  films: readonly string[],
  { stdout, signal }: Terminal,
): Promise<void> {
  const say = (line: string) => stdout.write(`${line}\n`);
  switch (action) {
    case 'retry':
      say(`${await desk.retry(films)} to be tried again`);
      return;
    case 'cancel':
      say(`${await desk.cancel(films)} canceled`);
      return;
    case 'pause':
      await desk.pause();
      say('paused: workers finish what they are at, and take nothing new');
      return;
    case 'resume':
      await desk.resume();
      say('goes on');
      return;
    case 'json':
      say(JSON.stringify(await desk.getStatus()));
      return;
    case 'watch':
      await watch(desk, stdout, signal);
      return;
    default:
      stdout.write(formatStatus(await desk.getStatus()));
  }
}

/** Look until stopped: being ended is how this ends. */
async function watch(desk: QueueAdmin, stdout: NodeJS.WriteStream, signal: AbortSignal): Promise<void> {
  const { createLogUpdate } = await import('log-update');
  const log = stdout.isTTY ? createLogUpdate(stdout, { showCursor: true }) : (text: string) => stdout.write(text);
  while (!signal.aborted) {
    log(formatStatus(await desk.getStatus()));
    await sleep(WATCH_EVERY, undefined, { signal }).catch(() => {});
  }
}

async function showDashboard(url: string, port: number, { stdout, signal }: Terminal): Promise<number> {
  const { startDashboard } = await import('../../queue/index.ts');
  const dashboard = await startDashboard(url, port);
  stdout.write(`${dashboard.url}\n`);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await dashboard.close();
  return EXIT.ok;
}

/** Write what a queue holds, line by line. */
function formatStatus(status: QueueStatus): string {
  const { films, stretches, workers, running, failures, others, isPaused, version } = status;
  const lines = [
    `films      ${films.waiting} waiting, ${films.begun} begun, ${films.done} done, ${films.failed} failed`,
    `stretches  ${stretches.waiting} waiting, ${stretches.running} running`,
    `workers    ${workers.length} of version ${version}${isPaused ? '; paused' : ''}`,
    ...running.map(
      ({ film, stretch, worker }) => `  ${worker}  ${film}${stretch === null ? '' : `, stretch ${stretch + 1}`}`,
    ),
    ...(failures.length > 0 ? ['failed'] : []),
    ...failures.map(({ film, message }) => `  ${film}  ${message.replaceAll(/\s+/g, ' ')}`),
    ...others.map(({ queue, waiting }) => `${queue}: ${waiting} waiting for workers of that version`),
  ];
  return `${lines.join('\n')}\n`;
}
