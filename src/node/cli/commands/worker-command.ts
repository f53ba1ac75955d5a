import type { Command } from 'commander';
import type { PathMapping, WorkerEvent } from '../../queue/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { QUEUE_FLAG, resolveQueue } from '../flags/queue-flag.ts';
import { S3_ENDPOINT } from '../flags/s3-endpoint.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
import { parseInteger } from '../flags/values.ts';
import type { Terminal } from '../print/terminal.ts';

interface Options {
  readonly queue?: string;
  readonly concurrency?: number;
  readonly root?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly map?: readonly PathMapping[];
  readonly grace?: number;
  readonly metrics?: string;
}

const DESCRIPTION = `Work off films that others submit to a queue, together with whatever workers there are.

Reads films and writes their outputs in the folders that it is given and nowhere else, and runs until it is stopped: then it takes nothing new, finishes what it is at or hands it back. One line of JSON is printed for each job.`;

const EXAMPLES = `
Examples:
  chromatheque work --queue redis://queue.lan --root /nas
  chromatheque work --queue redis://queue.lan --root /mnt/nas --map /nas=/mnt/nas
  chromatheque work --queue redis://queue.lan --root s3://films/western --root s3://posters
  chromatheque work --queue rediss://queue.example --root out --allow-host films.example
  CHROMATHEQUE_QUEUE=redis://:PASSWORD@queue.lan chromatheque work --root /nas
`;

const gather = (text: string, before: readonly string[] = []): string[] => [...before, text];

function gatherMapping(text: string, before: readonly PathMapping[] = []): PathMapping[] {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1)
    throw new UsageError(`--map: expected FROM=TO, such as /nas=/mnt/nas, got ${text}`);
  return [...before, { from: text.slice(0, at), to: text.slice(at + 1) }];
}

/** Define the command that works off a queue. */
export function defineWorkCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  program
    .command('work')
    .summary('work off films of a queue, together with other machines')
    .description(DESCRIPTION)
    .addHelpText('after', EXAMPLES)
    .addOption(QUEUE_FLAG())
    .option(
      '--concurrency <n>',
      'stretches of film at once, a process each, 1 to 1024 (default: the cores)',
      parseInteger('--concurrency', 'an integer from 1 to 1024', 1),
    )
    .option(
      '--root <dir>',
      'folder, or s3://BUCKET/PREFIX, to read films and write outputs below; may be given several times (default: this folder)',
      gather,
    )
    .addOption(S3_ENDPOINT())
    .option(
      '--allow-host <host>',
      'read films of this host by http and https; may be given several times (default: none)',
      gather,
    )
    .option(
      '--map <from=to>',
      'a folder that whoever submits films calls FROM is called TO here; may be given several times',
      gatherMapping,
    )
    .option(
      '--grace <seconds>',
      'time to finish when it is stopped, before jobs are handed back (default: 30)',
      parseInteger('--grace', 'seconds from 0 up', 0),
    )
    .option(
      '--metrics <address>',
      'figures for Prometheus at PORT, for this machine alone, or at HOST:PORT: /metrics and /health',
    )
    .action(async (options: Options) => {
      refuseStrayOption(program, 'work');
      setExitCode(await runWorkCommand(options, terminal));
    });
}

/** Being ended is how this ends: that is a success. */
async function runWorkCommand(options: Options, { stdout, signal }: Terminal): Promise<number> {
  const url = resolveQueue(options.queue);
  const { createWorkerMetrics, startWorker, redactQueueUrl } = await import('../../queue/index.ts');
  const { createLog } = await import('../reporters/log.ts');
  const log = await createLog(stdout);
  const { concurrency, root = ['.'], allowHost = [], map = [], grace } = options;
  const metrics = createWorkerMetrics();
  signal.throwIfAborted();
  const worker = await startWorker({
    url,
    concurrency,
    roots: root,
    hosts: allowHost,
    mappings: map,
    graceSeconds: grace,
    onEvent: (event) => {
      metrics.count(event);
      log(...describeEvent(event));
    },
  });
  const serving = options.metrics === undefined ? undefined : await metrics.serve(worker, options.metrics);
  log('info', 'works', {
    worker: worker.name,
    queue: redactQueueUrl(url),
    roots: root,
    backends: worker.backends,
    metrics: serving?.url,
  });
  if (!signal.aborted)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  log('info', 'ends', { active: worker.active });
  await worker.stop();
  serving?.close();
  return EXIT.ok;
}

function describeEvent(event: WorkerEvent): ['info' | 'warn' | 'error', string, object] {
  if (event.type === 'problem') return ['error', event.message, {}];
  if (event.type === 'warning') return ['warn', event.message, {}];
  if (event.type === 'resumed') return ['info', event.message, {}];
  const { type: _, outcome, seconds, ...job } = event;
  const level = outcome === 'failed' ? 'error' : outcome === 'refused' || outcome === 'returned' ? 'warn' : 'info';
  return [level, outcome, { ...job, seconds: Math.round(seconds * 1000) / 1000 }];
}
