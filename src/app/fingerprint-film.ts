import { basename } from 'node:path';
import { identifyFilm } from '../film/index.ts';
import {
  type Column,
  type FilmColor,
  type Fingerprint,
  FORMAT_NAME,
  FORMAT_VERSION,
  roundNumber,
  titleFromName,
} from '../fingerprint/index.ts';
import {
  describeConversion,
  FilmError,
  type FilmInfo,
  limitSamples,
  planDecode,
  planInstants,
  toTicks,
} from '../frame/index.ts';
import { createColumnBoard } from './column-board.ts';
import {
  type CheckedFingerprintOptions,
  checkFingerprintOptions,
  type FingerprintOptions,
} from './fingerprint-options.ts';
import { interleave, type Listening, listenToFilm } from './listen.ts';
import type { FrameSwatches, SpanRunner, Survey } from './span-runner.ts';
import { TOOL } from './tool.ts';
import { warnOfFilm } from './warnings.ts';

/** What happens on the way, for whoever shows it. */
export type FilmEvent =
  | { readonly type: 'surveyed'; readonly title: string; readonly samples: number; readonly seconds: number }
  | { readonly type: 'column'; readonly index: number; readonly column: Column };

/** How a film is worked off, and who is told. */
export interface FilmWork {
  /** Who works off the spans. Not closed. */
  readonly runner: SpanRunner;
  readonly onEvent?: ((event: FilmEvent) => void) | undefined;
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
  const checked = checkFingerprintOptions(options);
  const id = await identifyFilm(path);
  const survey = await work.runner.survey(path);
  const stretch = chooseStretch(survey.info, checked);
  const name = basename(path);
  const title = survey.info.title ?? titleFromName(name);
  work.onEvent?.({ type: 'surveyed', title, samples: stretch.samples, seconds: stretch.to - stretch.from });

  const { columns, damagedPackets, listening } = await sampleColumns(path, survey, stretch, checked, work);
  const missing = columns.filter(({ frameTime }) => frameTime === null).length;
  if (missing === columns.length) {
    throw new FilmError('decode-failed', `${path}: not one of the sampled frames could be decoded`);
  }
  const { info, backend } = survey;
  const sound = listening?.info();
  const isTurned = info.rotationDegrees % 180 !== 0;
  const fingerprint: Fingerprint = {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    film: {
      id,
      name,
      title,
      durationSeconds: roundNumber(trackSeconds(info)),
      width: isTurned ? info.height : info.width,
      height: isTurned ? info.width : info.height,
      pixelAspect: isTurned ? { num: info.pixelAspect.den, den: info.pixelAspect.num } : info.pixelAspect,
      rotationDegrees: info.rotationDegrees,
      frameRate: info.frameRate,
      codec: info.codec,
      color: describeColor(info),
      ...(sound !== undefined && { sound }),
    },
    sampling: {
      samples: columns.length,
      mode: 'exact',
      from: roundNumber(stretch.from),
      to: roundNumber(stretch.to),
      missing,
      backend,
    },
    clustering: { clusters: checked.clusters, space: 'oklab', seed: checked.seed },
    tool: TOOL,
    columns,
  };
  const warnings = warnOfFilm(info, fingerprint, checked, damagedPackets);
  return { fingerprint, warnings: [...warnings, ...(listening?.warnings() ?? [])] };
}

/** The tags, and how colours beyond sRGB were brought to it. */
function describeColor({ color }: FilmInfo): FilmColor {
  const conversion = describeConversion(color);
  return conversion === null ? color : { ...color, conversion };
}

const tickSeconds = ({ timeBase }: FilmInfo): number => timeBase.num / timeBase.den;

const trackSeconds = (info: FilmInfo): number => (info.track.endTicks - info.track.firstTicks) * tickSeconds(info);

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly samples: number;
}

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

/** Have all spans worked off, of pictures and of sound. */
async function sampleColumns(
  path: string,
  { info, index }: Survey,
  { from, to, samples }: Stretch,
  { clusters, seed, loudness }: CheckedFingerprintOptions,
  { runner, onEvent }: FilmWork,
): Promise<{ columns: Column[]; damagedPackets: number; listening: Listening | null }> {
  const { firstTicks, isTimed } = info.track;
  const times = planInstants(from, to, samples);
  const instants = toTicks(times, firstTicks, info.timeBase);
  const { spans, answers } = planDecode(index, isTimed, instants);

  const board = createColumnBoard(times, loudness, (i, column) => onEvent?.({ type: 'column', index: i, column }));
  const listening = loudness ? listenToFilm(path, info, times, runner, board) : null;
  const waiting = new Map<number, number[]>();
  for (const [i, wanted] of answers.entries()) {
    const list = waiting.get(wanted);
    if (list === undefined) waiting.set(wanted, [i]);
    else list.push(i);
  }
  const place = ({ wanted, pts, swatches }: FrameSwatches) => {
    const frameTime = Number.isNaN(pts) ? null : roundNumber((pts - firstTicks) * tickSeconds(info));
    for (const i of waiting.get(wanted) ?? []) board.putPicture(i, { frameTime, swatches });
  };

  let damagedPackets = 0;
  const looking = spans.map((span) => async () => {
    const report = await runner.run({ path, span, clustering: { clusters, seed } }, place);
    damagedPackets += report.damagedPackets;
  });
  const queue = interleave(looking, listening?.tasks ?? []).values();
  const workOff = async () => {
    for (const task of queue) await task();
  };
  await Promise.all(Array.from({ length: runner.concurrency }, workOff));
  return { columns: board.columns(), damagedPackets, listening };
}
