import type { Command } from 'commander';
import type { PathMapping, WorkerEvent } from '../../queue/index.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { addQueueFlag, addS3Flag, gather, resolveQueue } from '../flags/common-flags.ts';
import { parseInteger } from '../flags/parse-option-text.ts';
import { refuseStrayOption } from '../flags/stray-option.ts';
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

const DESCRIPTION = `Process films of a queue, together with other workers.

The worker reads films and writes outputs below the folders given by --root, and nowhere else. It runs until it is stopped; then it takes no new jobs, and finishes the jobs in progress or puts them back into the queue. It prints one line of JSON per job.`;

const EXAMPLES = `
Examples:
  chromatheque worker --queue redis://queue.lan --root /nas
  chromatheque worker --queue redis://queue.lan --root /mnt/nas --map /nas=/mnt/nas
  chromatheque worker --queue redis://queue.lan --root s3://films/western --root s3://posters
  chromatheque worker --queue rediss://queue.example --root out --allow-host films.example
  CHROMATHEQUE_QUEUE=redis://:PASSWORD@queue.lan chromatheque worker --root /nas
`;

function gatherMapping(text: string, before: readonly PathMapping[] = []): PathMapping[] {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1)
    throw new UsageError(`--map: expected FROM=TO, such as /nas=/mnt/nas, got ${text}`);
  return [...before, { from: text.slice(0, at), to: text.slice(at + 1) }];
}

/** Define the command `worker`, and its former name `work`, which the help does not list. */
export function defineWorkerCommand(program: Command, terminal: Terminal, setExitCode: (code: number) => void): void {
  for (const [name, hidden] of [
    ['worker', false],
    ['work', true],
  ] as const) {
    const command = program
      .command(name, { hidden })
      .summary('process films of a queue, together with other machines')
      .description(DESCRIPTION)
      .addHelpText('after', EXAMPLES);
    addQueueFlag(command);
    addS3Flag(command)
      .option(
        '--concurrency <n>',
        'jobs at once, each in its own process, 1 to 1024 (default: the number of cores)',
        parseInteger('concurrency', 1, 1024),
      )
      .option(
        '--root <dir>',
        'folder, or s3://BUCKET/PREFIX, below which to read films and write outputs; repeatable (default: current folder)',
        gather,
      )
      .option('--allow-host <host>', 'host to read films from by http and https; repeatable (default: none)', gather)
      .option(
        '--map <from=to>',
        "folder FROM on the submitter's machine is folder TO on this machine; repeatable",
        gatherMapping,
      )
      .option(
        '--grace <seconds>',
        'time to finish jobs after a stop, before they go back to the queue (default: 30)',
        parseInteger('grace', 0),
      )
      .option('--metrics <address>', 'serve /metrics (Prometheus) and /health at PORT of the loopback, or at HOST:PORT')
      .action(async (options: Options) => {
        refuseStrayOption(program, name);
        setExitCode(await runWorkerCommand(options, terminal));
      });
  }
}

/** Run until stopped. Termination is the normal exit (code 0). */
async function runWorkerCommand(options: Options, { stdout, signal }: Terminal): Promise<number> {
  const url = resolveQueue(options.queue);
  const { createWorkerMetrics, startWorker, redactQueueUrl } = await import('../../queue/index.ts');
  const { createLog } = await import('../reporters/log.ts');
  const log = createLog(stdout);
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
  log('info', 'worker started', {
    worker: worker.name,
    queue: redactQueueUrl(url),
    roots: root,
    backends: worker.backends,
    metrics: serving?.url,
  });
  if (!signal.aborted)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  log('info', 'worker stopping', { active: worker.active });
  await worker.stop();
  serving?.close();
  return EXIT.ok;
}

function describeEvent(event: WorkerEvent): ['info' | 'warn' | 'error', string, object] {
  if (event.type === 'problem') return ['error', event.message, {}];
  if (event.type === 'warning') return ['warn', event.message, {}];
  if (event.type === 'resumed') return ['info', event.message, {}];
  const { type: _, outcome, seconds, ...job } = event;
  const level = outcome === 'failed' ? 'error' : outcome === 'deferred' || outcome === 'requeued' ? 'warn' : 'info';
  return [level, outcome, { ...job, seconds: Math.round(seconds * 1000) / 1000 }];
}
