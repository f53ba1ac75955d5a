import type { Command } from 'commander';
import { FILM_OPTIONS, PICTURE_OPTIONS, RUN_OPTIONS } from '../../../core/options/index.ts';
import { UsageError } from '../exit-code.ts';
import { addOutputFlags, addQueueFlag, addReportFlags, addS3Flag, findQueue } from '../flags/common-flags.ts';
import { addRunOptions, addTableOptions, findStated, readTableOptions } from '../flags/table-options.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter, type ReportOptions } from '../reporters/create-reporter.ts';
import { startEarly } from '../run/early-workers.ts';
import { runFilms } from '../run/film-run.ts';
import { nameInputs, planOutputs } from '../run/output-plan.ts';

interface Options extends ReportOptions {
  readonly output?: string[];
  readonly outDir?: string;
  readonly format?: string[];
  readonly titles?: string;
  readonly dryRun?: true;
  readonly jobs?: number;
  readonly queue?: string;
}

const INPUTS =
  'films, folders of films, numbered pictures (their folder, or a pattern: frames/f%04d.png), or fingerprints (.json, .json.gz) to draw again without the film; paths, http(s) URLs of films, or s3://BUCKET/KEY';

/** Define the main command: from FILM... to posters, fingerprints and tables. */
export function defineFingerprintCommand(
  program: Command,
  terminal: Terminal,
  setExitCode: (code: number) => void,
): Command {
  program.argument('<film...>', INPUTS);
  addOutputFlags(program, {
    files: '.png .jpg .webp .avif .svg .pdf .html .json .json.gz .csv by its extension, also at s3://; repeatable',
    folder: 'folder, or s3://BUCKET/PREFIX, for the files of several films; skips files that are up to date',
    formats:
      'formats of these files: png, jpg, webp, avif, svg, pdf, html, json, csv, or several: png,json (default: png)',
  });
  program
    .option('--titles <csv>', 'table of their titles: file,title,subtitle,year')
    .option('--dry-run', 'list the files that would be made, and why, without making them');
  addTableOptions(program, FILM_OPTIONS, PICTURE_OPTIONS);
  addRunOptions(program, RUN_OPTIONS);
  addQueueFlag(program);
  addReportFlags(program);
  return addS3Flag(program).action(async (inputs: string[], options: Options) => {
    setExitCode(await runFingerprintCommand(inputs, options, terminal));
  });
}

async function runFingerprintCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  // Films of a folder of outputs may be up to date, and a queue reads them elsewhere.
  const readsHere = options.outDir === undefined && findQueue(options.queue) === undefined;
  const workers = readsHere ? startEarly(inputs, options, terminal) : undefined;
  try {
    const { createPoolRunner } = await import('../../app/internal.ts');
    const createRunner = workers && (() => createPoolRunner(workers, terminal.signal));
    return await makeFingerprints(inputs, options, createRunner ? { ...terminal, createRunner } : terminal);
  } finally {
    workers?.close();
  }
}

async function makeFingerprints(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/internal.ts');
  const list =
    options.outDir === undefined
      ? { films: inputs, passedOver: new Map<string, string[]>() }
      : await app.listFilms(inputs);
  const assignments = planOutputs(list.films, options, app.OUTPUT_FORMATS, await nameInputs(list.films, app));
  const film = await readTableOptions(FILM_OPTIONS, { ...options });
  const pictures = await readTableOptions(PICTURE_OPTIONS, { ...options });
  checkCombination(list.films.find(app.isFingerprintFile), film, options);
  const { clusters } = app.checkFingerprintOptions(film);
  app.checkPictureOptions(pictures, clusters);
  for (const { outputs } of assignments) for (const output of outputs) app.checkOutput(output, pictures);

  const report = await createReporter(options, terminal);
  for (const [folder, names] of list.passedOver) report.warn(folder, `skipped: ${app.listFirst(names)}`);
  const titles = options.titles === undefined ? undefined : await app.readTitles(options.titles, list.films);
  for (const warning of titles?.warnings ?? []) report.warn(options.titles!, warning);
  const { jobs, outDir, dryRun } = options;
  const run = { film, pictures, jobs, outDir, dryRun, titleOf: titles?.titleOf };
  const queue = findQueue(options.queue);
  if (queue !== undefined && jobs !== undefined) {
    throw new UsageError('--jobs: says how many processes work here, but the films go to a queue (--queue)');
  }
  if (queue === undefined || dryRun) return runFilms(assignments, run, terminal, report);
  const { runFilmsOnQueue } = await import('../run/queue-run.ts');
  return runFilmsOnQueue(queue, assignments, run, terminal, report);
}

/** Refuse options that contradict each other, before any input is read. */
function checkCombination(
  fingerprint: string | undefined,
  film: Readonly<Record<string, unknown>>,
  options: Options,
): void {
  const many = (['titles', 'dryRun'] as const).find((name) => options[name] !== undefined);
  if (many !== undefined && options.outDir === undefined) {
    throw new UsageError(`\`${many}\`: is for the files of --out-dir, which is not named`);
  }
  const flag = findStated({ ...FILM_OPTIONS, ...RUN_OPTIONS }, { ...film, jobs: options.jobs });
  if (fingerprint !== undefined && flag !== undefined) {
    throw new UsageError(`${flag}: says how a film is read, but ${fingerprint} is a fingerprint`);
  }
}
