import { type Command, Option } from 'commander';
import type { FingerprintOptions, Space } from '../../app/index.ts';
import { UsageError } from '../exit-code.ts';
import { addPictureFlags, type PictureFlags, toPictureOptions } from '../flags/picture-flags.ts';
import { findQueue, QUEUE_FLAG } from '../flags/queue-flag.ts';
import { S3_ENDPOINT } from '../flags/s3-endpoint.ts';
import { parseClusters, parseCrop, parseInteger, parseList, parseTime } from '../flags/values.ts';
import type { Terminal } from '../print/terminal.ts';
import { createReporter } from '../reporters/create-reporter.ts';
import { runFilms } from '../run/film-run.ts';
import { nameInputs, planOutputs } from '../run/output-plan.ts';

interface Options extends PictureFlags {
  readonly output?: string[];
  readonly outDir?: string;
  readonly format?: string[];
  readonly titles?: string;
  readonly dryRun?: true;
  readonly samples?: number;
  readonly clusters?: number | 'auto';
  readonly space?: Space;
  readonly from?: number;
  readonly to?: number;
  readonly crop?: NonNullable<FingerprintOptions['crop']>;
  readonly trim?: 'black' | 'none';
  readonly jobs?: number;
  readonly queue?: string;
  readonly seed?: number;
  readonly mode?: 'exact' | 'draft';
  readonly stream?: number;
  readonly shortcuts?: boolean;
  readonly backend?: NonNullable<FingerprintOptions['backend']>;
  readonly hwaccel?: string;
  readonly loudness?: boolean;
  readonly pictures?: boolean;
  readonly quiet?: boolean;
  readonly progress?: 'json';
}

/** Options that say how a film is read: they mean nothing to a fingerprint that exists already. */
const FILM_OPTIONS = [
  'samples',
  'clusters',
  'space',
  'from',
  'to',
  'crop',
  'trim',
  'seed',
  'jobs',
  'mode',
  'stream',
  'backend',
  'hwaccel',
] as const;

/** Those of them that can only be switched off. */
const SWITCHES = ['shortcuts', 'loudness', 'pictures'] as const;

const INPUTS =
  'films, folders of films, numbered pictures (their folder, or a pattern: frames/f%04d.png), or fingerprints (.json, .json.gz) to draw again without the film; paths, http(s) URLs of films, or s3://BUCKET/KEY';

/** Define the main command: FILM... to posters, fingerprints and tables. */
export function defineFingerprintCommand(
  program: Command,
  terminal: Terminal,
  setExitCode: (code: number) => void,
): void {
  program
    .argument('<film...>', INPUTS)
    .optionsGroup('What to write:')
    .addOption(
      new Option(
        '-o, --output <file>',
        '.png .jpg .webp .avif .svg .pdf .html .json .json.gz .csv by its extension, also at s3://; may be given several times',
      ).argParser((file: string, files: string[] = []) => [...files, file]),
    )
    .option(
      '--out-dir <dir>',
      'folder, or s3://BUCKET/PREFIX, for the files of several films, or folders of films; what is up to date there is left as it is',
    )
    .option(
      '--format <list>',
      'what to write there: png, jpg, webp, avif, svg, pdf, html, json, csv, or several: png,json (default: png)',
      parseList,
    )
    .option('--titles <csv>', 'a table of titles for them: file,title,subtitle,year')
    .option('--dry-run', 'say what would be made and why, and write nothing')
    .optionsGroup('How the film is sampled:')
    .option(
      '--samples <n>',
      'instants sampled, evenly spaced by time (default: 3600, at most one a frame)',
      parseInteger('--samples', 'an integer from 1 up'),
    )
    .option('--clusters <k>', 'clusters a frame, 1 to 32, or auto (default: auto)', parseClusters)
    .option('--space <name>', 'where colours are clustered: oklab, rgb or lab (default: oklab)')
    .option('--from <time>', 'begin there; seconds or hh:mm:ss', parseTime('--from'))
    .option('--to <time>', 'end there', parseTime('--to'))
    .option('--crop <part>', 'auto: leave black bars out, none, or W:H:X:Y in pixels (default: auto)', parseCrop)
    .option('--trim <what>', 'black: leave out black at both ends, or none (default: none)')
    .option('--mode <name>', 'exact, or draft: key frames alone, for a look within seconds (default: exact)')
    .option('--seed <n>', 'seed of the random choices (default: 0)', parseInteger('--seed', 'an integer from 0 up'))
    .option('--backend <name>', "what reads films: libav (node-av), ffmpeg (the system's) or auto (default: auto)")
    .option(
      '--stream <n>',
      'stream of the film, counted from 0 (default: the longest video)',
      parseInteger('--stream', 'an integer from 0 up'),
    )
    .option('--no-shortcuts', 'decode every pixel to the bit: slower, and no eye sees it')
    .option('--hwaccel <name>', "decode in hardware, through the system's ffmpeg: cuda, vaapi, videotoolbox, ...")
    .option('--no-loudness', 'do not measure how loud the film is at each instant')
    .option('--no-pictures', 'keep no small pictures of the film in its fingerprint: colours alone')
    .option(
      '--jobs <n>',
      'processes, 1 to 1024 (default: the cores)',
      parseInteger('--jobs', 'an integer from 1 to 1024', 1),
    )
    .addOption(QUEUE_FLAG())
    .addOption(S3_ENDPOINT());
  addPictureFlags(program)
    .optionsGroup('What is shown meanwhile:')
    .addOption(new Option('--quiet', 'no progress').conflicts('progress'))
    .addOption(new Option('--progress <form>', 'json: one JSON object a line on stderr').choices(['json']))
    .action(async (inputs: string[], options: Options) => {
      setExitCode(await runFingerprintCommand(inputs, options, terminal));
    });
}

async function runFingerprintCommand(inputs: string[], options: Options, terminal: Terminal): Promise<number> {
  const app = await import('../../app/index.ts');
  const list =
    options.outDir === undefined
      ? { films: inputs, passedOver: new Map<string, string[]>() }
      : await app.listFilms(inputs);
  const assignments = planOutputs(list.films, options, app.OUTPUT_FORMATS, await nameInputs(list.films, app));
  checkCombination(list.films.find(app.isFingerprintFile), options);
  const { clusters } = app.checkFingerprintOptions(options);
  const pictures = await toPictureOptions(options);
  app.checkPictureOptions(pictures, clusters);
  for (const { outputs } of assignments) for (const output of outputs) app.checkOutput(output, pictures);

  const report = await createReporter(options, terminal);
  for (const [folder, names] of list.passedOver) report.warn(folder, `passed over: ${app.listFirst(names)}`);
  const titles = options.titles === undefined ? undefined : await app.readTitles(options.titles, list.films);
  for (const warning of titles?.warnings ?? []) report.warn(options.titles!, warning);
  const { jobs, outDir, dryRun } = options;
  const run = { film: options, pictures, jobs, outDir, dryRun, titleOf: titles?.titleOf };
  const queue = findQueue(options.queue);
  if (queue !== undefined && jobs !== undefined) {
    throw new UsageError('--jobs: says how many processes work here, but the films go to a queue (--queue)');
  }
  if (queue === undefined || dryRun) return runFilms(assignments, run, terminal, report);
  const { runFilmsOnQueue } = await import('../run/queue-run.ts');
  return runFilmsOnQueue(queue, assignments, run, terminal, report);
}

/** Refuse what contradicts itself before anything is read. */
function checkCombination(fingerprint: string | undefined, options: Options): void {
  const many = (['titles', 'dryRun'] as const).find((name) => options[name] !== undefined);
  if (many !== undefined && options.outDir === undefined) {
    throw new UsageError(`\`${many}\`: is for the files of --out-dir, which is not named`);
  }
  const option =
    SWITCHES.find((name) => options[name] === false) ?? FILM_OPTIONS.find((name) => options[name] !== undefined);
  if (fingerprint !== undefined && option !== undefined) {
    const name = options[option] === false ? `no-${option}` : option;
    throw new UsageError(`--${name}: says how a film is read, but ${fingerprint} is a fingerprint already`);
  }
}
