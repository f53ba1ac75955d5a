import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { QueueAdmin, QueueStatus } from '../../queue/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { addQueueFlag, resolveQueue } from '../flags/common-flags.ts';
import { parseInteger } from '../flags/parse-option-text.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
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

const DESCRIPTION = `Show a queue of films: waiting, running and failed films, and the workers. Retry, cancel, pause.

Name films as they were submitted: by absolute path, or URL.`;

const EXAMPLES = `
Examples:
  chromatheque queue --queue redis://queue.lan --watch
  chromatheque queue --queue redis://queue.lan --retry                 retry all failed films
  chromatheque queue --queue redis://queue.lan --cancel /nas/film.mkv  cancel one film
  chromatheque queue --queue redis://queue.lan --dashboard             show the queue on a web page
`;

/** Milliseconds between two updates. */
const WATCH_INTERVAL = 1_000;
const DEFAULT_PORT = 4617;

/** Flags that exclude each other. */
const ACTIONS = ['watch', 'json', 'retry', 'cancel', 'pause', 'resume', 'dashboard'] as const;

export function defineQueueCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  const command = program
    .command('queue')
    .summary('show a queue of films; retry, cancel, pause')
    .description(DESCRIPTION)
    .argument('[film...]', 'films to retry or cancel (default: all)')
    .addHelpText('after', EXAMPLES);
  addQueueFlag(command)
    .option('--watch', 'update the output until Ctrl-C')
    .option('--json', 'print one JSON object')
    .option('--retry', 'retry failed films')
    .option('--cancel', 'cancel unfinished films')
    .option('--pause', 'let workers take no new jobs')
    .option('--resume', 'end a pause')
    .option('--dashboard', 'show the queue on a web page, on this machine only')
    .addOption(
      new Option('--port <n>', `port of the dashboard, 0 for any free port (default: ${DEFAULT_PORT})`).argParser(
        parseInteger('port', 0, 65_535),
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
    throw new UsageError(`${films[0]}: name films only with --retry or --cancel`);
  }
  const url = resolveQueue(options.queue);
  if (action === 'dashboard') return showDashboard(url, options.port ?? DEFAULT_PORT, terminal);
  const { openQueueAdmin } = await import('../../queue/index.ts');
  const admin = await openQueueAdmin(url);
  try {
    await act(admin, action, films, terminal);
  } finally {
    await admin.close();
  }
  return EXIT.ok;
}

async function act(
  admin: QueueAdmin,
  action: (typeof ACTIONS)[number] | undefined,
  films: readonly string[],
  { stdout, signal }: Terminal,
): Promise<void> {
  const print = (line: string) => stdout.write(`${line}\n`);
  switch (action) {
    case 'retry':
      print(`${await admin.retry(films)} queued for retry`);
      return;
    case 'cancel':
      print(`${await admin.cancel(films)} canceled`);
      return;
    case 'pause':
      await admin.pause();
      print('paused: workers finish the jobs in progress and take no new ones');
      return;
    case 'resume':
      await admin.resume();
      print('resumed');
      return;
    case 'json':
      print(JSON.stringify(await admin.getStatus()));
      return;
    case 'watch':
      await watch(admin, stdout, signal);
      return;
    default:
      stdout.write(formatStatus(await admin.getStatus()));
  }
}

/** Print the status until stopped. Termination is the normal exit. */
async function watch(admin: QueueAdmin, stdout: NodeJS.WriteStream, signal: AbortSignal): Promise<void> {
  const { createLogUpdate } = await import('log-update');
  const log = stdout.isTTY ? createLogUpdate(stdout, { showCursor: true }) : (text: string) => stdout.write(text);
  while (!signal.aborted) {
    log(formatStatus(await admin.getStatus()));
    await sleep(WATCH_INTERVAL, undefined, { signal }).catch(() => {});
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

function formatStatus(status: QueueStatus): string {
  const { films, segments, workers, running, failures, others, isPaused, version } = status;
  const lines = [
    `films      ${films.waiting} waiting, ${films.started} started, ${films.done} done, ${films.failed} failed`,
    `segments   ${segments.waiting} waiting, ${segments.running} running`,
    `workers    ${workers.length} of version ${version}${isPaused ? '; paused' : ''}`,
    ...running.map(
      ({ film, segment, worker }) => `  ${worker}  ${film}${segment === null ? '' : `, segment ${segment + 1}`}`,
    ),
    ...(failures.length > 0 ? ['failed'] : []),
    ...failures.map(({ film, message }) => `  ${film}  ${message.replaceAll(/\s+/g, ' ')}`),
    ...others.map(({ queue, waiting }) => `${queue}: ${waiting} waiting for workers of that version`),
  ];
  return `${lines.join('\n')}\n`;
}
