import { identifyFilm, nameFilm } from '../film/index.ts';
import {
  buildFilmPalette,
  type Column,
  describeCrop,
  describeFilm,
  type Fingerprint,
  FORMAT_NAME,
  FORMAT_VERSION,
  findBlackEnds,
  neutralizeColumns,
  roundNumber,
  titleFromName,
} from '../fingerprint/index.ts';
import { FilmError, type FilmInfo, limitSamples } from '../frame/index.ts';
import { findCrop } from './find-crop.ts';
import {
  type CheckedFingerprintOptions,
  checkFingerprintOptions,
  type FingerprintOptions,
} from './fingerprint-options.ts';
import { planColumns, type Stretch, sampleColumns } from './sample-columns.ts';
import type { SpanRunner } from './span-runner.ts';
import { TOOL } from './tool.ts';
import { warnOfFilm } from './warnings.ts';

/** What happens on the way, for whoever shows it. */
export type FilmEvent =
  | { readonly type: 'surveyed'; readonly title: string; readonly samples: number; readonly seconds: number }
  /**
   * `index` counts all columns that are sampled, those too that are left out for being black at the ends. A black-and-white film is known
   * for one when all columns are there: before that its swatches are as found.
   */
  | { readonly type: 'column'; readonly index: number; readonly column: Column };

/** How a film is worked off, and who is told. */
export interface FilmWork {
  /** Who works off the spans. Not closed. */
  readonly runner: SpanRunner;
  readonly onEvent?: ((event: FilmEvent) => void) | undefined;
  /** Instants where the options leave their number open: 3600 unless told otherwise. */
  readonly defaultSamples?: number | undefined;
}

/** What came of a film. */
export interface FilmResult {
  readonly fingerprint: Fingerprint;
  /** Sentences on what is not as it should be: a film cut off, frames that could not be decoded. */
  readonly warnings: readonly string[];
}

/**
 * Sample a film and find the colours of each frame.
 *
 * The same film and options give the same fingerprint, to the byte, whatever the number of processes.
 *
 * @param path a local file.
 * @throws {RangeError} for options out of range, before any work; for a `from` beyond the film's end.
 * @throws {FilmError} for a film that cannot be read, or of which not one frame can be decoded.
 */
export async function fingerprintFilm(path: string, options: FingerprintOptions, work: FilmWork): Promise<FilmResult> {
  const checked = checkFingerprintOptions(options, work.defaultSamples);
  const id = await identifyFilm(path);
  const survey = await work.runner.survey(path, checked.reader);
  const stretch = chooseStretch(survey.info, checked);
  const name = nameFilm(path);
  const title = survey.info.title ?? titleFromName(name);
  const plan = planColumns(survey, stretch, checked.mode);
  work.onEvent?.({ type: 'surveyed', title, samples: plan.times.length, seconds: stretch.to - stretch.from });

  const { runner, onEvent } = work;
  const crop = await findCrop(path, survey, checked, runner);
  const onColumn = (index: number, column: Column) => onEvent?.({ type: 'column', index, column });
  const {
    columns: sampled,
    damagedPackets,
    listening,
    album,
  } = await sampleColumns(path, survey, plan, crop, checked, runner, onColumn);
  const { first, end } = checked.trim === 'black' ? findBlackEnds(sampled) : { first: 0, end: sampled.length };
  const kept = sampled.slice(first, end);
  const { from, to } = cutStretch(stretch, first, end, sampled.length);
  const { columns, neutralized } = neutralizeColumns(kept);
  const palette = buildFilmPalette(columns);
  const missing = columns.filter(({ frameTime }) => frameTime === null).length;
  if (missing === columns.length) {
    throw new FilmError('decode-failed', `${path}: not one of the sampled frames could be decoded`);
  }
  const pictures = await album?.bind(first, end);
  const { info, backend } = survey;
  const sound = listening?.info();
  const fingerprint: Fingerprint = {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    film: { ...describeFilm(info, { id, name, title }), ...(sound !== undefined && { sound }) },
    sampling: {
      samples: columns.length,
      mode: checked.mode,
      shortcuts: checked.reader.hasShortcuts ?? true,
      from: roundNumber(from),
      to: roundNumber(to),
      missing,
      crop: describeCrop(crop, info, typeof checked.crop === 'string' ? checked.crop : 'given'),
      backend,
    },
    clustering: { clusters: checked.clusters, space: checked.space, seed: checked.seed, neutralized },
    tool: TOOL,
    ...(palette !== null && { palette }),
    ...(pictures !== undefined && { pictures }),
    columns,
  };
  const warnings = [...survey.warnings, ...warnOfFilm(survey, fingerprint, checked, damagedPackets, sampled.length)];
  return { fingerprint, warnings: [...warnings, ...(listening?.warnings() ?? [])] };
}

const tickSeconds = ({ timeBase }: FilmInfo): number => timeBase.num / timeBase.den;

const trackSeconds = (info: FilmInfo): number => (info.track.endTicks - info.track.firstTicks) * tickSeconds(info);

function chooseStretch(info: FilmInfo, options: CheckedFingerprintOptions): Stretch {
  const seconds = trackSeconds(info);
  if (options.from >= seconds) {
    throw new RangeError(
      `\`from\`: expected a time inside the film, which is ${roundNumber(seconds)} s long, got ${options.from} s`,
    );
  }
  const to = Math.min(options.to ?? seconds, seconds);
  // Counted, not as the header claims: it may speak of frames that are not there.
  const framesPerSecond = info.track.frames / seconds;
  return { from: options.from, to, samples: limitSamples(options.samples, to - options.from, framesPerSecond) };
}

/** The slices of film that some of its columns stand for. */
function cutStretch({ from, to }: Stretch, first: number, end: number, columns: number): Pick<Stretch, 'from' | 'to'> {
  const slice = (to - from) / columns;
  return { from: from + first * slice, to: end === columns ? to : from + end * slice };
}
